import {create, type MessageInitShape} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {MetricGridSchema, MetricLineSchema, Standing} from '../gen/bellwether/v1/metrics_pb';
import {bottlenecksOf, isBottlenecks, worstBottleneck} from './bottlenecks';
import {heatStep, isMatrix} from './grids';
import {waterfallSteps} from './waterfall';

const line = (name: string, value: number) => create(MetricLineSchema, {name, quantity: {value, events: 2}});
const grid = (given: MessageInitShape<typeof MetricGridSchema>) => create(MetricGridSchema, given);

test('a waterfall begins where the step before ended, and stands at its totals', () => {
  const steps = waterfallSteps([line('start', 100), line('new', 40), line('churn', -30), line('end', 110)]);
  expect(steps.map(({name, from, to, total}) => [name, from, to, total])).toEqual([
    ['start', 0, 100, true], ['new', 100, 140, false], ['churn', 140, 110, false], ['end', 0, 110, true],
  ]);
});

const bottlenecks = grid({
  name: 'bottlenecks, critical ones first, by how often × how much',
  columns: ['late', 'mean delay of late ones', 'median delay', 'days of median at stake'],
  rows: [
    {name: 'security_review, critical (customer_capacity 3, our_process 1)', cells: [{quantity: {value: 0.5, standing: Standing.KNOWN}}, {quantity: {value: 4}}, {}, {}]},
    {name: 'training (our_process 1)', cells: [{quantity: {value: 0.25, standing: Standing.INSUFFICIENT_DATA}}, {quantity: {value: 40}}, {}, {}]},
    {name: 'kickoff', cells: [{quantity: {value: 0}}, {}, {}, {}]},
  ],
});

test('bottlenecks are told with what is said beside their names', () => {
  expect(isBottlenecks(bottlenecks)).toBe(true);
  const all = bottlenecksOf(bottlenecks);
  expect(all.map(({milestone, mark, causes, weight}) => [milestone, mark, causes, weight])).toEqual([
    ['security_review', 'critical', 'customer_capacity 3, our_process 1', 2],
    ['training', '', 'our_process 1', 10],
    ['kickoff', '', '', 0],
  ]);
  // In the reader's language, whatever commas and brackets the pack's title has.
  const [told] = bottlenecksOf(
    grid({
      name: bottlenecks.name,
      columns: bottlenecks.columns,
      rows: [{name: 'security_review, critical (customer_capacity 3)', title: 'Tinjauan (TI, kami), kritis (kapasitas 3)', cells: []}],
    }),
  );
  expect([told?.milestone, told?.mark, told?.causes]).toEqual(['security_review', 'kritis', 'kapasitas 3']);
  // Training weighs more, but was due too seldom to be named.
  expect(worstBottleneck(all)?.milestone).toBe('security_review');
  expect(worstBottleneck([])).toBeUndefined();
});

test('a grid from bands to bands is a matrix, another is not', () => {
  const rows = [{name: 'green', cells: []}, {name: 'red', cells: []}];
  expect(isMatrix(grid({columns: ['green', 'red', 'lost'], rows}))).toBe(true);
  expect(isMatrix(bottlenecks)).toBe(false);
});

test('a cell is as strong as its place between the ends', () => {
  expect([0.8, 0.9, 1].map((value) => heatStep(value, 0.8, 1))).toEqual([0, 3, 6]);
  expect(heatStep(1, 1, 1)).toBe(6);
});
