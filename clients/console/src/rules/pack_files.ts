// The files of a pack as they were opened: which of them are rules, which are its tests, and what
// was changed since.
import {create} from '@bufbuild/protobuf';
import {PackFilesSchema, type PackFiles} from '../gen/bellwether/v1/packs_pb';

export type Part = 'rules' | 'tests';

export interface TextFile {
  // Relative to the pack's folder.
  name: string;
  part: Part;
  text: string;
  // As it was opened.
  opened: string;
}

// Bytes that are not UTF-8 have no text: such a file is refused.
export class NoText extends Error {}

export function textFile(name: string, part: Part, bytes: BufferSource): TextFile {
  try {
    const text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
    return {name, part, text, opened: text};
  } catch {
    throw new NoText(name);
  }
}

const testFolders = ['tests', 'fixtures', 'imports'];

// What a file of a pack's folder is, as the server and the command line see it; undefined: no part of a
// pack, such as accounts to try it with.
export function partOf(path: string): Part | undefined {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  if (!/\.ya?ml$/.test(name) || [...folders, name].some((each) => each.startsWith('.'))) return undefined;
  const [first, ...below] = folders;
  const aside = (folder: string) => folder === 'accounts' || testFolders.includes(folder);
  if (first !== undefined && testFolders.includes(first)) return below.some(aside) ? undefined : 'tests';
  return folders.some(aside) ? undefined : 'rules';
}

// Of a chosen folder a browser names every file with the folder itself before it.
export function withoutFolder(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? path : path.slice(slash + 1);
}

export function isChanged(file: TextFile): boolean {
  return file.text !== file.opened;
}

export function filesOf(files: readonly TextFile[], part: Part): PackFiles {
  const bytes = new TextEncoder();
  return create(PackFilesSchema, {
    files: files.filter((file) => file.part === part).map((file) => ({name: file.name, content: bytes.encode(file.text)})),
  });
}

export function bytesOf(files: readonly TextFile[]): number {
  return files.reduce((sum, file) => sum + new TextEncoder().encode(file.text).length, 0);
}
