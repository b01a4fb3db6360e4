// The pack that is being changed in this tab. It outlives the screen, so that looking at an account or at
// the history in between loses nothing; it ends with the tab.
import {useSyncExternalStore} from 'react';
import {isChanged, partOf, withoutFolder, type TextFile} from './pack_files';

export interface Workspace {
  // In the order of their names.
  files: readonly TextFile[];
  // Counts what was opened and changed: another number, another text.
  version: number;
}

const empty: Workspace = {files: [], version: 0};
let now: Workspace = empty;
const listeners = new Set<() => void>();

function beforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function become(files: readonly TextFile[]): void {
  now = {files, version: now.version + 1};
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

// Bytes that are not UTF-8 have no text: such a file is refused.
export class NoText extends Error {}

async function textOf(file: File): Promise<string> {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(await file.arrayBuffer());
  } catch {
    throw new NoText(file.name);
  }
}

// The YAML of a folder, or files by themselves, in the order of their names; undefined: nothing among them is a
// pack's.
export async function readFiles(chosen: Iterable<File>): Promise<TextFile[] | undefined> {
  const files: TextFile[] = [];
  for (const file of chosen) {
    const name = file.webkitRelativePath ? withoutFolder(file.webkitRelativePath) : file.name;
    const part = partOf(name);
    if (!part) continue;
    const text = await textOf(file);
    files.push({name, part, text, opened: text});
  }
  return files.some((file) => file.part === 'rules') ? files.sort((a, b) => (a.name < b.name ? -1 : 1)) : undefined;
}

export function openPack(files: readonly TextFile[]): void {
  become(files);
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
  become([]);
}
