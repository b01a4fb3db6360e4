// Page by page through what a list call has. The pages so far are known by their tokens: an address does not
// say them, since a token is of one request.
import {useEffect, useRef, type DependencyList, type FocusEvent} from 'react';
import {Button} from 'react-aria-components';
import {useFormats} from '../i18n/formats';
import {catalogue, useTexts} from '../i18n/language';

const texts = catalogue({
  en: {next: 'Next page', previous: 'Previous page', page: (number: string) => `Page ${number}`},
  id: {next: 'Halaman berikutnya', previous: 'Halaman sebelumnya', page: (number: string) => `Halaman ${number}`},
  ms: {next: 'Halaman seterusnya', previous: 'Halaman sebelumnya', page: (number: string) => `Halaman ${number}`},
});

// For buttons of which one may be disabled by being pressed, as that to the next page: its neighbour has the focus then.
export function useFocusInside(depends: DependencyList) {
  const ref = useRef<HTMLDivElement>(null);
  const had = useRef(false);
  useEffect(() => {
    const {activeElement} = document;
    const isLost = activeElement === document.body || (activeElement instanceof HTMLButtonElement && activeElement.disabled);
    if (had.current && isLost) ref.current?.querySelector<HTMLElement>('button:not([disabled])')?.focus();
  }, depends);
  return {
    ref,
    onFocus: () => {
      had.current = true;
    },
    // A button that is disabled is left for nothing.
    onBlur: (event: FocusEvent) => {
      if (event.relatedTarget) had.current = false;
    },
  };
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
  const group = useFocusInside([pages, next]);
  if (pages.length === 1 && !next) return null;
  return (
    <div {...group} className="row no-print">
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
