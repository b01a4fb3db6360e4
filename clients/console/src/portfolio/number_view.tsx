// The accounts behind one number of a metric: who stayed of a cohort, what each adds to a step of the waterfall,
// who moved between two bands, who waits at a milestone.
import {Link, useSearchParams} from 'react-router';
import {useAnswer} from '../api/use_answer';
import {MetricUnit, type AccountInNumber} from '../gen/bellwether/v1/metrics_pb';
import type {ListMetricAccountsResponse, MetricDefinition} from '../gen/bellwether/v1/portfolio_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {Choice} from '../parts/fields';
import {Section} from '../parts/section';
import {Answered} from '../parts/states';
import {useAccountPages, type TurnPage} from './account_pages';
import {accountLink, filtersOf, metricLink, type Counted, type NumberName} from './address';
import type {Asked} from './asked';
import {longest, portfolio} from './client';
import {DataQuality} from './data_quality';
import {useQuantityWords} from './quantity';
import {texts as metricTexts} from './texts/metric';
import {texts} from './texts/number';
import {texts as pictureTexts} from './texts/pictures';

const pageSize = 50;

// Measures of accounts that wait for something, or did.
const waits = ['days_to_first_value', 'onboarding_days'];

export function NumberView({asked, definition, number, counted}: {
  asked: Asked;
  definition: MetricDefinition;
  number: NumberName;
  counted: Counted;
}) {
  const question = {
    book: asked.book.name,
    metric: definition.name,
    number: 'line' in number ? {case: 'line' as const, value: number.line} : {case: 'cell' as const, value: number},
    ...(counted ? {counted: counted === 'yes'} : {}),
    options: {asOf: asked.asOf, where: filtersOf(asked.shown), language: asked.language},
    pageSize,
  };
  const answer = useAnswer(
    (signal) => portfolio.listMetricAccounts(question, {signal, timeoutMs: longest}),
    [asked, definition.name, JSON.stringify(number), counted],
  );
  const turn = async (pageToken: string, size = pageSize) => {
    const {accounts, nextPageToken} = await portfolio.listMetricAccounts({...question, pageSize: size, pageToken}, {timeoutMs: longest});
    return {accounts, next: nextPageToken};
  };
  return (
    <Answered answer={answer} lines={8}>
      {(value) => (
        <div className="page">
          <Told asked={asked} definition={definition} number={number} counted={counted} told={value} turn={turn} />
          {value.data ? <DataQuality data={value.data} /> : null}
        </div>
      )}
    </Answered>
  );
}

function Told({asked, definition, number, counted, told, turn}: {
  asked: Asked;
  definition: MetricDefinition;
  number: NumberName;
  counted: Counted;
  told: ListMetricAccountsResponse;
  turn: TurnPage<AccountInNumber>;
}) {
  const t = useTexts(texts);
  const p = useTexts(pictureTexts);
  const say = useQuantityWords();
  const quantity = told.number?.quantity;
  const immature = told.number?.immature ?? false;
  const value = say.text(quantity);
  return (
    <Section
      id="number"
      title={words(told.title || ('line' in number ? number.line : `${number.row}, ${number.column}`))}
      hint={t.hint}
      aside={<Link to={metricLink(definition.name, asked.shown)}>{t.whole}</Link>}
    >
      <p className="metric-value">{immature ? `[${value}]` : value}</p>
      {immature ? <p className="hint">{p.immature}</p> : null}
      {quantity?.why ? (
        <p className="quiet-text">{quantity.why}</p>
      ) : null}
      <ChooseCounted measure={definition.measure} number={number} told={told} counted={counted} />
      <Accounts asked={asked} definition={definition} number={number} told={told} turn={turn} />
    </Section>
  );
}

// What it means, of this number of the measure, to be counted and not to be.
function useCountedWords(measure: string, number: NumberName): {yes: string; no: string} {
  const t = useTexts(texts);
  // A cell counts who stayed until its day; the line of all that started, who was lost.
  if (measure === 'retention') return 'line' in number ? {yes: t.left, no: t.stayed} : {yes: t.stayed, no: t.left};
  if (measure === 'milestone_punctuality') return {yes: t.late, no: t.onTime};
  return {yes: t.counted, no: t.others};
}

function ChooseCounted({measure, number, told, counted}: {measure: string; number: NumberName; told: ListMetricAccountsResponse; counted: Counted}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const {yes, no} = useCountedWords(measure, number);
  const [, setAddress] = useSearchParams();
  const {n = 0, events} = told.number?.quantity ?? {};
  const of = (word: string, count: number) => (events === undefined ? word : `${word} (${formats.number(count, 0)})`);
  const choose = (id: string) =>
    setAddress((before) => {
      const next = new URLSearchParams(before);
      if (id === '-') next.delete('counted');
      else next.set('counted', id);
      return next;
    });
  return (
    <div className="row no-print">
      <Choice
        label={t.which}
        value={counted || '-'}
        options={[{id: '-', name: t.all(formats.number(n, 0))}, {id: 'yes', name: of(yes, events ?? 0)}, {id: 'no', name: of(no, n - (events ?? 0))}]}
        onChange={choose}
      />
    </div>
  );
}

function Accounts({asked, definition, number, told, turn}: {
  asked: Asked;
  definition: MetricDefinition;
  number: NumberName;
  told: ListMetricAccountsResponse;
  turn: TurnPage<AccountInNumber>;
}) {
  const t = useTexts(texts);
  const m = useTexts(metricTexts);
  const say = useQuantityWords();
  const {yes, no} = useCountedWords(definition.measure, number);
  const pages = useAccountPages({accounts: told.accounts, next: told.nextPageToken}, told.accountsInAll, turn);
  const {amountUnit} = told;
  const days = amountUnit === MetricUnit.DAYS;
  const amounts: Column<AccountInNumber>[] = [
    {
      key: 'amount',
      title: days ? t.behind : t.amount,
      number: true,
      cell: ({amount}) => (amount === undefined ? '' : say.value(amount, amountUnit)),
      csv: ({amount}) => amount ?? '',
    },
  ];
  const now: Column<AccountInNumber>[] = [
    {key: 'now', title: t.now, cell: ({ongoing}) => (ongoing ? <b>{t.waits}</b> : ''), csv: ({ongoing}) => (ongoing ? t.waits : '')},
  ];
  const columns: Column<AccountInNumber>[] = [
    {key: 'account', title: m.account, cell: ({account}) => <Link to={accountLink(account, asked.shown)}>{account}</Link>, csv: ({account}) => account},
    {key: 'counted', title: t.counted, cell: ({counted}) => (counted ? yes : no), csv: ({counted}) => (counted ? yes : no)},
    ...(amountUnit === MetricUnit.UNSPECIFIED ? [] : amounts),
    ...(days || waits.includes(definition.measure) ? now : []),
    {key: 'why', title: m.why, cell: ({what}) => what, csv: ({what}) => what},
  ];
  if (told.accounts.length === 0) return <p className="quiet-text">{t.nobody}</p>;
  return (
    <>
      <DataTable
        caption={m.accounts}
        captionHidden
        columns={columns}
        rows={pages.accounts}
        all={pages.all}
        rowKey={({account}) => account}
        file={`accounts-${definition.name}`}
        foot={pages.foot}
      />
      {pages.failed}
    </>
  );
}
