// What holds everybody up: milestones in the server's order, critical ones first, then by how often they are
// late times by how much. Causes are told in the name of the row alone.
import type {MetricGrid, Quantity} from '../gen/bellwether/v1/metrics_pb';
import {isKnown} from './quantity';

export interface Bottleneck {
  // Of the grid, which has all of it: "security_review, critical (customer_capacity 3)".
  row: string;
  // "security_review"
  milestone: string;
  // As it is told beside the milestone, in the reader's language: "critical"; "customer_capacity 3, our_process 1".
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

// What is told behind the title of a milestone, which may have commas and brackets of its own.
function besideOf(title: string, marked: boolean, caused: boolean): [string, string] {
  const open = caused ? title.lastIndexOf(' (') : title.length;
  const head = title.slice(0, open);
  const mark = marked ? head.slice(head.lastIndexOf(', ') + 2) : '';
  return [mark, caused ? title.slice(open + 2, -1) : ''];
}

export function bottlenecksOf(grid: MetricGrid): Bottleneck[] {
  return grid.rows.map(({name, title, cells}) => {
    const told = /^([^,(]+?)(?:, ([^(]+?))?(?: \((.*)\))?$/.exec(name);
    const [mark, causes] = besideOf(title || name, Boolean(told?.[2]), Boolean(told?.[3]));
    const [late, meanDelay, medianDelay, atStake] = cells.map((cell) => cell.quantity);
    return {
      row: name,
      milestone: told?.[1] ?? name,
      mark,
      causes,
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
