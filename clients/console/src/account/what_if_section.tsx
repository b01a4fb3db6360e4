// Signals to move, and what the score would be then: the server's own answer, not an estimate.
import {create} from '@bufbuild/protobuf';
import {useCallback, useMemo, useState} from 'react';
import {Button} from 'react-aria-components';
import {accounts} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {useRested} from '../api/use_rested';
import type {Account} from '../gen/bellwether/v1/account_pb';
import {
  EvaluationOptionsSchema, ExplanationLevel, type Evaluation, type HealthResult,
} from '../gen/bellwether/v1/evaluation_pb';
import {FlagState} from '../gen/bellwether/v1/outcomes_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Band, words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {Folded} from '../parts/folded';
import {Section} from '../parts/section';
import {Failed} from '../parts/states';
import {useTitle} from '../parts/title';
import type {Asked} from './asked';
import {asDeclared, type Declared} from './declared';
import {texts} from './texts/what_if';
import {controls, pointsChanges, signalOf, type Control, type PointsChange, type Value} from './what_if';
import {WhatIfControl} from './what_if_control';

export function WhatIfSection({asked, account, evaluation, health, declared}: {
  asked: Asked;
  account: Account;
  evaluation: Evaluation;
  health: HealthResult;
  declared: Declared;
}) {
  const t = useTexts(texts);
  const all = useMemo(
    () => controls(account, health).map((control) => asDeclared(control, declared.signals.get(control.signal))),
    [account, health, declared],
  );
  const [tried, setTried] = useState<ReadonlyMap<string, Value>>(new Map());
  // The same at each rendering, so that of many controls the one is rendered that moves.
  const change = useCallback(
    (signal: string, value: Value | undefined) =>
      setTried((before) => {
        const next = new Map(before);
        if (value === undefined) next.delete(signal);
        else next.set(signal, value);
        return next;
      }),
    [],
  );
  const list = (of: readonly Control[]) => (
    <div className="controls">
      {of.map((control) => (
        <WhatIfControl
          key={control.signal}
          control={control}
          value={tried.get(control.signal)}
          onChange={change}
        />
      ))}
    </div>
  );
  const direct = all.filter((control) => control.direct);
  const others = all.filter((control) => !control.direct);
  return (
    <Section
      title={t.title}
      hint={t.hint}
      id="what-if"
      aside={
        <Button className="button no-print" isDisabled={tried.size === 0} onPress={() => setTried(new Map())}>
          {t.reset}
        </Button>
      }
    >
      {all.length === 0 ? (
        <p className="quiet-text">{t.noSignals}</p>
      ) : (
        <div className="what-if">
          <div>
            {list(direct)}
            {others.length > 0 ? (
              <Folded title={t.others} level={3}>
                {() => (
                  <>
                    <p className="hint">{t.othersHint}</p>
                    {list(others)}
                  </>
                )}
              </Folded>
            ) : null}
          </div>
          <Outcome asked={asked} evaluation={evaluation} health={health} tried={tried} />
        </div>
      )}
    </Section>
  );
}

function Outcome({asked, evaluation, health, tried}: {
  asked: Asked;
  evaluation: Evaluation;
  health: HealthResult;
  tried: ReadonlyMap<string, Value>;
}) {
  const t = useTexts(texts);
  const rested = useRested(tried);
  const answer = useAnswer(
    async (signal) => {
      if (rested.size === 0) return undefined;
      const {evaluation: then} = await accounts.evaluateAccount(
        {
          accountId: asked.accountId,
          options: create(EvaluationOptionsSchema, {
            ...(asked.asOf ? {asOf: asked.asOf} : {}),
            explanation: ExplanationLevel.SUMMARY,
            language: asked.language,
          }),
          whatIf: [...rested].map(([name, value]) => signalOf(name, value)),
        },
        {signal},
      );
      return then;
    },
    [asked, rested],
  );
  const then = answer.value?.health.find((each) => each.model === health.model);
  return (
    <div className="outcome card" role="group" aria-label={t.would} tabIndex={0}>
      <div aria-live="polite" aria-busy={answer.loading}>
        <dl className="facts">
          <div>
            <dt>{t.now}</dt>
            <dd>
              <ScoreOf health={health} />
            </dd>
          </div>
          {then ? (
            <div>
              <dt>{t.would}</dt>
              <dd>
                <ScoreOf health={then} />
              </dd>
            </div>
          ) : null}
        </dl>
      </div>
      {answer.failure ? <Failed failure={answer.failure} compact /> : null}
      {!then && !answer.failure ? <p className="quiet-text">{t.same}</p> : null}
      {then && answer.value ? (
        <>
          <Differences changes={pointsChanges(health, then)} file={`what-if-${asked.accountId}`} />
          <FlagsOf title={t.raised} before={evaluation} after={answer.value} />
          <FlagsOf title={t.cleared} before={answer.value} after={evaluation} />
        </>
      ) : null}
    </div>
  );
}

function ScoreOf({health}: {health: HealthResult}) {
  const t = useTexts(texts);
  const formats = useFormats();
  if (health.result.case !== 'score') return <span className="quiet-text">{t.noScore}</span>;
  const {band, value, precision} = health.result.value;
  return <Band band={band} score={formats.number(value, precision)} />;
}

// Flags that are raised after and were not before.
function FlagsOf({title, before, after}: {title: string; before: Evaluation; after: Evaluation}) {
  const raised = (of: Evaluation) => of.flags.filter((flag) => flag.state === FlagState.RAISED);
  const was = new Set(raised(before).map((flag) => flag.rule?.name));
  const others = raised(after).filter((flag) => !was.has(flag.rule?.name));
  if (others.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul className="plain">
        {others.map((flag) => (
          <li key={flag.rule?.name}>
            <Band band={flag.severity} kind="severity" /> {flag.rule?.reason || words(flag.rule?.name ?? '')}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Differences({changes, file}: {changes: readonly PointsChange[]; file: string}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  if (changes.length === 0) return <p className="quiet-text">{t.nothing}</p>;
  const columns: Column<PointsChange>[] = [
    {key: 'path', title: t.component, cell: (each) => each.path.split('.').map((part) => title('component', part)).join('.'), csv: (each) => each.path},
    {key: 'before', title: t.before, number: true, cell: (each) => formats.number(each.before), csv: (each) => each.before},
    {key: 'after', title: t.after, number: true, cell: (each) => formats.number(each.after), csv: (each) => each.after},
    {
      key: 'difference',
      title: t.difference,
      number: true,
      cell: (each) => <b>{formats.signed(each.after - each.before)}</b>,
      csv: (each) => each.after - each.before,
    },
  ];
  return <DataTable caption={t.changes} columns={columns} rows={changes} rowKey={(each) => each.path} file={file} />;
}
