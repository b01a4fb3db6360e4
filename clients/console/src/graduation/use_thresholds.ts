// What a graduation of the account asks for, as thresholds.ts says.
import {create} from '@bufbuild/protobuf';
import type {Asked} from '../account/asked';
import {accounts} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {AccountSchema} from '../gen/bellwether/v1/account_pb';
import {EvaluationOptionsSchema, ExplanationLevel} from '../gen/bellwether/v1/evaluation_pb';
import {OutcomeState, type GraduationResult} from '../gen/bellwether/v1/outcomes_pb';
import {thresholdsOf, type Thresholds} from './thresholds';

const unknown: Thresholds = {total: undefined, dimension: undefined};

export function useThresholds(asked: Asked, graduation: GraduationResult | undefined): Thresholds {
  const open = graduation?.state === OutcomeState.ANSWERED || graduation?.state === OutcomeState.INSUFFICIENT_DATA;
  const names = open ? graduation.dimensions.map((each) => each.name).join('\n') : '';
  const answer = useAnswer(
    async (signal) => {
      if (!names) return unknown;
      const {evaluation} = await accounts.evaluateAccount(
        {
          accountId: asked.accountId,
          options: create(EvaluationOptionsSchema, {
            ...(asked.asOf ? {asOf: asked.asOf} : {}),
            explanation: ExplanationLevel.SUMMARY,
            language: 'en',
          }),
          whatIfFacts: create(AccountSchema, {
            dimensionScores: names.split('\n').map((dimension) => ({dimension, score: 0})),
          }),
        },
        {signal},
      );
      return thresholdsOf(evaluation?.graduation);
    },
    [asked, names],
  );
  return answer.value ?? unknown;
}
