import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {MetricDefinitionSchema} from '../gen/bellwether/v1/portfolio_pb';
import {worklistParts} from './worklist';

const metric = (name: string, measure: string, more: {lowerIsBetter?: boolean; reads?: string[]} = {}) =>
  create(MetricDefinitionSchema, {name, measure, ...more});

test('a worklist is made of the metrics that the pack has, bad bands first', () => {
  const parts = worklistParts([
    metric('green_share', 'band_share', {lowerIsBetter: false}),
    metric('red_share', 'band_share', {lowerIsBetter: true}),
    metric('mails', 'share_of_records', {reads: ['activity']}),
    metric('escalated', 'share_of_records', {reads: ['ticket']}),
    metric('nrr', 'net_revenue_retention'),
  ]);
  expect(parts.map(({part, metrics}) => [part, metrics.map(({name}) => name)])).toEqual([
    ['health', ['red_share', 'green_share']], ['tickets', ['escalated']],
  ]);
  expect(worklistParts([])).toEqual([]);
});
