// Which grids of a metric are what: cohorts, moves between bands.
import type {MetricGrid} from '../gen/bellwether/v1/metrics_pb';

export function isCohorts(grid: MetricGrid): boolean {
  return grid.name.startsWith('cohorts');
}

// From each row's name to the columns, which have the same names and maybe more.
export function isMatrix(grid: MetricGrid): boolean {
  return grid.rows.length > 1 && grid.rows.every((row) => grid.columns.includes(row.name));
}

export const heatSteps = 7;

// 0 for the least, 6 for the most.
export function heatStep(value: number, least: number, most: number): number {
  if (most <= least) return heatSteps - 1;
  const share = (value - least) / (most - least);
  return Math.round(Math.min(1, Math.max(0, share)) * (heatSteps - 1));
}
