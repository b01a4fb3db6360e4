// Page by page through what a list call has. The pages so far are known by their tokens: an address does not
// say them, since a token is of one request.
import {useEffect, useRef, type DependencyList, type RefObject} from 'react';
import {Button} from 'react-aria-components';
import {useFormats} from '../i18n/formats';
import {catalogue, useTexts} from '../i18n/language';

const texts = catalogue({
  en: {next: 'Next page', previous: 'Previous page', page: (number: string) => `Page ${number}`},
  id: {next: 'Halaman berikutnya', previous: 'Halaman sebelumnya', page: (number: string) => `Halaman ${number}`},
  ms: {next: 'Halaman seterusnya', previous: 'Halaman sebelumnya', page: (number: string) => `Halaman ${number}`},
});

// On the last page the button to the next one takes no focus any more, and what had it hands it to its neighbour.
export function useFocusInside(group: RefObject<HTMLElement | null>, depends: DependencyList): void {
  useEffect(() => {
    const lost = document.activeElement;
    if (lost instanceof HTMLButtonElement && lost.disabled && group.current?.contains(lost)) {
      group.current.querySelector<HTMLElement>('button:not([disabled])')?.focus();
    }
  }, depends);
}

// Nothing where there is one page. `pages`: tokens of the pages so far, the first one empty.
export function Pager({pages, next, onPages}: {
  pages: readonly string[];
  // next_page_token of the one that is shown.
  next: string;
  onPages: (pages: readonly string[]) => void;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const group = useRef<HTMLDivElement>(null);
  useFocusInside(group, [pages, next]);
  if (pages.length === 1 && !next) return null;
  return (
    <div ref={group} className="row no-print">
      <Button className="button" isDisabled={pages.length === 1} onPress={() => onPages(pages.slice(0, -1))}>
        {t.previous}
      </Button>
      <Button className="button" isDisabled={!next} onPress={() => onPages([...pages, next])}>
        {t.next}
      </Button>
      <span className="quiet-text" aria-live="polite">
        {t.page(formats.number(pages.length))}
      </span>
    </div>
  );
}
