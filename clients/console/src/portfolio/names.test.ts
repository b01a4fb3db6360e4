import {expect, test} from 'vitest';
import {titleOf} from '../parts/title';
import {groupName, saidName} from './names';

test('a title of the server is said, and a name where there is none', () => {
  expect(saidName({title: 'nilai setelah 41 hari', name: 'value after 41 days'})).toBe('nilai setelah 41 hari');
  expect(saidName({title: '', name: 'customer_capacity'})).toBe('customer capacity');
});

test('a group between edges is said as the server says it, another as the pack calls it', () => {
  const title = titleOf([]);
  expect(groupName(title, 'size', {title: '30 sampai 60', key: '30 to 60'})).toBe('30 sampai 60');
  expect(groupName(title, 'segment', {title: 'mid_market', key: 'mid_market'})).toBe('mid market');
});
