// Milestones as rows: planned, done, and how far apart.
import {timestampDate} from '@bufbuild/protobuf/wkt';
import type {EventDate, Milestone} from '../gen/bellwether/v1/account_pb';
import {civilDate, momentDate} from '../i18n/formats';
import {daysBetween} from './moments';

export interface MilestoneRow {
  key: string;
  planned: Date | undefined;
  completed: Date | undefined;
  notApplicable: boolean;
  critical: boolean;
  // Days after plan, negative before it; of an open one that is due, until the day that is asked about.
  delay: number | undefined;
  overdue: boolean;
}

export function eventDate(event: EventDate | undefined): Date | undefined {
  const state = event?.state;
  if (state?.case === 'date') return civilDate(state.value);
  if (state?.case === 'time') return timestampDate(state.value);
  return undefined;
}

export function milestoneRows(milestones: readonly Milestone[], day: Date): MilestoneRow[] {
  const rows = milestones.map((milestone): MilestoneRow => {
    const planned = momentDate(milestone.plannedAt);
    const done = eventDate(milestone.completedAt);
    const completed = done && done <= new Date(day.getTime() + 86_400_000) ? done : undefined;
    const notApplicable = milestone.completedAt?.state.case === 'notApplicable';
    const overdue = !completed && !notApplicable && planned !== undefined && planned < day;
    const end = completed ?? (overdue ? day : undefined);
    return {
      key: milestone.key,
      planned,
      completed,
      notApplicable,
      critical: milestone.critical ?? false,
      delay: planned && end ? daysBetween(planned, end) : undefined,
      overdue,
    };
  });
  const order = (row: MilestoneRow) => (row.planned ?? row.completed)?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return rows.sort((a, b) => order(a) - order(b));
}
