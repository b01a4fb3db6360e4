import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {AccountSchema} from '../gen/bellwether/v1/account_pb';
import {AccountDecisionSchema} from '../gen/bellwether/v1/decisions_pb';
import {EvaluationSchema} from '../gen/bellwether/v1/evaluation_pb';
import {
  CriterionState, FlagState, GateState, GraduationDecision, PhaseState, ReasonState, RequirementState,
} from '../gen/bellwether/v1/outcomes_pb';
import {makeFormats} from '../i18n/formats';
import {toMarkdown} from './document';
import {celebrationOf, handoffOf, progressText} from './handoff';
import {progressOf, reviewOf} from './review';
import {texts} from './texts/review';

const day = new Date('2026-05-01T00:00:00Z');
const date = (year: number, month: number, dayOfMonth: number) => ({year, month, day: dayOfMonth});
const account = create(AccountSchema, {
  id: 'acme',
  csm: 'dana',
  firstValueAt: {state: {case: 'date', value: date(2026, 4, 20)}},
  milestones: [
    {
      key: 'training',
      plannedAt: {at: {case: 'date', value: date(2026, 4, 1)}},
      completedAt: {state: {case: 'date', value: date(2026, 4, 4)}},
    },
    {key: 'graduation', plannedAt: {at: {case: 'date', value: date(2026, 5, 10)}}},
  ],
});
const evaluation = create(EvaluationSchema, {
  graduation: {
    total: 8.3,
    decision: GraduationDecision.GRADUATE,
    dimensions: [
      {
        name: 'value',
        score: 9,
        green: true,
        required: {at: 7},
        normalizedWeight: 1,
        criteria: [
          {state: CriterionState.MET, component: {name: 'outcome', description: 'An outcome is reached'}},
          {state: CriterionState.UNKNOWN, component: {name: 'roi'}},
          {state: CriterionState.NOT_APPLICABLE, component: {name: 'quiz'}},
        ],
      },
    ],
    gates: [
      {rule: {name: 'a', reason: 'The champion leaves'}, state: GateState.BLOCKED},
      {rule: {name: 'b', reason: 'Security'}, state: GateState.NEEDS_EVIDENCE},
      {rule: {name: 'c', reason: 'Clear'}, state: GateState.CLEAR},
    ],
    requirements: [{rule: {name: 'sign_off'}, state: RequirementState.UNMET}],
  },
  flags: [{rule: {name: 'quiet', reason: 'Nothing was heard'}, state: FlagState.RAISED}],
  extension: {response: {checkIn: 'every two weeks', message: 'Well done, acme.', playbook: 'graduate'}},
  programme: {
    earlyWins: [{name: 'first_login', state: ReasonState.HOLDS}, {name: 'first_report', state: ReasonState.UNKNOWN}],
    phases: [{name: 'kickoff', state: PhaseState.DONE}, {name: 'handoff', state: PhaseState.LATE}],
    handoffCarries: ['Stakeholder map'],
    handoffPlaybook: 'hand_off',
  },
  playbooks: [
    {name: 'hand_off', steps: [{action: 'Brief the new owner', owner: 'specialist', due: date(2026, 5, 3)}]},
    {name: 'graduate', steps: [{action: 'Send a certificate'}]},
  ],
});
const review = reviewOf(account, evaluation, day);
const formats = makeFormats('en-GB');

test('what was accomplished, and what is open, the worst first', () => {
  expect(review.progress).toEqual({done: 1, all: 2, of: 'milestones'});
  expect(progressText(review, texts.en, formats)).toBe('50%: 1 of 2 milestones done');
  expect(review.wins).toEqual(['first login']);
  expect(review.phases).toEqual(['kickoff']);
  expect(review.concerns.map((each) => `${each.kind} ${each.text}`)).toEqual([
    'BLOCKED The champion leaves', 'UNMET sign off', 'FLAG Nothing was heard', 'NEEDS_EVIDENCE Security',
  ]);
  expect(review.handoff?.steps).toHaveLength(1);
  expect(review.celebration?.steps[0]?.action).toBe('Send a certificate');
});

test('without a plan, progress is that of the criteria', () => {
  expect(progressOf([], evaluation.graduation?.dimensions ?? [])).toEqual({done: 1, all: 2, of: 'criteria'});
});

test('the handoff has what is known, what people wrote, and what they decided', () => {
  const text = toMarkdown(
    handoffOf(
      {
        account, evaluation, review, day,
        title: (kind, name) => (kind === 'person' && name === 'specialist' ? 'our specialist' : name),
        decisions: [create(AccountDecisionSchema, {author: 'ruth', reason: 'they run it alone', about: {case: 'graduation', value: {}}})],
        decisionText: () => 'graduation signed off',
        notes: {'carries.Stakeholder map': 'Ana decides', value: 'shown on 50 invoices', owner: 'kim'},
      },
      texts.en, formats, 'en',
    ),
  );
  for (const part of [
    '# Handoff: acme', '- **CSM:** dana', '- **New owner:** kim', '## Stakeholder map\n\nAna decides', '| training | 4 Apr 2026 | 3 days late |',
    '| value | 100% | 9 | 7 | green |', '- Met: An outcome is reached', '- Still missing: roi', 'on 20 Apr 2026',
    'shown on 50 invoices', '- The champion leaves', '| Brief the new owner | our specialist | 3 May 2026 |',
    'ruth: graduation signed off. they run it alone',
  ]) {
    expect(text).toContain(part);
  }
});

test('the celebration begins with the words of the rules, and says the result', () => {
  const text = celebrationOf({account, evaluation, review}, texts.en, formats);
  expect(text).toMatch(/^Well done, acme\.\n\nThe result: 8.3 of 10[\s\S]*20 Apr 2026[\s\S]*- An outcome is reached[\s\S]*dana[\s\S]*every two weeks/);
  const notYet = {...review, graduates: false};
  expect(celebrationOf({account, evaluation, review: notYet}, texts.id, makeFormats('id-ID'))).toMatch(/^Selamat, acme!/);
});
