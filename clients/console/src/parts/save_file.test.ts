import {expect, test} from 'vitest';
import {fileName} from './save_file';

test('a name of a file is one everywhere, and shows the ending that it has', () => {
  expect(fileName('handoff-acme.md')).toBe('handoff-acme.md');
  expect(fileName('handoff-../../etc/passwd.md')).toBe('handoff-.._.._etc_passwd.md');
  expect(fileName('flags-C:\\a?b*<c>|"d".csv')).toBe('flags-C__a_b__c___d_.csv');
  expect(fileName('flags-\u202evsc.exe\u0000\u200b\n.csv')).toBe('flags-_vsc.exe___.csv');
  expect(fileName(`flags-${'🐑'.repeat(4000)}.csv`)).toBe(`flags-${'🐑'.repeat(54)}.csv`);
});
