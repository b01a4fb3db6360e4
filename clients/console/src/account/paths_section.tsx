// The smallest changes by which the account reaches a better band, graduation, or any condition.
import {create} from '@bufbuild/protobuf';
import {useState} from 'react';
import {Button, Form} from 'react-aria-components';
import {useSearchParams} from 'react-router';
import {scoring} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import type {Account} from '../gen/bellwether/v1/account_pb';
import {EvaluationOptionsSchema, type HealthResult} from '../gen/bellwether/v1/evaluation_pb';
import type {GoalPath, GoalStanding, PathsToGoal, SignalTelling} from '../gen/bellwether/v1/goals_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {Choice, Field} from '../parts/fields';
import {Section} from '../parts/section';
import {Answered} from '../parts/states';
import {useTitle} from '../parts/title';
import type {Asked} from './asked';
import {factText} from './fact_value';
import {texts} from './texts/paths';

// Of the address, `goal`; without it: the next better band. Anything else is a band or a condition.
const named = ['', 'graduate', 'ready'];

export function PathsSection({asked, account, health, bands}: {
  asked: Asked;
  account: Account;
  health: HealthResult;
  // Of the model, the best first.
  bands: readonly string[];
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const [address, setAddress] = useSearchParams();
  const goal = address.get('goal') ?? '';
  const score = health.result.case === 'score' ? health.result.value : undefined;
  const better = score ? bands.slice(0, Math.max(0, bands.indexOf(score.band))) : bands;
  const [other, setOther] = useState(false);
  const isOther = other || ![...named, ...better].includes(goal);
  const [typed, setTyped] = useState(isOther ? goal : '');
  const choose = (next: string) =>
    setAddress(
      (before) => {
        const changed = new URLSearchParams(before);
        if (next) changed.set('goal', next);
        else changed.delete('goal');
        return changed;
      },
      {replace: true, preventScrollReset: true},
    );
  const answer = useAnswer(
    async (signal) => {
      const {paths} = await scoring.findPath(
        {
          account,
          goal,
          model: goal === 'graduate' || goal === 'ready' ? '' : health.model,
          options: create(EvaluationOptionsSchema, {...(asked.asOf ? {asOf: asked.asOf} : {}), language: asked.language}),
        },
        {signal},
      );
      return paths ?? null;
    },
    [asked, account, goal, health.model],
  );
  return (
    <Section
      title={t.title}
      hint={t.hint}
      id="paths"
      aside={
        <Choice
          label={t.goal}
          value={isOther ? 'other' : goal || 'next'}
          options={[
            {id: 'next', name: t.next},
            ...better.map((id) => ({id, name: t.toBand(title('band', id))})),
            {id: 'graduate', name: t.graduate},
            {id: 'ready', name: t.ready},
            {id: 'other', name: t.other},
          ]}
          onChange={(id) => {
            setOther(id === 'other');
            if (id !== 'other') choose(id === 'next' ? '' : id);
          }}
        />
      }
    >
      {isOther ? (
        <Form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            choose(typed.trim());
          }}
        >
          <Field label={t.condition} hint={t.conditionHint} value={typed} onChange={setTyped} longest={1000} />
          <Button type="submit" className="button">
            {t.find}
          </Button>
        </Form>
      ) : null}
      <Answered answer={answer} lines={4}>
        {(paths) => (paths ? <Paths paths={paths} file={`paths-${asked.accountId}`} /> : null)}
      </Answered>
    </Section>
  );
}

function standing(of: readonly GoalStanding[]): string {
  return of.map((each) => words(each.text)).filter(Boolean).join(' · ');
}

