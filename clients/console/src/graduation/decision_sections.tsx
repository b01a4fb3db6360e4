// Graduation and extension of an account, side by side: what is tried on one is asked of both.
import {create} from '@bufbuild/protobuf';
import {useCallback, useMemo, useState} from 'react';
import type {Asked} from '../account/asked';
import {useDeclared} from '../account/declared';
import {accounts} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {useRested} from '../api/use_rested';
import type {Account} from '../gen/bellwether/v1/account_pb';
import {EvaluationOptionsSchema, ExplanationLevel, type Evaluation} from '../gen/bellwether/v1/evaluation_pb';
import {evidenceOf} from './evidence';
import {ExtensionSection, ExtensionWord} from './extension_section';
import {ScorecardSection} from './scorecard_section';
import {isTried, supposed, untried, type Trial} from './trial';

export function DecisionSections({asked, account, evaluation, onChanged}: {
  asked: Asked;
  account: Account;
  // With explanation FULL.
  evaluation: Evaluation;
  // Something was decided.
  onChanged: () => void;
}) {
  const [trial, setTrial] = useState<Trial>(untried);
  const rested = useRested(trial);
  const onTry = useCallback((change: (before: Trial) => Trial) => setTrial(change), []);
  const declared = useDeclared(evaluation.pack?.digest ?? '', account.segment, asked.language);
  const evidence = useMemo(() => evidenceOf(account, evaluation, declared), [account, evaluation, declared]);
  const then = useAnswer(
    async (signal) => {
      if (!isTried(rested)) return undefined;
      const answer = await accounts.evaluateAccount(
        {
          accountId: asked.accountId,
          options: create(EvaluationOptionsSchema, {
            ...(asked.asOf ? {asOf: asked.asOf} : {}),
            explanation: ExplanationLevel.FULL,
            language: asked.language,
          }),
          ...supposed(rested),
        },
        {signal},
      );
      return answer.evaluation;
    },
    // What was decided meanwhile counts, too.
    [asked, rested, evaluation],
  );
  return (
    <>
      <ScorecardSection
        asked={asked}
        account={account}
        evaluation={evaluation}
        evidence={evidence}
        trial={trial}
        onTry={onTry}
        then={then}
        extension={(of) => <ExtensionWord of={of} />}
      />
      <ExtensionSection
        asked={asked}
        account={account}
        evaluation={evaluation}
        shown={then.value ?? evaluation}
        evidence={evidence}
        trial={trial}
        onTry={onTry}
        onChanged={onChanged}
      />
    </>
  );
}
