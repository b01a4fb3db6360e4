// How a chart with a row for each name is laid out: names at the left, above their marks on a phone.
import {cut} from '../../charts/cut';

const rowHeight = 28;
const narrow = 520;

export interface RowLayout {
  // Where marks begin.
  left: number;
  // Of a row.
  step: number;
  // Of the marks of row `index`, from the top.
  middle: (index: number) => number;
  // Where a name stands, of row `index`.
  baseline: (index: number) => number;
  // As much of a name as there is room for.
  cut: (name: string) => string;
}

export function layoutRows(names: readonly string[], width: number): RowLayout {
  // Of a strong one; others are narrower.
  const letter = 7.6;
  const above = width < narrow;
  const longest = Math.max(0, ...names.map((name) => name.length)) * letter + 10;
  const left = above ? 0 : Math.min(longest, 260, width * 0.36);
  const step = above ? rowHeight + 18 : rowHeight;
  const most = Math.max(8, Math.floor((above ? width - 70 : left - 6) / letter));
  return {
    left,
    step,
    middle: (index) => index * step + (above ? 30 : 16),
    baseline: (index) => index * step + (above ? 14 : 20),
    cut: (name) => cut(name, most),
  };
}

// What of two names is left to read where an axis has room for one number every so many pixels.
export function tickCount(width: number): number {
  return Math.max(2, Math.floor(width / 90));
}
