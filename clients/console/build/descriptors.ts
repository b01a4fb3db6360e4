// Makes the descriptors of src/gen smaller when the console is packed. protoc-gen-es embeds each file of the protos as
// base64, which gzip packs badly, and with every message and call. Here messages that nothing in src reaches lose
// their fields and calls that nothing in src names are left out; what stays is embedded as bytes of a text.
//
// Nothing is renumbered, so that the generated code keeps finding its messages by their place.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fromBinary, toBinary} from '@bufbuild/protobuf';
import {base64Decode} from '@bufbuild/protobuf/wire';
import {
  FileDescriptorProtoSchema, type DescriptorProto, type EnumDescriptorProto, type FileDescriptorProto,
} from '@bufbuild/protobuf/wkt';
import type {Plugin} from 'vite';

const embedded = /fileDesc\("([A-Za-z0-9+/=]+)"/;

// As generated code names it: Outer_Inner of bellwether.v1.Outer.Inner.
interface Found {
  message: DescriptorProto;
  exported: string;
}

function files(folder: string): string[] {
  return readdirSync(folder, {withFileTypes: true}).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

function wordsOf(folder: string, gen: string): Set<string> {
  const words = new Set<string>();
  for (const path of files(folder)) {
    if (!/\.tsx?$/.test(path) || path.startsWith(gen)) continue;
    for (const [word] of readFileSync(path, 'utf8').matchAll(/\w+/g)) words.add(word);
  }
  return words;
}

function localName(method: string): string {
  return method.charAt(0).toLowerCase() + method.slice(1);
}

function collect(messages: DescriptorProto[], fullName: string, exported: string, into: Map<string, Found>): void {
  for (const message of messages) {
    const name = exported ? `${exported}_${message.name}` : message.name;
    into.set(`${fullName}.${message.name}`, {message, exported: name});
    collect(message.nestedType, `${fullName}.${message.name}`, name, into);
  }
}

// Every word of src keeps what it may mean: a call of that name, a message whose schema has that name.
export function prune(protos: readonly FileDescriptorProto[], words: ReadonlySet<string>): void {
  const messages = new Map<string, Found>();
  for (const proto of protos) collect(proto.messageType, `.${proto.package}`, '', messages);
  const waiting: string[] = [];
  for (const proto of protos) {
    for (const service of proto.service) {
      service.method = service.method.filter((method) => words.has(localName(method.name)));
      waiting.push(...service.method.flatMap((method) => [method.inputType, method.outputType]));
    }
  }
  for (const [fullName, {exported}] of messages) {
    if (words.has(`${exported}Schema`)) waiting.push(fullName);
  }
  const reached = new Set<string>();
  const enums = new Set<string>();
  for (let fullName = waiting.pop(); fullName !== undefined; fullName = waiting.pop()) {
    const found = messages.get(fullName);
    if (!found || reached.has(fullName)) continue;
    reached.add(fullName);
    for (const field of found.message.field) {
      if (!field.typeName) continue;
      waiting.push(field.typeName);
      enums.add(field.typeName);
    }
    // An entry of a map is nested in what has the map, and named by the field's type.
  }
  const keepFirst = (each: EnumDescriptorProto, fullName: string, exported: string) => {
    if (!enums.has(`${fullName}.${each.name}`) && !words.has(`${exported}${each.name}Schema`)) each.value.splice(1);
  };
  for (const [fullName, {message, exported}] of messages) {
    message.enumType.forEach((each) => keepFirst(each, fullName, `${exported}_`));
    if (reached.has(fullName)) continue;
    message.field = [];
    message.oneofDecl = [];
  }
  for (const proto of protos) proto.enumType.forEach((each) => keepFirst(each, `.${proto.package}`, ''));
}

// Bytes as a text of JavaScript: a character for each.
export function asText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (character === '"' || character === '\\') text += `\\${character}`;
    else text += byte < 0x20 || byte === 0x7f ? `\\x${byte.toString(16).padStart(2, '0')}` : character;
  }
  return `"${text}"`;
}

export function descriptors(): Plugin {
  let gen = '';
  const kept = new Map<string, string>();
  return {
    name: 'bellwether-descriptors',
    apply: 'build',
    enforce: 'pre',
    configResolved: ({root}) => {
      gen = join(root, 'src/gen');
    },
    buildStart: () => {
      const protos = new Map<string, FileDescriptorProto>();
      for (const path of files(gen)) {
        const found = embedded.exec(readFileSync(path, 'utf8'));
        if (found?.[1]) protos.set(path, fromBinary(FileDescriptorProtoSchema, base64Decode(found[1])));
      }
      prune([...protos.values()], wordsOf(join(gen, '..'), gen));
      for (const [path, proto] of protos) kept.set(path, asText(toBinary(FileDescriptorProtoSchema, proto)));
    },
    transform: {filter: {id: /[\\/]src[\\/]gen[\\/]/}, handler: (code, id) => {
      const text = kept.get(id.split('?')[0] ?? '');
      if (text === undefined) return undefined;
      return {code: code.replace(embedded, () => `fileDesc(/*@__PURE__*/ btoa(${text})`), map: null};
    }},
  };
}
