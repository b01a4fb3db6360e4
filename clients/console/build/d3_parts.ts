// What d3-scale needs of the libraries below it to place numbers and moments in charts. It would bring colours,
// and formats of its own: charts write ticks by the reader's language (src/i18n/formats.ts).
export function interpolateNumber(from: number, to: number): (share: number) => number {
  return (share) => from * (1 - share) + to * share;
}
export const interpolate = interpolateNumber;
export function interpolateRound(from: number, to: number): (share: number) => number {
  return (share) => Math.round(from * (1 - share) + to * share);
}

function unused(): never {
  throw new Error('charts write ticks by src/i18n/formats.ts');
}
// Made with each scale of moments, and asked by tickFormat() alone.
export const utcFormat = () => unused;
export const timeFormat = utcFormat;
export const piecewise = unused;
export const format = unused;
export const formatPrefix = unused;
export const formatSpecifier = unused;
export const precisionFixed = unused;
export const precisionPrefix = unused;
export const precisionRound = unused;
