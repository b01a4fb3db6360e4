import {create, fromBinary, toBinary} from '@bufbuild/protobuf';
import {FileDescriptorProtoSchema} from '@bufbuild/protobuf/wkt';
import {expect, test} from 'vitest';
import {asText, prune} from './descriptors';

const field = (name: string, typeName: string) => ({name, number: 1, typeName});
function shop() {
  return create(FileDescriptorProtoSchema, {
    name: 'shop.proto',
    package: 'shop',
    messageType: [
      {name: 'Ask', field: [field('for', '.shop.Thing')]},
      {name: 'Thing', field: [field('kind', '.shop.Kind')], nestedType: [{name: 'Part', field: [field('of', '')]}]},
      {name: 'Other', field: [field('part', '.shop.Thing.Part')]},
      {name: 'Named', field: [field('text', '')]},
    ],
    enumType: [
      {name: 'Kind', value: [{name: 'NONE', number: 0}, {name: 'SOME', number: 1}]},
      {name: 'Never', value: [{name: 'NO', number: 0}, {name: 'YES', number: 1}]},
    ],
    service: [{
      name: 'ShopService',
      method: [{name: 'GetThing', inputType: '.shop.Ask', outputType: '.shop.Thing'}, {name: 'Sell', inputType: '.shop.Other', outputType: '.shop.Other'}],
    }],
  });
}

test('what a call that is named reaches stays, and what a schema is named for', () => {
  const file = shop();
  prune([file], new Set(['getThing', 'NamedSchema']));
  expect(file.service[0]?.method.map(({name}) => name)).toEqual(['GetThing']);
  expect(file.messageType.map(({name, field: fields}) => [name, fields.length])).toEqual([['Ask', 1], ['Thing', 1], ['Other', 0], ['Named', 1]]);
  // A nested message by itself: nothing reaches it.
  expect(file.messageType[1]?.nestedType.map(({name, field: fields}) => [name, fields.length])).toEqual([['Part', 0]]);
  expect(file.enumType.map(({value}) => value.length)).toEqual([2, 1]);
});

test('every byte is itself again', () => {
  const bytes = Uint8Array.from({length: 256}, (_, byte) => byte);
  const text = new Function(`return ${asText(bytes)}`)() as string;
  expect([...text].map((character) => character.charCodeAt(0))).toEqual([...bytes]);
  const file = toBinary(FileDescriptorProtoSchema, shop());
  const read = Uint8Array.from(new Function(`return ${asText(file)}`)() as string, (character) => character.charCodeAt(0));
  expect(fromBinary(FileDescriptorProtoSchema, read)).toEqual(shop());
});
