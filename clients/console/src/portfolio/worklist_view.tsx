// The accounts of one person, every morning: what the server tells of a worklist. It is made of the metrics
// of the pack whose accounts are such a list, of that person's accounts alone, and of the tasks in the store.
import {useState} from 'react';
import {Link} from 'react-router';
import {alerts} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {writeSegment} from '../frame/segment';
import type {Task} from '../gen/bellwether/v1/alerts_pb';
import type {MetricResult} from '../gen/bellwether/v1/metrics_pb';
import type {Dashboard, MetricDefinition} from '../gen/bellwether/v1/portfolio_pb';
import {useFormats} from '../i18n/formats';
import {useLanguage, useTexts} from '../i18n/language';
import {Band, words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {Section} from '../parts/section';
import {Answered, Empty} from '../parts/states';
import {useTitle} from '../parts/title';
import {CompleteTask} from '../tasks/complete_task';
import {TaskTable} from '../tasks/task_table';
import {AccountsTable} from './accounts_behind';
import {accountLink, attributes, filtersOf, linkTo, metricLink, numberLink, type Shown} from './address';
import type {Asked} from './asked';
import {longest, portfolio} from './client';
import {DashboardView} from './dashboard_view';
import {BandsPicture} from './pictures';
import {useQuantityWords} from './quantity';
import {TierOf} from './said';
import {texts} from './texts/worklist';
import type {AttributeWords} from './use_words';
import {worklistParts, type WorklistPart} from './worklist';

const mostAccounts = 100;

export function WorklistView({asked, dashboard, known}: {asked: Asked; dashboard: Dashboard; known: AttributeWords}) {
  const t = useTexts(texts);
  const attribute = attributes.find((each) => each === dashboard.worklistOf);
  const who = attribute ? asked.shown.where[attribute] : undefined;
  if (attribute && !who) {
    const names = known[attribute];
    return (
      <Section title={t.choose} hint={t.chooseHint(words(dashboard.worklistOf))}>
        {names && names.length === 0 ? <Empty title={t.nobody} /> : null}
        <ul className="people">
          {(names ?? []).map((name) => (
            <li key={name}>
              <Link
                className="button"
                to={linkTo(`/dashboards/${writeSegment(dashboard.name)}`, {
                  ...asked.shown,
                  where: {...asked.shown.where, [attribute]: name},
                })}
              >
                {words(name)}
              </Link>
            </li>
          ))}
        </ul>
      </Section>
    );
  }
  return (
    <>
      {who ? <h2>{t.of(words(who))}</h2> : null}
      <p className="hint">
        {t.notTold} <code>{`bellwether portfolio --dashboard ${dashboard.name}`}</code>
      </p>
      <Tasks csm={attribute === 'csm' ? (who ?? '') : ''} />
      <div className="flow">
        {worklistParts(asked.metrics).map(({part, metrics}) => (
          <Part key={part} part={part} metrics={metrics} asked={asked} />
        ))}
      </div>
      {dashboard.metrics.length > 0 ? <DashboardView asked={asked} dashboard={dashboard} /> : null}
    </>
  );
}

function Part({part, metrics, asked}: {part: WorklistPart; metrics: readonly MetricDefinition[]; asked: Asked}) {
  const t = useTexts(texts);
  const title = useTitle();
  const say = useQuantityWords();
  const formats = useFormats();
  const answer = useAnswer(
    async (signal) => {
      const found: MetricResult[] = [];
      for (const {name} of metrics) {
        const {metric} = await portfolio.getMetric(
          {
            book: asked.book.name,
            metric: name,
            pageSize: mostAccounts,
            options: {
              asOf: asked.asOf,
              where: filtersOf(asked.shown),
              language: asked.language,
              trendPoints: 0,
              readMask: {paths: ['name', 'measure', 'summary.value', 'summary.lines', 'tier', 'accounts', 'accounts_in_all']},
            },
          },
          {signal, timeoutMs: longest},
        );
        if (metric) found.push(metric);
      }
      return found;
    },
    [asked, part],
  );
  const first = answer.value?.[0];
  return (
    <Section
      title={t[part]}
      hint={metrics.map(({name}) => (
        <span key={name}>
          <Link to={metricLink(name, asked.shown)}>{title('metric', name)}</Link>{' '}
        </span>
      ))}
      aside={
        first && part !== 'health' ? (
          <span className="row tight">
            <b>{say.text(first.summary?.value)}</b>
            <TierOf metric={first} />
          </span>
        ) : null
      }
    >
      <Answered answer={answer}>
        {(found) => {
          const accounts = found.flatMap((metric) => metric.accounts);
          if (part === 'health') {
            return (
              <div className="stack">
                {first?.summary ? (
                  <BandsPicture summary={first.summary} link={(line) => numberLink(first.name, {line}, asked.shown, 'yes')} />
                ) : null}
                {accounts.length > 0 ? (
                  <ByHealth accounts={accounts} shown={asked.shown} file={`worklist-${part}`} />
                ) : (
                  <p className="quiet-text">{t.none}</p>
                )}
              </div>
            );
          }
          return accounts.length === 0 ? (
            <p className="quiet-text">{t.none}</p>
          ) : (
            <AccountsTable
              accounts={accounts}
              shown={asked.shown}
              file={`worklist-${part}`}
              foot={
                <span className="quiet-text">
                  {t.counts(formats.number(accounts.length, 0), formats.number(first?.accountsInAll ?? 0, 0))}
                </span>
              }
            />
          );
        }}
      </Answered>
    </Section>
  );
}

// Of a share of bands, what is said of an account is its band.
function ByHealth({accounts, shown, file}: {
  accounts: readonly {account: string; what: string}[];
  shown: Shown;
  file: string;
}) {
  const t = useTexts(texts);
  const columns: Column<{account: string; what: string}>[] = [
    {key: 'account', title: t.account, cell: (row) => <Link to={accountLink(row.account, shown)}>{row.account}</Link>, csv: (row) => row.account},
    {key: 'band', title: t.band, cell: (row) => <Band band={row.what} />, csv: (row) => row.what},
  ];
  return <DataTable caption={t.health} captionHidden columns={columns} rows={accounts} rowKey={(row) => row.account} file={file} />;
}

function Tasks({csm}: {csm: string}) {
  const t = useTexts(texts);
  const {language} = useLanguage();
  const [completing, setCompleting] = useState<Task>();
  const answer = useAnswer((signal) => alerts.listTasks({csm, pageSize: mostAccounts, language}, {signal}), [csm, language]);
  return (
    <Section title={t.tasks} hint={t.tasksHint}>
      <Answered answer={answer}>
        {({tasks}) =>
          tasks.length === 0 ? (
            <p className="quiet-text">{t.noTasks}</p>
          ) : (
            <div className="tall">
              <TaskTable tasks={tasks} withAccount onComplete={setCompleting} file="tasks" />
            </div>
          )
        }
      </Answered>
      {completing ? (
        <CompleteTask
          task={completing}
          onClose={(done) => {
            setCompleting(undefined);
            if (done) answer.again();
          }}
        />
      ) : null}
    </Section>
  );
}
