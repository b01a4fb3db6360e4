// One account: how it stands, why, how sure that is, how it came to it, and what could be done.
import {create} from '@bufbuild/protobuf';
import {useEffect, useMemo, useRef, useState} from 'react';
import {Button} from 'react-aria-components';
import {Link, useLocation, useSearchParams} from 'react-router';
import {accounts} from '../api/clients';
import {failureOf, type Failure} from '../api/failure';
import {useAnswer} from '../api/use_answer';
import {usePageTitle} from '../frame/page_title';
import {useSegment} from '../frame/use_segment';
import type {Account} from '../gen/bellwether/v1/account_pb';
import {
  EvaluationOptionsSchema, ExplanationLevel, HealthState, type Evaluation, type HealthResult,
} from '../gen/bellwether/v1/evaluation_pb';
import {DecisionSections} from '../graduation/decision_sections';
import {useFormats} from '../i18n/formats';
import {useLanguage, useTexts} from '../i18n/language';
import {DayField} from '../parts/day_field';
import {Answered, Empty, Failed} from '../parts/states';
import {AccountHead} from './account_head';
import type {Asked} from './asked';
import {CertaintySection} from './certainty_section';
import {useDeclared} from './declared';
import {FlagsSection} from './flags_section';
import {HistorySection} from './history_section';
import {MilestonesSection} from './milestones_section';
import {dateMoment, readDay} from './moments';
import {OverridesSection} from './overrides_section';
import {PathsSection} from './paths_section';
import {ScoreSection} from './score_section';
import {TasksSection} from './tasks_section';
import {texts} from './texts/account';
import {WhatIfSection} from './what_if_section';

export function AccountScreen() {
  const t = useTexts(texts);
  const formats = useFormats();
  const accountId = useSegment(2);
  const {language} = useLanguage();
  const [address, setAddress] = useSearchParams();
  usePageTitle(accountId);
  const on = address.get('on') ?? '';
  const asked = useMemo<Asked>(() => {
    const day = readDay(on);
    return {accountId, asOf: day ? dateMoment(day) : undefined, day: day ?? new Date(), language};
  }, [accountId, on, language]);
  const answer = useAnswer(
    async (signal) => {
      // Who may read and not score sees what is known, and why the rest is not there.
      const [evaluated, known] = await Promise.all([
        accounts.evaluateAccount(
          {
            accountId,
            options: create(EvaluationOptionsSchema, {
              ...(asked.asOf ? {asOf: asked.asOf} : {}),
              explanation: ExplanationLevel.FULL,
              language,
            }),
          },
          {signal},
        ).then(
          ({evaluation}) => ({evaluation, failure: undefined}),
          (thrown: unknown) => {
            const failure = failureOf(thrown);
            if (failure.kind !== 'forbidden') throw thrown;
            return {evaluation: undefined, failure};
          },
        ),
        accounts.getAccount({accountId, ...(asked.asOf ? {asOf: asked.asOf} : {})}, {signal}),
      ]);
      return {...evaluated, account: known.account, records: known.records};
    },
    [asked],
  );
  const change = (key: string, value: string) =>
    setAddress((before) => {
      const next = new URLSearchParams(before);
      if (value) next.set(key, value);
      else next.delete(key);
      return next;
    });
  return (
    <div className="page">
      <div className="page-head day-beside no-print">
        <nav className="crumbs" aria-label={t.accounts}>
          <Link to="/accounts">{t.accounts}</Link>
        </nav>
        {/* There whatever the answer is: a day of which nothing is known is changed here. */}
        <DayField label={t.on} value={asked.asOf ? on : ''} onChange={(day) => change('on', day)} />
      </div>
      {asked.asOf ? (
        <p className="notice row">
          {t.past(formats.day(asked.day))}
          <Button className="button small no-print" onPress={() => change('on', '')}>
            {t.toNow}
          </Button>
        </p>
      ) : null}
      {answer.value ? null : <h1>{accountId}</h1>}
      <Answered answer={answer} lines={8}>
        {({evaluation, failure, account, records}) =>
          account ? (
            <Shown
              // Another account begins anew: nothing that was tried on one is kept for the next.
              key={accountId}
              asked={asked}
              evaluation={evaluation}
              failure={failure}
              account={account}
              records={records}
              model={address.get('model') ?? ''}
              onChange={change}
              again={answer.again}
            />
          ) : null
        }
      </Answered>
    </div>
  );
}

// A link to a part of the page, as #extension: the part is there only once the server has answered.
function useLinkedPart() {
  const {hash} = useLocation();
  const first = useRef(hash);
  useEffect(() => {
    const part = first.current && document.getElementById(first.current.slice(1));
    if (part) part.scrollIntoView();
  }, []);
}

function shownModel(evaluation: Evaluation, wanted: string): HealthResult | undefined {
  const {health} = evaluation;
  return (
    health.find((each) => each.model === wanted) ??
    health.find((each) => each.primary) ??
    health.find((each) => each.state !== HealthState.NOT_APPLICABLE) ??
    health[0]
  );
}

function Shown({asked, evaluation, failure, account, records, model, onChange, again}: {
  asked: Asked;
  // Absent: `failure` says why.
  evaluation: Evaluation | undefined;
  failure: Failure | undefined;
  account: Account;
  records: number;
  model: string;
  onChange: (key: string, value: string) => void;
  again: () => void;
}) {
  const t = useTexts(texts);
  const [changed, setChanged] = useState(0);
  const health = evaluation && shownModel(evaluation, model);
  useLinkedPart();
  const onChanged = () => {
    again();
    setChanged((before) => before + 1);
  };
  return (
    <div className="page">
      <AccountHead
        evaluation={evaluation}
        account={account}
        records={records}
        health={health}
        onChange={onChange}
      />
      {failure ? (
        <div className="card">
          <Failed failure={failure} />
        </div>
      ) : null}
      {evaluation && health ? (
        <>
          <ScoreSection health={health} accountId={asked.accountId} />
          <div className="columns">
            <CertaintySection
              health={health}
              data={evaluation.data}
              incomplete={evaluation.questionsIncomplete}
              accountId={asked.accountId}
            />
            <FlagsSection evaluation={evaluation} />
          </div>
        </>
      ) : null}
      {evaluation && !health ? (
        <>
          <Empty title={t.noModel} />
          <FlagsSection evaluation={evaluation} />
        </>
      ) : null}
      {evaluation ? <HistorySection asked={asked} changed={changed} /> : null}
      <div className="columns roomy">
        <MilestonesSection asked={asked} account={account} forecast={evaluation?.forecast} />
        <TasksSection asked={asked} />
      </div>
      {evaluation ? (
        <DecisionSections asked={asked} account={account} evaluation={evaluation} onChanged={onChanged} />
      ) : null}
      {evaluation && health ? (
        <>
          <Ahead asked={asked} account={account} evaluation={evaluation} health={health} />
        </>
      ) : null}
      <OverridesSection
        asked={asked}
        models={evaluation?.health.map((each) => each.model) ?? []}
        model={health?.model ?? ''}
        onChanged={onChanged}
      />
    </div>
  );
}

// What could be done, by what the pack says of its signals and bands.
function Ahead(of: {asked: Asked; account: Account; evaluation: Evaluation; health: HealthResult}) {
  const {asked, account, evaluation, health} = of;
  const declared = useDeclared(evaluation.pack?.digest ?? '', account.segment, asked.language);
  return (
    <>
      <WhatIfSection {...of} declared={declared} />
      <PathsSection asked={asked} account={account} health={health} bands={declared.bands.get(health.model) ?? []} />
    </>
  );
}
