import {useCallback, useState} from 'react';

// The width of an element in pixels, as it changes; `fallback` until it is known. Charts draw to it, so
// that their texts are as large on a phone as on a wall.
export function useWidth(fallback = 640): [ref: (element: Element | null) => (() => void) | undefined, width: number] {
  const [width, setWidth] = useState(fallback);
  const ref = useCallback((element: Element | null) => {
    if (!element || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const measured = entry?.contentRect.width ?? 0;
      if (measured > 0) setWidth(Math.round(measured));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
