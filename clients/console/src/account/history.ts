// The history of an account as points of a chart and rows of a table.
import type {HistoryMoment, HistoryRecord} from '../gen/bellwether/v1/accounts_pb';
import type {ChangeLine} from '../gen/bellwether/v1/changes_pb';
import {momentDate} from '../i18n/formats';
import type {BandPlace} from '../parts/band';

export interface HistoryPoint {
  at: Date;
  // Absent: no score at that moment.
  score: number | undefined;
  decimals: number;
  band: string;
  place: BandPlace | undefined;
  model: string;
  // Since the moment before; absent where either has none.
  delta: number | undefined;
  // The largest first.
  lines: readonly ChangeLine[];
  // Why no arithmetic could be done.
  noArithmetic: string;
  records: readonly HistoryRecord[];
  recordCount: number;
  // What went wrong at this moment.
  error: string;
}

export function historyPoints(moments: readonly HistoryMoment[]): HistoryPoint[] {
  return moments.map((moment) => {
    const evaluation = moment.result.case === 'evaluation' ? moment.result.value : undefined;
    const primary = evaluation?.health.find((health) => health.primary);
    const score = primary?.result.case === 'score' ? primary.result.value : undefined;
    const change = moment.change?.models.find((model) => model.after?.primary) ?? undefined;
    const {before, after} = change ?? {};
    const delta =
      before?.score !== undefined && after?.score !== undefined ? after.score - before.score : undefined;
    return {
      at: momentDate(moment.asOf) ?? new Date(0),
      score: score?.value,
      decimals: score?.precision ?? 0,
      band: score?.band ?? '',
      place: after && after.bandCount > 0 ? {rank: after.bandRank, count: after.bandCount} : undefined,
      model: primary?.model ?? '',
      delta,
      lines: change?.lines.length ? change.lines : (change?.withoutPoints ?? []),
      noArithmetic: change?.noArithmetic ?? '',
      records: moment.change?.records ?? [],
      recordCount: moment.change?.recordCount ?? 0,
      error: moment.result.case === 'error' ? moment.result.value.message : '',
    };
  });
}

// Stretches in which every moment has a score of one model: there is a line through each, and none between.
export function stretches(points: readonly HistoryPoint[]): HistoryPoint[][] {
  const found: HistoryPoint[][] = [];
  let last: HistoryPoint | undefined;
  for (const point of points) {
    if (point.score === undefined) {
      last = undefined;
      continue;
    }
    if (last && last.model === point.model) found.at(-1)?.push(point);
    else found.push([point]);
    last = point;
  }
  return found;
}

// Moments at which something happened to the score, the newest first.
export function changes(points: readonly HistoryPoint[]): HistoryPoint[] {
  return points.filter((point) => point.lines.length > 0 || point.noArithmetic || point.error).reverse();
}
