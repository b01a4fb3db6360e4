// What changed between two texts, line by line, with a few lines around for those who look for the place.

export interface Line {
  mark: ' ' | '+' | '−';
  text: string;
  // Of the later text; of a line that is gone, where it would stand. From 1.
  at: number;
}

const around = 2;
// Lines of one text times lines of the other; beyond it all of them count as changed.
const most = 4_000_000;

function linesOf(before: readonly string[], after: readonly string[]): Line[] {
  let first = 0;
  while (first < before.length && first < after.length && before[first] === after[first]) first++;
  let last = 0;
  while (last < Math.min(before.length, after.length) - first && before.at(-1 - last) === after.at(-1 - last)) last++;
  const old = before.slice(first, before.length - last);
  const now = after.slice(first, after.length - last);
  const row = now.length + 1;
  // How many lines both have in common from here on.
  const common = old.length * now.length <= most ? new Uint16Array((old.length + 1) * row) : undefined;
  if (common) {
    for (let i = old.length - 1; i >= 0; i--) {
      for (let j = now.length - 1; j >= 0; j--) {
        const at = i * row + j;
        common[at] = old[i] === now[j] ? (common[at + row + 1] ?? 0) + 1 : Math.max(common[at + row] ?? 0, common[at + 1] ?? 0);
      }
    }
  }
  const lines: Line[] = after.slice(0, first).map((text, index) => ({mark: ' ', text, at: index + 1}));
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    const at = first + j + 1;
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({mark: ' ', text: now[j] ?? '', at});
      i++;
      j++;
    } else if (j < now.length && (i === old.length || (common?.[i * row + j + 1] ?? 0) > (common?.[(i + 1) * row + j] ?? 0))) {
      lines.push({mark: '+', text: now[j++] ?? '', at});
    } else {
      lines.push({mark: '−', text: old[i++] ?? '', at});
    }
  }
  after.slice(after.length - last).forEach((text, index) => lines.push({mark: ' ', text, at: after.length - last + index + 1}));
  return lines;
}

// The places that differ, each with what stands around it. An empty text has no lines.
export function changedPlaces(before: string, after: string): Line[][] {
  const split = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
  const lines = linesOf(split(before), split(after));
  const places: Line[][] = [];
  // Lines that were told or passed over.
  let until = 0;
  lines.forEach(({mark}, index) => {
    if (mark === ' ') return;
    const from = Math.max(index - around, 0);
    if (places.length === 0 || from > until) {
      places.push([]);
      until = from;
    }
    places.at(-1)?.push(...lines.slice(until, index + 1 + around));
    until = Math.min(index + 1 + around, lines.length);
  });
  return places;
}
