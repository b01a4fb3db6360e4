// Where a number or a moment stands in a chart, and which round ones are written at its axis.
import {nice, ticks} from 'd3-array';
import {utcTicks} from 'd3-time';

export interface LinearScale {
  (value: number): number;
  // About so many round numbers between the ends.
  ticks: (count: number) => number[];
  // The same between round ends.
  nice: (count: number) => LinearScale;
}

export interface TimeScale {
  (at: Date | number): number;
  // About so many round moments of UTC.
  ticks: (count: number) => Date[];
}

type Ends = readonly [number, number];

// A span of nothing stands in the middle.
function place([from, to]: Ends, [start, end]: Ends, value: number): number {
  const share = to === from ? 0.5 : (value - from) / (to - from);
  return start * (1 - share) + end * share;
}

export function scaleLinear(domain: Ends, range: Ends): LinearScale {
  const scale = (value: number) => place(domain, range, value);
  return Object.assign(scale, {
    ticks: (count: number) => ticks(domain[0], domain[1], count),
    nice: (count: number) => scaleLinear(nice(domain[0], domain[1], count), range),
  });
}

export function scaleUtc([from, to]: readonly [Date | number, Date | number], range: Ends): TimeScale {
  const scale = (at: Date | number) => place([+from, +to], range, +at);
  return Object.assign(scale, {ticks: (count: number) => utcTicks(new Date(from), new Date(to), count)});
}
