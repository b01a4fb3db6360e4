// By which of its ends a text below an axis is held, so that it stays within the chart.

// A letter is about so wide.
const letter = 9;

export function anchorAt(x: number, width: number, text: string): 'start' | 'middle' | 'end' {
  const half = (text.length * letter) / 2;
  if (x < half) return 'start';
  return x > width - half ? 'end' : 'middle';
}
