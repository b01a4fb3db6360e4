// What a table of known words says of a word that anybody may have chosen. `constructor` and its like are
// found in every object, and are no words of the table.
export function own<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
