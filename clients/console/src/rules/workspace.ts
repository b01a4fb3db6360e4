// The pack that is being changed in this tab. It outlives the screen, so that looking at an account or at
// the history in between loses nothing; it ends with the tab.
import {useSyncExternalStore} from 'react';
import {isChanged, partOf, textFile, withoutFolder, type TextFile} from './pack_files';

export interface Workspace {
  // In the order of their names.
  files: readonly TextFile[];
  // Counts what was opened and changed: another number, another text.
  version: number;
  // Digest of the server's pack whose files these are; empty: they are the reader's own.
  served: string;
  // Somebody closed it: nothing is opened unasked.
  closed: boolean;
}

const empty: Workspace = {files: [], version: 0, served: '', closed: false};
let now: Workspace = empty;
const listeners = new Set<() => void>();

function beforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function become(files: readonly TextFile[], served = now.served, closed = false): void {
  now = {files, version: now.version + 1, served, closed};
  // A page that is left by mistake is asked about.
  if (files.some(isChanged)) window.addEventListener('beforeunload', beforeLeaving);
  else window.removeEventListener('beforeunload', beforeLeaving);
  listeners.forEach((tell) => tell());
}

export function useWorkspace(): Workspace {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => now,
  );
}

const byName = (files: TextFile[]) => files.sort((a, b) => (a.name < b.name ? -1 : 1));

// The YAML of a folder, or files by themselves, in the order of their names. Undefined: nothing among them is a pack's.
export async function readFiles(chosen: Iterable<File>): Promise<TextFile[] | undefined> {
  const files: TextFile[] = [];
  for (const file of chosen) {
    const name = file.webkitRelativePath ? withoutFolder(file.webkitRelativePath) : file.name;
    const part = partOf(name);
    if (!part) continue;
    files.push(textFile(name, part, await file.arrayBuffer()));
  }
  return files.some((file) => file.part === 'rules') ? byName(files) : undefined;
}

export function openOwn(files: readonly TextFile[]): void {
  become(files, '');
}

export function openServed(digest: string, files: TextFile[]): void {
  become(byName(files), digest);
}

export function changeText(name: string, text: string): void {
  become(now.files.map((file) => (file.name === name ? {...file, text} : file)));
}

// What was activated is what was opened, from then on.
export function takeAsOpened(files: readonly TextFile[]): void {
  const texts = new Map(files.map((file) => [file.name, file.text]));
  become(now.files.map((file) => ({...file, opened: texts.get(file.name) ?? file.opened})));
}

export function undoChanges(name: string): void {
  become(now.files.map((file) => (file.name === name ? {...file, text: file.opened} : file)));
}

export function closePack(): void {
  become([], '', true);
}

// As if nothing had been closed.
export function reopen(): void {
  become([], '');
}
