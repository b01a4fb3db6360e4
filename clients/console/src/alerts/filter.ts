// Which alerts the inbox shows: as the address of the page holds it, and as the server is asked.
import {AlertState} from '../gen/bellwether/v1/alerts_pb';

export const stateFilters = ['', 'open', 'acknowledged', 'snoozed', 'resolved', 'all'] as const;
// Empty: those that are not resolved.
export type StateFilter = (typeof stateFilters)[number];

export interface AlertsFilter {
  state: StateFilter;
  // Words of the pack, separated by commas.
  severity: string;
  csm: string;
  account: string;
}

export const noFilter: AlertsFilter = {state: '', severity: '', csm: '', account: ''};

const states: Record<StateFilter, readonly AlertState[]> = {
  '': [],
  open: [AlertState.OPEN],
  acknowledged: [AlertState.ACKNOWLEDGED],
  snoozed: [AlertState.SNOOZED],
  resolved: [AlertState.RESOLVED],
  all: [AlertState.OPEN, AlertState.ACKNOWLEDGED, AlertState.SNOOZED, AlertState.RESOLVED],
};

export function readFilter(address: URLSearchParams): AlertsFilter {
  const state = address.get('state') ?? '';
  return {
    state: stateFilters.find((each) => each === state) ?? '',
    severity: address.get('severity') ?? '',
    csm: address.get('csm') ?? '',
    account: address.get('account') ?? '',
  };
}

export function writeFilter(filter: AlertsFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter)
      .map(([key, value]) => [key, value.trim()] as const)
      .filter(([, value]) => value),
  );
}

export function severitiesOf(filter: AlertsFilter): string[] {
  return [...new Set(filter.severity.split(',').map((each) => each.trim()).filter(Boolean))];
}

// The fields of ListAlertsRequest.
export function askedOf(filter: AlertsFilter) {
  return {
    states: [...states[filter.state]],
    severities: severitiesOf(filter),
    csm: filter.csm.trim(),
    accountId: filter.account.trim(),
  };
}
