// Positions in a chart, and the round values that axes are marked at. What d3-scale answers to the same questions
// (scales.test.ts), without its colours, formats and clocks, which no chart here has.

type Pair = readonly [number, number];

export interface LinearScale {
  (value: number): number;
  domain: () => Pair;
  // About so many round values within the domain.
  ticks: (count: number) => number[];
  // The same over a domain that begins and ends with a round value.
  nice: (count: number) => LinearScale;
}

export interface TimeScale {
  (at: Date): number;
  // About so many starts of days, weeks, months or years, in UTC.
  ticks: (count: number) => Date[];
}

// How far round values are apart; a negative one is the number of them within 1, which is exact where the distance,
// as 0.1, is not.
function increment(from: number, to: number, count: number): number {
  const step = (to - from) / Math.max(0, count);
  const power = Math.floor(Math.log10(step));
  const rest = step / 10 ** power;
  const factor = rest >= Math.sqrt(50) ? 10 : rest >= Math.sqrt(10) ? 5 : rest >= Math.SQRT2 ? 2 : 1;
  return power < 0 ? -(10 ** -power) / factor : 10 ** power * factor;
}

function linearTicks(from: number, to: number, count: number): number[] {
  if (from === to) return [from];
  const step = increment(from, to, count);
  const at = (index: number) => (step < 0 ? index / -step : index * step);
  const index = (value: number) => (step < 0 ? value * -step : value / step);
  let first = Math.round(index(from));
  let last = Math.round(index(to));
  if (at(first) < from) ++first;
  if (at(last) > to) --last;
  return Array.from({length: Math.max(0, last - first + 1)}, (_, each) => at(first + each));
}

function niceDomain([from, to]: Pair, count: number): Pair {
  let [low, high] = [from, to];
  let before: number | undefined;
  // A wider domain may have another step; one that never settles stays as it is.
  for (let round = 0; round < 10; ++round) {
    const step = increment(low, high, count);
    if (step === before) return [low, high];
    if (!Number.isFinite(step) || step === 0) break;
    low = step > 0 ? Math.floor(low / step) * step : Math.ceil(low * step) / step;
    high = step > 0 ? Math.ceil(high / step) * step : Math.floor(high * step) / step;
    before = step;
  }
  return [from, to];
}

// In the middle, where the domain is one value.
function mapped([from, to]: Pair, [begin, end]: Pair): (value: number) => number {
  return (value) => begin + (from === to ? 0.5 : (value - from) / (to - from)) * (end - begin);
}

export function scaleLinear(domain: Pair, range: Pair): LinearScale {
  return Object.assign(mapped(domain, range), {
    domain: () => domain,
    ticks: (count: number) => linearTicks(domain[0], domain[1], count),
    nice: (count: number) => scaleLinear(niceDomain(domain, count), range),
  });
}

const day = 86_400_000;
const year = 365 * day;

interface Steps {
  // About.
  length: number;
  isMark: (at: Date) => boolean;
}

const monthly = (every: number) => (at: Date) => at.getUTCDate() === 1 && at.getUTCMonth() % every === 0;
const calendar: readonly Steps[] = [
  {length: day, isMark: () => true},
  {length: 2 * day, isMark: (at) => (at.getTime() / day) % 2 === 0},
  {length: 7 * day, isMark: (at) => at.getUTCDay() === 0},
  {length: 30 * day, isMark: monthly(1)},
  {length: 90 * day, isMark: monthly(3)},
  {length: year, isMark: monthly(12)},
];

function stepsOf(from: number, to: number, count: number): Steps {
  const wanted = (to - from) / count;
  const longer = calendar.findIndex((each) => each.length > wanted);
  const [next, before] = [calendar[longer], calendar[longer - 1]];
  if (longer < 0) {
    const years = Math.max(1, Math.abs(increment(from / year, to / year, count)));
    return {length: years * year, isMark: (at) => monthly(12)(at) && at.getUTCFullYear() % years === 0};
  }
  if (!before || !next) return {length: day, isMark: () => true};
  return wanted / before.length < next.length / wanted ? before : next;
}

export function scaleUtc([from, to]: readonly [Date, Date], range: Pair): TimeScale {
  const [first, last] = [from.getTime(), to.getTime()];
  const position = mapped([first, last], range);
  const ticks = (count: number) => {
    const {isMark} = stepsOf(first, last, count);
    const marks: Date[] = [];
    for (let at = Math.ceil(first / day) * day; at <= last; at += day) if (isMark(new Date(at))) marks.push(new Date(at));
    return marks;
  };
  return Object.assign((at: Date) => position(at.getTime()), {ticks});
}
