import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {
  AdjustmentKind, AdjustmentState, HealthResultSchema, HealthState,
} from '../gen/bellwether/v1/evaluation_pb';
import {ComponentState} from '../gen/bellwether/v1/explanation_pb';
import {chartLines, explain} from './explain';

const observed = ComponentState.OBSERVED;

const capped = create(HealthResultSchema, {
  model: 'onboarding',
  state: HealthState.SCORED,
  result: {case: 'score', value: {value: 49, precision: 0, raw: 62.4, effective: 49, band: 'red'}},
  components: [
    {
      name: 'usage', state: observed, contribution: 40.4, normalizedWeight: 0.6,
      components: [
        {name: 'active', state: observed, contribution: 30, normalizedWeight: 0.3},
        {name: 'depth', state: observed, contribution: 10.4, normalizedWeight: 0.3},
        {name: 'logins', state: ComponentState.ABSENT},
      ],
    },
    {name: 'mood', state: ComponentState.IMPUTED, contribution: 22, normalizedWeight: 0.4},
  ],
  adjustments: [
    {kind: AdjustmentKind.CAP, state: AdjustmentState.HOLDS, value: 49, effect: -13.4},
    {kind: AdjustmentKind.FLOOR, state: AdjustmentState.DOES_NOT_HOLD, value: 10, effect: 0},
  ],
});

test('each line begins where the one before ended, and the last is the score', () => {
  const lines = chartLines(explain(capped));
  expect(lines.map((line) => [line.path, line.from, Math.round(line.to * 10) / 10])).toEqual([
    ['usage', 0, 40.4],
    ['usage.active', 0, 30],
    ['usage.depth', 30, 40.4],
    ['mood', 40.4, 62.4],
    ['adjustment 0', 62.4, 49],
    ['total', 0, 49],
  ]);
});

test('components without a value are lines of the table, not of the chart', () => {
  expect(explain(capped).map((line) => line.path)).toContain('usage.logins');
  expect(chartLines(explain(capped)).map((line) => line.path)).not.toContain('usage.logins');
});

test('what rounding adds is a line of its own', () => {
  const rounded = create(HealthResultSchema, {
    result: {case: 'score', value: {value: 63, raw: 62.5, effective: 62.5}},
    components: [{name: 'all', state: observed, contribution: 62.5, normalizedWeight: 1}],
  });
  const lines = explain(rounded);
  expect(lines.at(-2)).toMatchObject({kind: 'rounding', from: 62.5, to: 63});
  expect(lines.at(-1)).toMatchObject({kind: 'total', to: 63});
});

test('without a score there is no total', () => {
  const insufficient = create(HealthResultSchema, {
    result: {case: 'insufficient', value: {minCoverage: 0.5}},
    components: [{name: 'all', state: ComponentState.ABSENT}],
  });
  expect(explain(insufficient).map((line) => line.kind)).toEqual(['component']);
});
