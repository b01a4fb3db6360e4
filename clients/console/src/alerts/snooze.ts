// Until when an alert is to be quiet: nine in the morning of a day, on the clock of whoever asks.
const dayMs = 86_400_000;
const hour = 9;
// As the server has it.
const longestDays = 366;

// Undefined: it is no day, or not one between now and a year.
export function snoozeUntil(day: string, now: Date): Date | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return undefined;
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number];
  const until = new Date(year, month - 1, date, hour);
  const exists = until.getMonth() === month - 1 && until.getDate() === date;
  const distance = until.getTime() - now.getTime();
  return exists && distance > 0 && distance <= longestDays * dayMs ? until : undefined;
}

// As fields of dates write it.
export function dayAfter(now: Date, days: number): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
