// What rules do to the accounts that the server keeps, asked of the server, and read for people.
import {rules} from '../api/clients';
import type {Impact, OutcomeImpact} from '../gen/bellwether/v1/impact_pb';
import type {PackSource} from '../gen/bellwether/v1/packs_pb';

// Undefined: a pack does not load. `tell` hears how many accounts were looked at so far.
export async function preview(
  to: PackSource['source'],
  signal: AbortSignal,
  tell: (accounts: number) => void,
): Promise<Impact | undefined> {
  for await (const {part} of rules.previewPackOnStore({to: {source: to}, top: 25}, {signal, timeoutMs: 0})) {
    switch (part.case) {
      case 'progress':
        tell(part.value.accounts);
        break;
      case 'impact':
        return part.value;
      case 'problems':
        return undefined;
    }
  }
  throw new Error('the answer ended before the impact');
}

export interface Move {
  outcome: string;
  from: string;
  to: string;
  accounts: number;
  acv: number;
}

// Decisions that change, over all segments, the most accounts first. The band of whichever model answers
// says what those of the models say, and comes once.
export function moves(impact: Impact): Move[] {
  const found: Move[] = [];
  for (const outcome of impact.outcomes.filter((each) => each.decision)) {
    const byAnswers = new Map<string, Move>();
    for (const flow of outcome.flows) {
      if (flow.from === flow.to) continue;
      const key = JSON.stringify([flow.from, flow.to]);
      const move = byAnswers.get(key) ?? {outcome: outcome.outcome, from: flow.from, to: flow.to, accounts: 0, acv: 0};
      move.accounts += flow.sum?.accounts ?? 0;
      move.acv += flow.sum?.acv ?? 0;
      byAnswers.set(key, move);
    }
    found.push(...[...byAnswers.values()].sort((a, b) => b.accounts - a.accounts));
  }
  return found;
}

export interface Count {
  answer: string;
  accounts: number;
}

// How many accounts have which answer by the old rules, in the order of the answers; those that nobody has
// are left out.
export function counts(outcome: OutcomeImpact | undefined): Count[] {
  if (!outcome) return [];
  return outcome.answers
    .filter((answer, index, all) => all.indexOf(answer) === index)
    .map((answer) => ({
      answer,
      accounts: outcome.flows.reduce((sum, flow) => sum + (flow.from === answer ? (flow.sum?.accounts ?? 0) : 0), 0),
    }))
    .filter((each) => each.accounts > 0);
}

export function outcomeOf(impact: Impact | undefined, name: string): OutcomeImpact | undefined {
  return impact?.outcomes.find((each) => each.outcome === name);
}
