// The filter of the list as the address of the page holds it, and as the server is asked (AIP-160).

export interface AccountsFilter {
  // What the fields hold: accounts in which each of them is contained.
  account: string;
  segment: string;
  stage: string;
  csm: string;
  band: string;
  // An expression beside them.
  expression: string;
}

export const noFilter: AccountsFilter = {account: '', segment: '', stage: '', csm: '', band: '', expression: ''};

const fields: readonly [keyof AccountsFilter, string][] = [
  ['account', 'account_id'],
  ['segment', 'segment'],
  ['stage', 'stage'],
  ['csm', 'csm'],
  ['band', 'band'],
];

function quoted(text: string): string {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
}

export function filterText(filter: AccountsFilter): string {
  const parts = fields
    .filter(([key]) => filter[key].trim())
    .map(([key, name]) => `${name}:${quoted(filter[key].trim())}`);
  const expression = filter.expression.trim();
  // In parentheses: OR binds more tightly than AND, yet nobody should have to know.
  if (expression) parts.push(parts.length > 0 ? `(${expression})` : expression);
  return parts.join(' AND ');
}

export function readFilter(address: URLSearchParams): AccountsFilter {
  return {
    account: address.get('account') ?? '',
    segment: address.get('segment') ?? '',
    stage: address.get('stage') ?? '',
    csm: address.get('csm') ?? '',
    band: address.get('band') ?? '',
    expression: address.get('filter') ?? '',
  };
}

export function writeFilter(filter: AccountsFilter): Record<string, string> {
  const {expression, ...others} = filter;
  return Object.fromEntries(
    Object.entries({...others, filter: expression})
      .map(([key, value]) => [key, value.trim()] as const)
      .filter(([, value]) => value),
  );
}