function Paths({paths, file}: {paths: PathsToGoal; file: string}) {
  const t = useTexts(texts);
  const found = paths.singles.length + paths.pairs.length;
  return (
    <>
      <dl className="facts">
        <div>
          <dt>{t.towards}</dt>
          <dd>{words(paths.goal)}</dd>
        </div>
        <div>
          <dt>{t.now}</dt>
          <dd>{standing(paths.now) || t.none}</dd>
        </div>
      </dl>
      {paths.reached ? <p>{t.reached}</p> : null}
      {!paths.reached && found === 0 && !paths.together ? <p className="quiet-text">{t.nothing}</p> : null}
      <PathTable title={t.singles} paths={paths.singles} file={`${file}-one`} />
      <PathTable title={t.pairs} paths={paths.pairs.slice(0, 10)} saved={paths.pairs} file={`${file}-two`} />
      <PathTable title={t.nearest} paths={paths.nearest ? [paths.nearest] : []} file={`${file}-nearest`} />
      <PathTable
        title={paths.togetherReaches ? t.together : t.togetherNearest}
        paths={paths.together ? [paths.together] : []}
        file={`${file}-together`}
      />
      {paths.tellings.length > 0 ? <Tellings tellings={paths.tellings} file={`${file}-tell`} /> : null}
      {paths.obstacles.length > 0 ? (
        <div>
          <h3>{t.obstacles}</h3>
          <ul className="plain">
            {paths.obstacles.map((obstacle) => (
              <li key={obstacle.name}>
                <b>{words(obstacle.name)}</b> <span className="quiet-text">{obstacle.words}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {paths.unchanged.length > 0 ? (
        <p className="hint">
          {t.unchanged}: {paths.unchanged.map((each) => words(each.signal)).join(', ')}
        </p>
      ) : null}
      {paths.incomplete ? <p className="hint">{t.incomplete}</p> : null}
    </>
  );
}

function PathTable({title, paths, saved, file}: {
  title: string;
  paths: readonly GoalPath[];
  // With those that are not shown.
  saved?: readonly GoalPath[];
  file: string;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  if (paths.length === 0) return null;
  const fact = (value: GoalPath['changes'][number]['from'], unit: string) =>
    [factText(value, formats, t.yes, t.no) || t.none, value ? unit : ''].filter(Boolean).join(' ');
  const told = (path: GoalPath) =>
    path.changes.map((each) => `${words(each.signal)}: ${fact(each.from, each.unit)} → ${fact(each.to, each.unit)}`);
  const columns: Column<GoalPath>[] = [
    {
      key: 'change',
      title: t.change,
      cell: (path) => (
        <ul className="plain">
          {path.changes.map((each) => (
            <li key={each.signal}>
              {words(each.signal)}{' '}
              <span className="nowrap">
                <span className="quiet-text">{fact(each.from, each.unit)}</span> → <b>{fact(each.to, each.unit)}</b>
              </span>
              {each.tooOld ? <span className="tag">{t.again}</span> : null}
            </li>
          ))}
        </ul>
      ),
      csv: (path) => told(path).join('; '),
    },
    {
      key: 'after',
      title: t.after,
      cell: (path) => standing(path.after),
      csv: (path) => standing(path.after),
    },
    {
      key: 'cost',
      title: t.cost,
      number: true,
      cell: (path) => formats.number(path.cost, 2),
      csv: (path) => path.cost,
    },
  ];
  return <DataTable caption={title} columns={columns} rows={paths} {...(saved ? {saved} : {})} rowKey={(path) => told(path).join()} file={file} />;
}

function Tellings({tellings, file}: {tellings: readonly SignalTelling[]; file: string}) {
  const t = useTexts(texts);
  const text = (telling: SignalTelling) => telling.values.map((value) => value.text).join('; ');
  const columns: Column<SignalTelling>[] = [
    {key: 'signal', title: t.signal, cell: (each) => words(each.signal), csv: (each) => each.signal},
    {key: 'values', title: t.values, cell: text, csv: text},
  ];
  return (
    <DataTable caption={t.tellings} columns={columns} rows={tellings} rowKey={(each) => each.signal} file={file} />
  );
}
