import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {ActivationOutcome, ActivationSchema} from '../gen/bellwether/v1/activations_pb';
import {whatHappened} from './history_words';
import {texts} from './texts/history';

const pack = (digest: string) => ({name: 'saas', version: '1', digest});
const told = (given: object) =>
  whatHappened(create(ActivationSchema, {label: 'active', to: pack('aaaaaaaaff'), from: pack('bbbbbbbbff'), ...given}), texts.en, () => 'noon');

test('each outcome has its sentence', () => {
  expect(told({outcome: ActivationOutcome.ACTIVATED})).toBe('saas 1 (aaaaaaaa) in the place of saas 1 (bbbbbbbb)');
  expect(told({outcome: ActivationOutcome.ACTIVATED, isRollback: true})).toBe('back to saas 1 (aaaaaaaa) from saas 1 (bbbbbbbb)');
  expect(told({outcome: ActivationOutcome.PENDING})).toBe('saas 1 (aaaaaaaa) asked for; to be approved until noon');
  expect(told({outcome: ActivationOutcome.SOURCE_CHANGED, label: 'canary'})).toMatch(/took its place back.*\(as canary\)$/);
});
