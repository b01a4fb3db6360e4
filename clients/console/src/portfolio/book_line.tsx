// Which book the numbers are of.
import {BookOrigin, type Book} from '../gen/bellwether/v1/portfolio_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Choice} from '../parts/fields';
import {shortName} from './asked';
import {texts} from './texts/portfolio';

export function BookLine({book, books, day, onChoose}: {
  book: Book;
  books: readonly Book[];
  day: Date;
  onChoose: (name: string) => void;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const size = t.size(formats.number(book.accounts, 0), formats.number(book.records, 0));
  const origin = book.origin === BookOrigin.OPERATOR ? t.ofOperator : t.ofClient(formats.time(book.loadedAt));
  return (
    <div className="book-line">
      {books.length > 1 ? (
        <Choice
          label={t.book}
          value={book.name}
          options={books.map((each) => ({id: each.name, name: shortName(each.name)}))}
          onChange={(name) => onChoose(shortName(name))}
        />
      ) : null}
      <p>
        {t.book} <b>{shortName(book.name)}</b>, {origin}: {size}, {t.asOf(formats.day(day), book.timeZone || 'UTC')}.{' '}
        <span className="quiet-text">{t.bookHint}</span>
      </p>
    </div>
  );
}
