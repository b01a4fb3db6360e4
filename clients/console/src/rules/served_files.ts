// The files of a pack that the server has, as text.
import {rules} from '../api/clients';
import type {PackFiles} from '../gen/bellwether/v1/packs_pb';
import {textFile, type Part, type TextFile} from './pack_files';

export async function servedFiles(digest: string, signal: AbortSignal): Promise<TextFile[]> {
  const answer = await rules.getPackFiles({pack: digest}, {signal});
  const of = (part: Part, files: PackFiles | undefined) =>
    (files?.files ?? []).map((file) => textFile(file.name, part, file.content as BufferSource));
  return [...of('rules', answer.rules), ...of('tests', answer.tests)];
}
