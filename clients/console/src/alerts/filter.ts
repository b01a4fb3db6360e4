// Which alerts the inbox shows: as the address of the page holds it, and as the server is asked.
import {AlertOrder, AlertState} from '../gen/bellwether/v1/alerts_pb';

export const stateFilters = ['', 'open', 'acknowledged', 'snoozed', 'resolved', 'all'] as const;
// Empty: those that are not resolved.
export type StateFilter = (typeof stateFilters)[number];

export interface AlertsFilter {
  state: StateFilter;
  // Words, separated by commas.
  severity: string;
  rule: string;
  segment: string;
  csm: string;
  account: string;
  // '1': of accounts that nobody looks after, whatever `csm` says.
  nobody: string;
  // 'stake': what is at stake first. Empty: the newest.
  order: string;
}

export const noFilter: AlertsFilter = {
  state: '', severity: '', rule: '', segment: '', csm: '', account: '', nobody: '', order: '',
};

const states: Record<StateFilter, readonly AlertState[]> = {
  '': [],
  open: [AlertState.OPEN],
  acknowledged: [AlertState.ACKNOWLEDGED],
  snoozed: [AlertState.SNOOZED],
  resolved: [AlertState.RESOLVED],
  all: [AlertState.OPEN, AlertState.ACKNOWLEDGED, AlertState.SNOOZED, AlertState.RESOLVED],
};

export function readFilter(address: URLSearchParams): AlertsFilter {
  const read = (key: keyof AlertsFilter) => address.get(key) ?? '';
  const filter = Object.fromEntries(Object.keys(noFilter).map((key) => [key, read(key as keyof AlertsFilter)]));
  return {...(filter as unknown as AlertsFilter), state: stateFilters.find((each) => each === filter['state']) ?? ''};
}

export function writeFilter(filter: AlertsFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter)
      .map(([key, value]) => [key, value.trim()] as const)
      .filter(([, value]) => value),
  );
}

// Order aside: whether it leaves alerts out.
export function leavesOut(filter: AlertsFilter): boolean {
  return Object.entries(filter).some(([key, value]) => value && key !== 'order');
}

export function wordsOf(text: string): string[] {
  return [...new Set(text.split(',').map((each) => each.trim()).filter(Boolean))];
}

// The fields of ListAlertsRequest.
export function askedOf(filter: AlertsFilter) {
  const nobody = filter.nobody === '1';
  return {
    states: [...states[filter.state]],
    severities: wordsOf(filter.severity),
    rules: wordsOf(filter.rule),
    segments: wordsOf(filter.segment),
    csm: nobody ? '' : filter.csm.trim(),
    withoutCsm: nobody,
    accountId: filter.account.trim(),
    order: filter.order === 'stake' ? AlertOrder.STAKE : AlertOrder.UNSPECIFIED,
  };
}
