// A file that the page has made, saved by the browser.

// What a name of a file may not have on one system or another, and characters that are not seen: some of them
// would show another ending than the file has. Names hold those of accounts.
const forbidden = /[\p{C}\\/:*?"<>|]/gu;
// In characters, of up to four bytes: systems take 255 bytes.
const longest = 60;

export function fileName(name: string): string {
  const dot = name.lastIndexOf('.');
  const stem = [...name.slice(0, dot).replace(forbidden, '_')].slice(0, longest).join('');
  return stem + name.slice(dot);
}

// `name`: with its ending.
export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], {type}));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
