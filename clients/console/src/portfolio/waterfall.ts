// The lines of a movement of revenue as steps of a waterfall. It closes: the server says the end, and steps
// that do not lead there are an error that it would have said.
import type {MetricLine} from '../gen/bellwether/v1/metrics_pb';

export interface WaterfallStep {
  name: string;
  from: number;
  to: number;
  amount: number;
  // Start and end.
  total: boolean;
  // Accounts that moved so; absent of start and end.
  accounts: number | undefined;
}

export const startLine = 'start';
export const endLine = 'end';

export function waterfallSteps(lines: readonly MetricLine[]): WaterfallStep[] {
  let level = 0;
  return lines.flatMap(({name, quantity}) => {
    const amount = quantity?.value;
    if (amount === undefined) return [];
    const total = name === startLine || name === endLine;
    const from = total ? 0 : level;
    level = total ? amount : level + amount;
    return [{name, from, to: level, amount, total, accounts: total ? undefined : quantity?.events}];
  });
}
