import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {MetricUnit, QuantitySchema, Standing} from '../gen/bellwether/v1/metrics_pb';
import {isKnown, makeQuantityWords} from './quantity';
import {texts} from './texts/quantity';

const en = makeQuantityWords('en-GB', texts.en);
const id = makeQuantityWords('id-ID', texts.id);
const share = (standing: Standing) =>
  create(QuantitySchema, {standing, value: 7 / 9, unit: MetricUnit.RATIO, n: 9, events: 7});

test('a value has its unit, as the language writes it', () => {
  expect(en.value(45, MetricUnit.DAYS)).toBe('45 days');
  expect(id.value(45.25, MetricUnit.DAYS)).toBe('45,3 hari');
  expect(en.value(359903.17, MetricUnit.MONEY)).toBe('359,903');
  expect(en.value(-26, MetricUnit.POINTS)).toBe('\u221226');
  expect(en.value(1.3781, MetricUnit.TIMES)).toBe('1.38 ×');
});

test('few cases are counted, and not told in per cent', () => {
  expect(en.text(share(Standing.KNOWN))).toBe('77.8%');
  expect(en.text(share(Standing.INSUFFICIENT_DATA))).toBe('7 of 9');
  expect(isKnown(share(Standing.INSUFFICIENT_DATA))).toBe(false);
  expect(en.text(create(QuantitySchema, {standing: Standing.INSUFFICIENT_DATA, value: 45, unit: MetricUnit.DAYS, n: 9}))).toBe(
    '(45 days)',
  );
  // What a curve leaves of 9, none of whom was lost.
  expect(en.text(create(QuantitySchema, {standing: Standing.INSUFFICIENT_DATA, value: 1, unit: MetricUnit.RATIO, n: 9, events: 0}))).toBe(
    '(100%)',
  );
});

test('no value is said, and never a nought', () => {
  expect([Standing.NO_CASES, Standing.NOT_REACHED, Standing.REFUSED].map((standing) => en.text(create(QuantitySchema, {standing})))).toEqual([
    'no case', 'not reached', 'cannot be said',
  ]);
});

test('differences of shares are points', () => {
  expect(en.difference(0.024, MetricUnit.RATIO)).toBe('+2.4 points');
  expect(en.difference(-3, MetricUnit.DAYS)).toBe('\u22123 days');
  expect(en.interval({$typeName: 'bellwether.v1.Interval', low: 0.473, high: 0.836}, MetricUnit.RATIO)).toBe('47.3% – 83.6%');
});
