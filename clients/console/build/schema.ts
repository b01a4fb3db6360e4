// Leaves of rules/schema/*.json what src/rules/schema_words.ts reads: keys and words, and what they mean. What a value
// may be is judged by the server, and examples are for editors that show them.
import type {Plugin} from 'vite';

type Json = null | boolean | number | string | Json[] | {[key: string]: Json};

const named = ['$defs', 'properties', 'patternProperties'];
const kept = ['$ref', 'description', 'additionalProperties', 'items', 'anyOf', 'oneOf', 'allOf', 'enum', 'const', 'type'];

export function words(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(words);
  if (schema === null || typeof schema !== 'object') return schema;
  const parts: [string, Json][] = [];
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'enum' || key === 'const' || key === 'type') parts.push([key, value]);
    else if (kept.includes(key)) parts.push([key, words(value)]);
    else if (named.includes(key) && value !== null && typeof value === 'object' && !Array.isArray(value)) {
      parts.push([key, Object.fromEntries(Object.entries(value).map(([name, each]) => [name, words(each)]))]);
    }
  }
  return Object.fromEntries(parts);
}

export function schema(): Plugin {
  return {
    name: 'bellwether-schema',
    enforce: 'pre',
    transform: {
      filter: {id: /\.schema\.json$/},
      handler: (code) => ({code: JSON.stringify(words(JSON.parse(code) as Json)), map: null}),
    },
  };
}
