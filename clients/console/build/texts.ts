// Gathers the texts in Indonesian and in Malay, when the console is packed, into a file for each language, which is sent
// to who reads it (src/i18n/catalogue.ts): without names, in the order of those in English, which stay where they are.
import {readdirSync, readFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {parseSync, transformWithOxc, Visitor, type ESTree, type Plugin} from 'vite';

const gathered = ['id', 'ms'];
const loaders = 'virtual:bellwether-texts';

// From and to.
type Place = readonly [number, number];

interface Found {
  // `catalogue(...)`.
  call: Place;
  // Where the texts of each language stand: all of them, and by name.
  of: Record<string, {all: Place; each: Map<string, Place>}>;
}

function partsOf(name: string, object: ESTree.ObjectExpression): Map<string, ESTree.Expression> {
  return new Map(object.properties.map((part) => {
    if (part.type === 'Property' && part.key.type === 'Identifier' && !part.method && !part.shorthand && !part.computed) {
      return [part.key.name, part.value] as const;
    }
    throw new Error(`${name}: a text is written as "name: value"`);
  }));
}

// Names that a file has for all of it.
function namesOf(program: ESTree.Program): Set<string> {
  const names = new Set<string>();
  for (const each of program.body) {
    const declared = each.type === 'ExportNamedDeclaration' && each.declaration ? each.declaration : each;
    if (declared.type === 'ImportDeclaration') declared.specifiers.forEach(({local}) => names.add(local.name));
    if (declared.type === 'FunctionDeclaration' && declared.id) names.add(declared.id.name);
    if (declared.type !== 'VariableDeclaration') continue;
    for (const {id} of declared.declarations) if (id.type === 'Identifier') names.add(id.name);
  }
  return names;
}

// The one call of a file that makes texts. Nothing of the file may be named within it: it goes elsewhere.
export function findTexts(name: string, source: string): Found | undefined {
  let found: Found | undefined;
  const {program, errors} = parseSync(name, source);
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`);
  const named: {name: string; start: number}[] = [];
  const keys = new Set<number>();
  new Visitor({
    Identifier: (each: {name: string; start: number}) => named.push(each),
    Property: (each: {computed: boolean; shorthand?: boolean; key: {start: number}}) => {
      if (!each.computed && !each.shorthand) keys.add(each.key.start);
    },
    CallExpression: (call: ESTree.CallExpression) => {
      const [object] = call.arguments;
      if (call.callee.type !== 'Identifier' || call.callee.name !== 'catalogue' || object?.type !== 'ObjectExpression') return;
      if (found) throw new Error(`${name}: has two catalogues; put each into a file of its own`);
      const of: Found['of'] = {};
      for (const [language, value] of partsOf(name, object)) {
        if (value.type !== 'ObjectExpression') throw new Error(`${name}: its texts are written elsewhere than in it`);
        const each = [...partsOf(name, value)].map(([key, {start, end}]) => [key, [start, end]] as const);
        of[language] = {all: [value.start, value.end], each: new Map(each)};
      }
      found = {call: [call.start, call.end], of};
    },
  }).visit(program);
  const known = namesOf(program);
  const outside = named.find(({name: of, start}) =>
    known.has(of) && !keys.has(start) && gathered.some((language) => {
      const [from, to] = found?.of[language]?.all ?? [0, 0];
      return start >= from && start < to;
    }));
  if (outside) throw new Error(`${name}: its texts name ${outside.name}, which is not where they go to; give it to them`);
  return found;
}

function files(folder: string): string[] {
  return readdirSync(folder, {withFileTypes: true}).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

export function texts(): Plugin {
  let root = '';
  let packs = false;
  const parts = new Map<string, Map<string, string>>(gathered.map((language) => [language, new Map()]));
  const rewritten = new Map<string, string>();
  return {
    name: 'bellwether-texts',
    enforce: 'pre',
    configResolved: (config) => {
      root = config.root;
      packs = config.command === 'build';
    },
    buildStart: () => {
      if (!packs) return;
      for (const path of files(join(root, 'src'))) {
        if (!/\.tsx?$/.test(path) || /\.test\.tsx?$/.test(path)) continue;
        const source = readFileSync(path, 'utf8');
        const found = source.includes('catalogue({') ? findTexts(path, source) : undefined;
        const english = found?.of['en'];
        if (!found || !english) continue;
        const key = JSON.stringify(relative(join(root, 'src'), path));
        for (const language of gathered) {
          const of = found.of[language]?.each;
          const ordered = [...english.each.keys()].map((name) => source.slice(...(of?.get(name) ?? [0, 0])));
          parts.get(language)?.set(key, `[${ordered.join(',\n')}]`);
        }
        const called = `catalogueOf(${source.slice(...english.all)}, ${key})`;
        const code = `${source.slice(0, found.call[0])}${called}${source.slice(found.call[1])}`;
        rewritten.set(path, code.replace(/\bcatalogue\b(?=[^']*} from '[./]*i18n\/language')/, 'catalogueOf'));
      }
    },
    resolveId: {filter: {id: /^virtual:bellwether-texts/}, handler: (id) => `\0${id}`},
    load: {filter: {id: /^\0virtual:bellwether-texts/}, handler: async (id) => {
      if (id === `\0${loaders}`) {
        const each = packs ? gathered.map((language) => `${language}: () => import('${loaders}/${language}')`) : [];
        return `export const loaders = {${each.join(', ')}};`;
      }
      const language = id.startsWith(`\0${loaders}/`) ? id.slice(loaders.length + 2) : '';
      const of = parts.get(language);
      if (!of) return undefined;
      const code = `export default {${[...of].map(([key, text]) => `${key}: ${text}`).join(',\n')}};`;
      return (await transformWithOxc(code, 'texts.ts')).code;
    }},
    transform: {filter: {id: /[\\/]src[\\/]/}, handler: (_, id) => {
      const code = rewritten.get(id.split('?')[0] ?? '');
      return code === undefined ? undefined : {code, map: null};
    }},
  };
}
