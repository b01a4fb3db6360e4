// What an answer says, as it is shown.
import {words} from '../parts/tone';
import type {Said} from './asking';

export interface Standing {
  account: string;
  // Empty: none.
  band: string;
  // What people call it.
  bandTitle: string;
  // As the reader's language writes it; empty: too little is known.
  score: string;
  sure: boolean;
  confidence: string;
  segment: string;
  stage: string;
  // Days, the first and the last; the same text twice: one day.
  forecast: [string, string] | undefined;
  // Raised, in the pack's order.
  flags: {severity: string; reason: string}[];
  asOf: string;
}

export function standingOf(said: Said, locale: string): Standing {
  const health = said.health?.find((each) => each.primary) ?? said.health?.find((each) => each.score);
  const score = health?.score;
  const digits = score?.precision ?? 0;
  const number = new Intl.NumberFormat(locale, {maximumFractionDigits: digits});
  const day = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeZone: 'UTC'});
  const time = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeStyle: 'short'});
  const {earliest, latest, latestBeyondAYear} = said.forecast ?? {};
  const dayOf = (of: {year: number; month: number; day: number}) => day.format(Date.UTC(of.year, of.month - 1, of.day));
  return {
    account: said.accountId ?? '',
    band: score?.band ?? '',
    bandTitle: score?.bandTitle || (score?.band ?? ''),
    score: score ? number.format(score.value ?? 0) : '',
    sure: score?.certain ?? false,
    confidence: health?.confidence ?? '',
    segment: words(said.segmentTitle || (said.segment ?? '')),
    stage: words(said.stageTitle || (said.stage ?? '')),
    forecast: earliest && latest ? [dayOf(earliest), `${latestBeyondAYear ? '> ' : ''}${dayOf(latest)}`] : undefined,
    flags: (said.flags ?? [])
      .filter((flag) => flag.state === 'FLAG_STATE_RAISED')
      .map((flag) => ({severity: flag.severity ?? '', reason: flag.rule?.reason || words(flag.rule?.name ?? '')})),
    asOf: said.asOf ? time.format(new Date(said.asOf)) : '',
  };
}
