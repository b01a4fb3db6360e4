// The handoff document of an account, and the message that celebrates its graduation.
import {timestampDate} from '@bufbuild/protobuf/wkt';
import {eventDate} from '../account/milestones';
import type {Account} from '../gen/bellwether/v1/account_pb';
import type {AccountDecision} from '../gen/bellwether/v1/decisions_pb';
import type {Evaluation} from '../gen/bellwether/v1/evaluation_pb';
import {civilDate, type Formats} from '../i18n/formats';
import type {TitleOf} from '../parts/title';
import type {Block, Document} from './document';
import {metCriteria, openCriteria, type Review} from './review';
import type {texts} from './texts/review';

export type ReviewTexts = (typeof texts)['en'];

// What people wrote, by part of the page.
export type Notes = Readonly<Record<string, string>>;

export interface Handed {
  account: Account;
  evaluation: Evaluation;
  review: Review;
  decisions: readonly AccountDecision[];
  decisionText: (decision: AccountDecision) => string;
  notes: Notes;
  // What people call names of the pack.
  title: TitleOf;
  day: Date;
}

function heading(level: 2 | 3, text: string): Block {
  return {kind: 'heading', level, text};
}

function notesBlock(notes: Notes, key: string): Block[] {
  const text = notes[key]?.trim();
  return text ? [{kind: 'paragraph', text}] : [];
}

function list(title: string, items: readonly string[]): Block[] {
  return items.length > 0 ? [heading(3, title), {kind: 'list', items}] : [];
}

export function milestoneDelay(delay: number | undefined, t: ReviewTexts, formats: Formats): string {
  if (delay === undefined) return '';
  return delay > 0 ? t.late(formats.number(delay)) : t.inTime;
}

function glance({account, evaluation, review, day, title}: Handed, t: ReviewTexts, formats: Formats): Block {
  const target = eventDate(account.targetGraduationAt);
  const renewal = eventDate(account.renewalAt);
  const facts: [string, string][] = [
    [t.name, account.id],
    [t.segment, title('segment', account.segment)],
    [t.csm, account.csm],
    [t.contract, account.acv === undefined ? '' : formats.money(account.acv)],
    [t.seats, account.seats === undefined ? '' : formats.number(account.seats)],
    [t.target, target ? formats.day(target) : ''],
    [t.progress, progressText(review, t, formats)],
    [t.renewal, renewal ? formats.day(renewal) : ''],
    [t.asOf, formats.day(evaluation.asOf ? timestampDate(evaluation.asOf) : day)],
  ];
  return {kind: 'facts', facts: facts.filter(([, value]) => value)};
}

export function progressText(review: Review, t: ReviewTexts, formats: Formats): string {
  const {done, all, of} = review.progress;
  if (all === 0) return '';
  const say = of === 'milestones' ? t.progressOf : t.progressCriteria;
  return say(formats.percent(done / all), formats.number(done), formats.number(all));
}

function accomplished({review, notes, title}: Handed, t: ReviewTexts, formats: Formats): Block[] {
  return [
    heading(2, t.accomplished),
    ...(review.milestones.length > 0
      ? [{
          kind: 'table' as const,
          head: [t.milestones, t.done, t.state],
          rows: review.milestones.map((each) => [
            title('milestone', each.key), each.completed ? formats.day(each.completed) : t.openStill, milestoneDelay(each.delay, t, formats),
          ]),
        }]
      : []),
    ...list(t.wins, review.wins),
    ...(review.enablement
      ? [{kind: 'paragraph' as const, text: `${t.enablement}: ${t.level(formats.number(review.enablement.level))}, ${review.enablement.text}`}]
      : []),
    ...notesBlock(notes, 'accomplished'),
  ];
}

function scorecard({evaluation, notes, review, title}: Handed, t: ReviewTexts, formats: Formats): Block[] {
  const {graduation} = evaluation;
  if (!graduation || graduation.dimensions.length === 0) return [];
  return [
    heading(2, t.scorecard),
    {
      kind: 'facts',
      facts: [
        [t.total, graduation.total === undefined ? t.tooLittle : `${formats.number(graduation.total)} ${t.of10}`],
        [t.decision, review.graduates ? t.graduate : t.notYetDecision],
      ],
    },
    {
      kind: 'table',
      head: [t.dimension, t.weight, t.score, t.needed, t.state],
      rows: graduation.dimensions.map((each) => [
        title('dimension', each.name), formats.percent(each.normalizedWeight), each.score === undefined ? '–' : formats.number(each.score),
        each.required ? formats.number(each.required.at) : '–',
        each.score === undefined ? t.tooLittle : each.green ? t.green : t.notGreen,
      ]),
    },
    ...graduation.dimensions.flatMap((each) => [
      heading(3, `${title('dimension', each.name)}${each.description ? `: ${each.description}` : ''}`),
      {
        kind: 'list' as const,
        items: [
          ...metCriteria(each).map((text) => `${t.met}: ${text}`),
          ...openCriteria(each).map((text) => `${t.missing}: ${text}`),
        ],
      },
      ...notesBlock(notes, `dimension.${each.name}`),
    ]),
  ];
}

