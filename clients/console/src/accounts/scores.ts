// How the accounts of a page stand: what the server evaluated last by itself, which comes with the list, and
// of those that it did not evaluate yet an evaluation of now: a few at a time, each row as it is known.
import {create} from '@bufbuild/protobuf';
import type {Timestamp} from '@bufbuild/protobuf/wkt';
import {useEffect, useState} from 'react';
import {accounts} from '../api/clients';
import {failureOf, type Failure} from '../api/failure';
import {useSession} from '../frame/session';
import type {StoredAccount} from '../gen/bellwether/v1/accounts_pb';
import {EvaluationOptionsSchema, EvaluationView} from '../gen/bellwether/v1/evaluation_pb';

const atOnce = 5;

export interface RowScore {
  band: string;
  score: number | undefined;
  // Of the score.
  decimals: number;
  // A model applies, and too little is known for a score.
  insufficient: boolean;
  // The pack takes no such account.
  refused: boolean;
  // What is kept of its last evaluation is damaged.
  unreadable: boolean;
  // Something changed since, and the account waits to be evaluated again.
  outdated: boolean;
  asOf: Timestamp | undefined;
  failure?: Failure;
}

const nothing: RowScore = {
  band: '', score: undefined, decimals: 1, insufficient: false, refused: false, unreadable: false, outdated: false,
  asOf: undefined,
};

// Undefined: it was not evaluated yet.
export function told({health}: StoredAccount): RowScore | undefined {
  if (!health) return undefined;
  const {band, score, insufficient, refused, unreadable, outdated, asOf} = health;
  return {...nothing, band, score, insufficient, refused, unreadable, outdated, asOf};
}

const basic = create(EvaluationOptionsSchema, {view: EvaluationView.BASIC});

async function now(accountId: string, signal: AbortSignal): Promise<RowScore> {
  const {evaluation} = await accounts.evaluateAccount({accountId, options: basic}, {signal});
  const primary = evaluation?.health.find((model) => model.primary);
  if (primary?.result.case !== 'score') return {...nothing, insufficient: primary?.result.case === 'insufficient'};
  const score = primary.result.value;
  return {...nothing, band: score.band, score: score.value, decimals: score.precision};
}

export function useScores(rows: readonly StoredAccount[]): (account: StoredAccount) => RowScore | undefined {
  const {may} = useSession();
  const [asked, setAsked] = useState<ReadonlyMap<string, RowScore>>(new Map());
  const missing = may('score') ? rows.filter((row) => !row.health).map((row) => row.accountId) : [];
  const key = missing.join('\n');
  useEffect(() => {
    const abort = new AbortController();
    const waiting = [...missing];
    const one = async () => {
      for (let id = waiting.shift(); id !== undefined && !abort.signal.aborted; id = waiting.shift()) {
        const accountId = id;
        const score = await now(accountId, abort.signal).catch((thrown: unknown) => ({
          ...nothing, failure: failureOf(thrown),
        }));
        if (!abort.signal.aborted) setAsked((before) => new Map(before).set(accountId, score));
      }
    };
    for (let worker = 0; worker < atOnce; ++worker) void one();
    return () => abort.abort();
  }, [key]);
  return (account) => told(account) ?? asked.get(account.accountId) ?? (may('score') ? undefined : nothing);
}
