// What holds everybody up: milestones in the server's order, critical ones first, then by how often they are
// late times by how much. Causes are told in the name of the row alone.
import type {MetricGrid, Quantity} from '../gen/bellwether/v1/metrics_pb';
import {isKnown} from './quantity';

export interface Bottleneck {
  // Of the grid, which has all of it: "security_review, critical (customer_capacity 3)".
  row: string;
  // "security_review"
  milestone: string;
  // As it is told beside the milestone: "critical"; "customer_capacity 3, our_process 1".
  mark: string;
  causes: string;
  late: Quantity | undefined;
  meanDelay: Quantity | undefined;
  medianDelay: Quantity | undefined;
  // Days of the median time to value: an association.
  atStake: Quantity | undefined;
  // Share that is late × mean days of those: days of delay for each milestone that was due.
  weight: number;
}

// How many of a milestone are late.
export const lateColumn = 'late';

export function isBottlenecks(grid: MetricGrid): boolean {
  return grid.name.startsWith('bottlenecks') && grid.columns.length === 4;
}

export function bottlenecksOf(grid: MetricGrid): Bottleneck[] {
  return grid.rows.map(({name, cells}) => {
    const told = /^([^,(]+?)(?:, ([^(]+?))?(?: \((.*)\))?$/.exec(name);
    const [late, meanDelay, medianDelay, atStake] = cells.map((cell) => cell.quantity);
    return {
      row: name,
      milestone: told?.[1] ?? name,
      mark: told?.[2] ?? '',
      causes: told?.[3] ?? '',
      late,
      meanDelay,
      medianDelay,
      atStake,
      weight: (late?.value ?? 0) * (meanDelay?.value ?? 0),
    };
  });
}

// The one to look at first: that which costs the most, whatever the order. Of milestones that were due too
// seldom none is named.
export function worstBottleneck(all: readonly Bottleneck[]): Bottleneck | undefined {
  return all
    .filter((each) => isKnown(each.late))
    .reduce<Bottleneck | undefined>((before, each) => (each.weight > (before?.weight ?? 0) ? each : before), undefined);
}