export function valueTexts(review: Review, t: ReviewTexts, formats: Formats): string[] {
  if (!review.firstValue) return [t.notConfirmed];
  return [
    t.confirmedOn(formats.day(review.firstValue)),
    ...(review.daysToValue !== undefined ? [t.daysToValue(formats.number(review.daysToValue))] : []),
  ];
}

function goingOn({account, evaluation, review, notes, title}: Handed, t: ReviewTexts, formats: Formats): Block[] {
  const renewal = eventDate(account.renewalAt);
  const facts: [string, string][] = [
    [t.csm, account.csm],
    [t.newOwner, notes['owner']?.trim() ?? ''],
    [t.checkIn, review.graduates ? (evaluation.extension?.response?.checkIn ?? '') : ''],
    [t.renewal, renewal ? formats.day(renewal) : ''],
  ];
  return [
    heading(2, t.next),
    {kind: 'facts', facts: facts.filter(([, value]) => value)},
    ...(review.handoff
      ? [heading(3, t.handoff), {
          kind: 'table' as const,
          head: [t.step, t.by, t.due],
          rows: review.handoff.steps.map((step) => [step.action, title('person', step.owner), step.due ? formats.day(civilDate(step.due)) : '']),
        }]
      : []),
    ...notesBlock(notes, 'next'),
  ];
}

export function handoffOf(handed: Handed, t: ReviewTexts, formats: Formats, language: string): Document {
  const {evaluation, review, notes, decisions, decisionText} = handed;
  const carries = evaluation.programme?.handoffCarries ?? [];
  const concerns = review.concerns.map((each) => each.text);
  return {
    title: t.document(handed.account.id),
    language,
    blocks: [
      glance(handed, t, formats),
      ...carries.flatMap((each) => [heading(2, each), {kind: 'paragraph' as const, text: notes[`carries.${each}`]?.trim() || '–'}]),
      ...accomplished(handed, t, formats),
      ...scorecard(handed, t, formats),
      heading(2, t.value),
      {kind: 'paragraph', text: valueTexts(review, t, formats).join(' ')},
      ...notesBlock(notes, 'value'),
      heading(2, t.concerns),
      ...(concerns.length > 0 ? [{kind: 'list' as const, items: concerns}] : [{kind: 'paragraph' as const, text: t.noConcerns}]),
      ...notesBlock(notes, 'concerns'),
      ...goingOn(handed, t, formats),
      ...(decisions.length > 0
        ? [heading(2, t.decided), {
            kind: 'list' as const,
            items: decisions.map((each) => `${formats.time(each.decidedAt)}, ${each.author}: ${decisionText(each)}. ${each.reason}`),
          }]
        : []),
    ],
  };
}

export function celebrationOf({account, evaluation, review}: Pick<Handed, 'account' | 'evaluation' | 'review'>, t: ReviewTexts, formats: Formats): string {
  const {graduation, extension} = evaluation;
  const said = review.graduates ? extension?.response?.message : undefined;
  const {done, all, of} = review.progress;
  const results = [
    graduation?.total === undefined ? '' : t.resultTotal(formats.number(graduation.total)),
    review.firstValue ? t.resultValue(formats.day(review.firstValue)) : '',
    of === 'milestones' && all > 0 ? t.resultMilestones(formats.number(done), formats.number(all)) : '',
  ].filter(Boolean);
  const reached = (graduation?.dimensions ?? [])
    .flatMap(metCriteria)
    .map((text) => `- ${text}`);
  const rhythm = review.graduates ? extension?.response?.checkIn : undefined;
  const next = [account.csm ? t.nextCsm(account.csm) : '', rhythm ? t.nextTalk(rhythm) : ''].filter(Boolean);
  return [
    said || `${t.dear(account.id)} ${t.dearDone}`,
    results.join(' '),
    reached.length > 0 ? [t.reached, ...reached].join('\n') : '',
    next.length > 0 ? [t.nextIs, ...next].join(' ') : '',
    t.thanks,
  ].filter(Boolean).join('\n\n');
}
