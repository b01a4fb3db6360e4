import {expect, test} from 'vitest';
import {filesOf, partOf, withoutFolder, type TextFile} from './pack_files';

test('what a file of a folder is goes by where it lies', () => {
  expect(partOf('pack.yaml')).toBe('rules');
  expect(partOf('health/customer.yml')).toBe('rules');
  expect(partOf('tests/health_test.yaml')).toBe('tests');
  expect(partOf('fixtures/deep/a.yaml')).toBe('tests');
  expect(partOf('imports/crm.yaml')).toBe('tests');
  expect(partOf('accounts/acme.yaml')).toBeUndefined();
  expect(partOf('health/tests/a.yaml')).toBeUndefined();
  expect(partOf('tests/accounts/a.yaml')).toBeUndefined();
  expect(partOf('README.md')).toBeUndefined();
  expect(partOf('.hidden.yaml')).toBeUndefined();
  expect(partOf('.git/a.yaml')).toBeUndefined();
});

test('a chosen folder is no part of the names in it', () => {
  expect(withoutFolder('saas/health/customer.yaml')).toBe('health/customer.yaml');
  expect(withoutFolder('pack.yaml')).toBe('pack.yaml');
});

test('rules and tests are sent apart, as bytes', () => {
  const file = (name: string, part: TextFile['part'], text: string): TextFile => ({name, part, text, opened: text});
  const files = [file('pack.yaml', 'rules', 'pack: é'), file('tests/a.yaml', 'tests', 'x')];
  expect(filesOf(files, 'rules').files).toHaveLength(1);
  expect([...(filesOf(files, 'rules').files[0]?.content ?? [])].slice(-2)).toEqual([0xc3, 0xa9]);
  expect(filesOf(files, 'tests').files[0]?.name).toBe('tests/a.yaml');
});
