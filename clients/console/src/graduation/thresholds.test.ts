import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {GraduationResultSchema} from '../gen/bellwether/v1/outcomes_pb';
import {thresholdsOf} from './thresholds';

test('what is needed is told by what is not reached', () => {
  const result = create(GraduationResultSchema, {
    dimensions: [{name: 'technical'}, {name: 'value'}],
    conditions: ['total 0.0, needed 8.0', 'technical 0.0, needed 7.5', 'value 0.0, needed 7.5', 'value is needed, too'],
  });
  expect(thresholdsOf(result)).toEqual({total: 8, dimension: 7.5});
});

test('a pack that asks for nothing of a dimension says nothing of it', () => {
  const result = create(GraduationResultSchema, {dimensions: [{name: 'all'}], conditions: ['total -0.5, needed 6']});
  expect(thresholdsOf(result)).toEqual({total: 6, dimension: undefined});
  expect(thresholdsOf(undefined)).toEqual({total: undefined, dimension: undefined});
});
