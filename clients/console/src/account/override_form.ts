// What somebody put into the form of an override, judged before the server is asked.
import {OverrideKind} from '../gen/bellwether/v1/account_pb';
import {readDay} from './moments';

export interface OverrideForm {
  model: string;
  kind: 'SET' | 'CAP' | 'FLOOR';
  value: string;
  // Empty: it does not expire.
  expires: string;
}

export const kinds: Record<OverrideForm['kind'], OverrideKind> = {
  SET: OverrideKind.SET,
  CAP: OverrideKind.CAP,
  FLOOR: OverrideKind.FLOOR,
};

export type OverrideProblem = 'value' | 'expires';

export function points(text: string): number | undefined {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && value >= 0 && value <= 100 ? value : undefined;
}

export function problemsOf(form: OverrideForm, today: Date): OverrideProblem[] {
  const problems: OverrideProblem[] = [];
  if (points(form.value) === undefined) problems.push('value');
  const expires = readDay(form.expires);
  if (form.expires && (!expires || expires <= today)) problems.push('expires');
  return problems;
}
