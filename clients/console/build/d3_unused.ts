// In place of what d3-scale brings along and no chart uses: names of colours to go between, and formats of numbers
// and dates in English, which charts write by the reader's language instead.
export function color(): null {
  return null;
}
export {color as cubehelix, color as hcl, color as hsl, color as lab, color as rgb};

export const format = () => String;
export const formatPrefix = format;
export const formatSpecifier = (specifier: unknown) => specifier;
export const precisionFixed = () => 0;
export {precisionFixed as precisionPrefix, precisionFixed as precisionRound};

export const utcFormat = () => (at: Date) => at.toISOString();
export const timeFormat = utcFormat;
