// How the accounts of a page stand: what the server evaluated last by itself, and where it has nothing,
// an evaluation of now. A few at a time, so that a page is no burden, and each row appears when it is known.
import {create} from '@bufbuild/protobuf';
import {useEffect, useState} from 'react';
import {createClient} from '@connectrpc/connect';
import {accounts, transport} from '../api/clients';
import {failureOf, type Failure} from '../api/failure';
import {EvaluationOptionsSchema, EvaluationView} from '../gen/bellwether/v1/evaluation_pb';
import {EvaluationsService} from '../gen/bellwether/v1/evaluations_pb';

const evaluations = createClient(EvaluationsService, transport);
const atOnce = 5;

export interface RowScore {
  band: string;
  score: number | undefined;
  // Of the score.
  decimals: number;
  // Absent: the server did not say.
  certain?: boolean;
  failure?: Failure;
}

const basic = create(EvaluationOptionsSchema, {view: EvaluationView.BASIC});

async function latest(accountId: string, signal: AbortSignal): Promise<RowScore> {
  const {evaluation} = await evaluations.getLatestEvaluation({accountId}, {signal});
  const primary = evaluation?.models.find((model) => model.primary);
  return {band: primary?.band ?? '', score: primary?.score, decimals: 1};
}

async function now(accountId: string, signal: AbortSignal): Promise<RowScore> {
  const {evaluation} = await accounts.evaluateAccount({accountId, options: basic}, {signal});
  const primary = evaluation?.health.find((model) => model.primary);
  if (primary?.result.case !== 'score') return {band: '', score: undefined, decimals: 0};
  const score = primary.result.value;
  return {band: score.band, score: score.value, decimals: score.precision, certain: score.certain};
}

async function scoreOf(accountId: string, signal: AbortSignal): Promise<RowScore> {
  try {
    return await latest(accountId, signal);
  } catch (thrown) {
    const {kind} = failureOf(thrown);
    if (kind !== 'notFound' && kind !== 'notServed' && kind !== 'forbidden') throw thrown;
    return now(accountId, signal);
  }
}

export function useScores(accountIds: readonly string[]): ReadonlyMap<string, RowScore> {
  const [scores, setScores] = useState<ReadonlyMap<string, RowScore>>(new Map());
  const asked = accountIds.join('\n');
  useEffect(() => {
    const abort = new AbortController();
    const waiting = [...accountIds];
    const one = async () => {
      for (let id = waiting.shift(); id !== undefined && !abort.signal.aborted; id = waiting.shift()) {
        const accountId = id;
        const score = await scoreOf(accountId, abort.signal).catch((thrown: unknown) => ({
          band: '', score: undefined, decimals: 0, failure: failureOf(thrown),
        }));
        if (!abort.signal.aborted) setScores((before) => new Map(before).set(accountId, score));
      }
    };
    for (let worker = 0; worker < atOnce; ++worker) void one();
    return () => abort.abort();
  }, [asked]);
  return scores;
}
