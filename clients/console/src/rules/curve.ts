// The curve of a component, as the server describes it ("points 4:100 24:70 72:0"), taken apart, so that
// it can be told in the reader's language. What is not recognised is told as it is.
export type Curve =
  | {kind: 'given'; scale: number}
  | {kind: 'linear'; from: number; to: number}
  | {kind: 'points'; points: {at: number; score: number}[]}
  | {kind: 'steps'; steps: {bound: string; score: number}[]}
  | {kind: 'map'; words: {word: string; score: number}[]}
  | {kind: 'tiers'}
  | {kind: 'baseline'; grace: number}
  | {kind: 'formula'}
  | {kind: 'group'}
  | {kind: 'other'; text: string};

// "a:1 b:2", at the last colon of each.
function pairs(text: string): {key: string; score: number}[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((pair) => {
      const colon = pair.lastIndexOf(':');
      return {key: pair.slice(0, colon), score: Number(pair.slice(colon + 1))};
    });
}

export function readCurve(text: string): Curve {
  const [kind = '', ...rest] = text.split(' ');
  const said = rest.join(' ');
  const other: Curve = {kind: 'other', text};
  switch (kind) {
    case 'given':
      return {kind, scale: said ? Number(/[\d.]+/.exec(said)?.[0] ?? 1) : 1};
    case 'linear': {
      const [from, to] = said.split(' to ').map(Number);
      return from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to) ? other : {kind, from, to};
    }
    case 'points': {
      const points = pairs(said).map(({key, score}) => ({at: Number(key), score}));
      return points.every(({at, score}) => !Number.isNaN(at) && !Number.isNaN(score)) ? {kind, points} : other;
    }
    case 'steps':
    case 'map': {
      const all = pairs(said);
      if (all.some(({key, score}) => !key || Number.isNaN(score))) return other;
      return kind === 'steps'
        ? {kind, steps: all.map(({key, score}) => ({bound: key, score}))}
        : {kind, words: all.map(({key, score}) => ({word: key, score}))};
    }
    case 'tier':
      return {kind: 'tiers'};
    case 'baseline,':
      return {kind: 'baseline', grace: Number(rest.at(-1))};
    case 'formula':
      return {kind};
    case 'weighted':
      return {kind: 'group'};
    default:
      return other;
  }
}
