// Tables as CSV (RFC 4180), for spreadsheets.
import {saveFile} from './save_file';

// A cell that begins as a formula would be computed by the spreadsheet that opens the file: an account
// may be named by anybody. A quote before it makes it text; plain numbers stay numbers. Where numbers are
// written with a comma, as in Indonesia, a spreadsheet parts cells at semicolons, and quotes within a cell
// hold nothing together: so what follows a semicolon, a tab or an end of a line counts as a beginning.
const formula = /(^|[;\t\r\n])(?=[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])/g;

function cell(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const harmless = /^-?\d+(\.\d+)?$/.test(value) ? value : value.replace(formula, "$1'");
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}

export function toCsv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

// Without its mark some spreadsheets do not read UTF-8.
export function saveCsv(name: string, text: string): void {
  saveFile(`${name}.csv`, 'text/csv;charset=utf-8', `\uFEFF${text}`);
}
