// A text of somebody else within a text of ours. Characters that turn the direction of writing would turn
// what stands behind it as well: "dana" could be made to read as another name, a day as another day.
// Whatever it opens is closed behind it; a text without such characters is given back as it is.
const turns = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

export function apart(text: string): string {
  if (!turns.test(text)) return text;
  const count = (opening: RegExp) => text.split(opening).length - 1;
  const closed = '\u2069'.repeat(count(/[\u2066-\u2068]/)) + '\u202c'.repeat(count(/[\u202a\u202b\u202d\u202e]/));
  return `\u2068${text}${closed}\u2069`;
}
