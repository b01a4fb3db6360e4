import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {MilestoneSchema, type Milestone} from '../gen/bellwether/v1/account_pb';
import {milestoneRows} from './milestones';
import {dateMoment} from './moments';

const day = (text: string) => new Date(`${text}T00:00:00Z`);

function milestone(key: string, planned?: string, completed?: string): Milestone {
  const done = completed ? dateMoment(day(completed)).at : undefined;
  return create(MilestoneSchema, {
    key,
    ...(planned ? {plannedAt: dateMoment(day(planned))} : {}),
    ...(done?.case === 'date' ? {completedAt: {state: done}} : {}),
  });
}

test('in the order of the plan, with how far each is from it', () => {
  const rows = milestoneRows(
    [milestone('value', '2026-03-20'), milestone('training', '2026-02-10', '2026-02-13'), milestone('kickoff', '2026-01-10', '2026-01-09')],
    day('2026-03-01'),
  );
  expect(rows.map((row) => [row.key, row.delay, row.overdue])).toEqual([
    ['kickoff', -1, false],
    ['training', 3, false],
    ['value', undefined, false],
  ]);
});

test('an open one that is due is overdue by the days since', () => {
  expect(milestoneRows([milestone('training', '2026-02-10')], day('2026-03-01'))[0]).toMatchObject({delay: 19, overdue: true});
});

test('one without a plan is last, and late by nothing', () => {
  const rows = milestoneRows([milestone('extra'), milestone('kickoff', '2026-01-10')], day('2026-03-01'));
  expect(rows.map((row) => row.key)).toEqual(['kickoff', 'extra']);
  expect(rows[1]?.delay).toBeUndefined();
});
