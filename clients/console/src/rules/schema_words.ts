// What a JSON Schema lets stand at a place: keys and words, each with what it means.
import {own} from '../parts/own';

export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  patternProperties?: Record<string, Schema>;
  items?: boolean | Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  type?: string | string[];
}

export interface Word {
  word: string;
  means: string;
}

// The schema itself and all that it refers to or is made of.
function whole(root: Schema, schema: Schema): Schema[] {
  const found: Schema[] = [];
  const waiting = [schema];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (found.includes(next)) continue;
    found.push(next);
    const name = /^#\/\$defs\/(.+)$/.exec(next.$ref ?? '')?.[1];
    const referred = name ? root.$defs?.[name] : undefined;
    waiting.push(...(referred ? [referred] : []), ...(next.anyOf ?? []), ...(next.oneOf ?? []), ...(next.allOf ?? []));
  }
  return found;
}

function below(root: Schema, schema: Schema, key: string | -1): Schema[] {
  return whole(root, schema).flatMap((each): Schema[] => {
    if (key === -1) return typeof each.items === 'object' ? [each.items] : [];
    const named = own(each.properties ?? {}, key);
    if (named) return [named];
    const patterned = Object.entries(each.patternProperties ?? {})
      .filter(([pattern]) => new RegExp(pattern, 'u').test(key))
      .map(([, value]) => value);
    return typeof each.additionalProperties === 'object' ? [...patterned, each.additionalProperties] : patterned;
  });
}

function at(root: Schema, path: readonly (string | -1)[]): Schema[] {
  return path
    .reduce<Schema[]>((schemas, key) => schemas.flatMap((each) => below(root, each, key)), [root])
    .flatMap((each) => whole(root, each));
}

function once(words: Word[]): Word[] {
  const seen = new Map<string, Word>();
  for (const each of words) if (!seen.get(each.word)?.means) seen.set(each.word, each);
  return [...seen.values()];
}

export function keysAt(root: Schema, path: readonly (string | -1)[]): Word[] {
  return once(
    at(root, path).flatMap((each) =>
      Object.entries(each.properties ?? {}).map(([word, schema]) => ({word, means: schema.description ?? ''})),
    ),
  );
}

export function valuesAt(root: Schema, path: readonly (string | -1)[]): Word[] {
  return once(
    at(root, path).flatMap((each): Word[] => {
      const values = [...(each.enum ?? []), ...(each.const === undefined ? [] : [each.const])].filter((value) => typeof value === 'string');
      const flags = [each.type].flat().includes('boolean') ? ['true', 'false'] : [];
      return [...values, ...flags].map((word) => ({word, means: each.description ?? ''}));
    }),
  );
}
