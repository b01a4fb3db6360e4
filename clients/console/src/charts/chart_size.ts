import {useCallback, useState} from 'react';

export interface ChartSize {
  // For the `svg`.
  ref: (element: Element | null) => (() => void) | undefined;
  // In units of the chart: a unit is a pixel where a letter of the page is 16 high, and more where letters
  // are larger. So texts are as readable on a phone as on a wall, and as the reader's browser wants them.
  width: number;
  // What the `svg` is given beside `ref`, for a chart of so many units in height.
  frame: (height: number) => {viewBox: string; height: number};
}

// The size of a chart as its place on the page changes; `fallback` until that is known.
export function useChartSize(fallback = 640): ChartSize {
  const [width, setWidth] = useState(fallback);
  const [unit, setUnit] = useState(1);
  const ref = useCallback((element: Element | null) => {
    if (!element || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const pixels = entry?.contentRect.width ?? 0;
      if (pixels <= 0) return;
      const letter = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      setUnit(letter / 16);
      setWidth(Math.round(pixels / (letter / 16)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const frame = useCallback(
    (height: number) => ({viewBox: `0 0 ${width} ${height}`, height: height * unit}),
    [width, unit],
  );
  return {ref, width, frame};
}
