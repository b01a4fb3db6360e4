// Places of diagnostics, which count bytes of UTF-8, in the text of an editor, which counts UTF-16.

// Position in `line` of the 1-based byte `column`; 0 where none is known, its end where the line is shorter.
export function columnIn(line: string, column: number): number {
  if (column <= 1) return 0;
  let bytes = 1;
  let at = 0;
  for (const character of line) {
    if (bytes >= column) return at;
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    at += character.length;
  }
  return line.length;
}

export interface Place {
  // 1-based; 0: not known.
  line: number;
  column: number;
  // In bytes.
  length: number;
}

// From where to where a diagnostic is shown in its line: at least one character, the whole line where no
// column is known.
export function rangeIn(line: string, place: Place): {from: number; to: number} {
  if (place.column === 0) return {from: line.length - line.trimStart().length, to: line.length};
  const from = columnIn(line, place.column);
  const to = columnIn(line, place.column + Math.max(1, place.length));
  return {from, to: Math.max(to, Math.min(from + 1, line.length))};
}
