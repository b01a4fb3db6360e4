// Which book the numbers are of.
import type {Moment} from '../gen/bellwether/v1/account_pb';
import {BookOrigin, type Book} from '../gen/bellwether/v1/portfolio_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Choice} from '../parts/fields';
import {shortName} from './asked';
import {texts} from './texts/portfolio';

export function BookLine({book, books, day, asOf, onChoose}: {
  book: Book;
  books: readonly Book[];
  day: Date;
  asOf: Moment;
  onChoose: (name: string) => void;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const size = t.size(formats.number(book.accounts, 0), formats.number(book.records, 0));
  const {store} = book;
  const origin = store ? t.ofStore : book.origin === BookOrigin.OPERATOR ? t.ofOperator : t.ofClient(formats.time(book.loadedAt));
  const known = asOf.at.case === 'time' ? t.asOfTime(formats.moment(asOf)) : t.asOf(formats.day(day), book.timeZone || 'UTC');
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
        {t.book} <b>{shortName(book.name)}</b>, {origin}: {size}, {known}.{' '}
        <span className="quiet-text">
          {store ? t.upTo(formats.time(store.currentAt)) : t.bookHint}
          {store && store.decisionsLeftOut > 0 ? ` ${t.leftOut(formats.number(store.decisionsLeftOut, 0))}` : ''}
        </span>
        {store?.problem ? (
          <>
            {' '}
            {t.notRenewed} <span lang="en">{store.problem}</span>
          </>
        ) : null}
      </p>
    </div>
  );
}
