// Days of the calendar, as calls hold them and as addresses and fields write them (2026-03-01).
import {create} from '@bufbuild/protobuf';
import {DateSchema, MomentSchema, type Moment} from '../gen/bellwether/v1/account_pb';

const dayMs = 86_400_000;

export function dateMoment(day: Date): Moment {
  return create(MomentSchema, {
    at: {
      case: 'date',
      value: create(DateSchema, {year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate()}),
    },
  });
}

export function daysBefore(day: Date, days: number): Date {
  return new Date(day.getTime() - days * dayMs);
}

export function daysBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / dayMs);
}

// The day that a text names; undefined where it names none.
export function readDay(text: string): Date | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const day = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || writeDay(day) !== text ? undefined : day;
}

export function writeDay(day: Date): string {
  return day.toISOString().slice(0, 10);
}
