import {useEffect} from 'react';

// The title of the tab while a screen is shown.
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Bellwether` : 'Bellwether';
  }, [title]);
}
