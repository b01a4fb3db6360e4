// A part of the address between slashes, as it is written there and read again. A browser takes `.` and `..` for
// ways through folders, also where they are written as `%2E`: a `~` stands before these, and before whatever could
// then be taken for one of them.

export function writeSegment(text: string): string {
  return encodeURIComponent(/^~*\.\.?$/.test(text) ? `~${text}` : text);
}

export function readSegment(segment: string): string {
  let text = segment;
  try {
    text = decodeURIComponent(segment);
  } catch {
    // It was typed by hand: it stays as it is.
  }
  return /^~+\.\.?$/.test(text) ? text.slice(1) : text;
}

// The page of an account, as it was known on a day (2026-03-01), or now.
export function accountPath(account: string, on = ''): string {
  return `/accounts/${writeSegment(account)}${on ? `?on=${on}` : ''}`;
}
