import {create, type MessageInitShape} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {MetricResultSchema, TrendJudgement} from '../gen/bellwether/v1/metrics_pb';
import {comparisonVerdict, isWorstTier, needsAttention, trendVerdict} from './judgement';

const metric = (given: MessageInitShape<typeof MetricResultSchema>) => create(MetricResultSchema, given);
const rising = {judgement: TrendJudgement.RISING};

test('what rises is better or worse by what the pack says', () => {
  expect(trendVerdict(metric({trend: rising, lowerIsBetter: false}))).toBe('better');
  expect(trendVerdict(metric({trend: rising, lowerIsBetter: true}))).toBe('worse');
  expect(trendVerdict(metric({trend: rising}))).toBe('rising');
  expect(trendVerdict(metric({trend: {judgement: TrendJudgement.WITHIN_NOISE}, lowerIsBetter: true}))).toBe('noise');
  expect(trendVerdict(metric({}))).toBe('none');
});

test('a difference within noise is none', () => {
  const compared = metric({comparison: {difference: {value: -0.1}, beyondNoise: false}}).comparison;
  expect(comparisonVerdict(compared, false)).toBe('noise');
  expect(comparisonVerdict(compared && {...compared, beyondNoise: true}, false)).toBe('worse');
  // Sums have no interval, so nothing is said of them.
  expect(comparisonVerdict(compared && {...compared, beyondNoise: undefined}, false)).toBe('none');
});

test('the worst tier wants attention; the only one does not', () => {
  expect(isWorstTier(metric({tier: {name: 'poor', rank: 3, count: 4}}).tier)).toBe(true);
  expect(isWorstTier(metric({tier: {name: 'poor', rank: 0, count: 1}}).tier)).toBe(false);
  expect(needsAttention(metric({tier: {name: 'poor', rank: 3, count: 4}}))).toBe(true);
  expect(needsAttention(metric({tier: {name: 'good', rank: 1, count: 4}, trend: rising}))).toBe(false);
  expect(needsAttention(metric({trend: rising, lowerIsBetter: true}))).toBe(true);
});
