// The account at one moment after the other, and where each change comes from.
import {create} from '@bufbuild/protobuf';
import {useState} from 'react';
import {Button} from 'react-aria-components';
import {useSearchParams} from 'react-router';
import {accounts} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {ChangeKind, type ChangeLine} from '../gen/bellwether/v1/changes_pb';
import {EvaluationOptionsSchema} from '../gen/bellwether/v1/evaluation_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Band, words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {Choice} from '../parts/fields';
import {Section} from '../parts/section';
import {Answered, Empty} from '../parts/states';
import type {Asked} from './asked';
import {dateMoment, daysBefore} from './moments';
import {changes, historyPoints, type HistoryPoint} from './history';
import {HistoryChart} from './history_chart';
import {texts} from './texts/history';

const spans = {quarter: 91, half: 182, year: 365, all: 0};
type Span = keyof typeof spans;
const steps = ['week', 'month', 'change'] as const;
type Step = (typeof steps)[number];
const shownFirst = 8;

// Of the address: `since` and `each`, so that a link leads to what was seen.
function useSpan(): {span: Span; step: Step; choose: (key: 'since' | 'each', value: string) => void} {
  const [address, setAddress] = useSearchParams();
  const since = address.get('since') ?? '';
  const each = address.get('each');
  return {
    span: since in spans ? (since as Span) : 'half',
    step: steps.find((step) => step === each) ?? 'week',
    choose: (key, value) =>
      setAddress(
        (before) => {
          const next = new URLSearchParams(before);
          next.set(key, value);
          return next;
        },
        {replace: true, preventScrollReset: true},
      ),
  };
}

export function HistorySection({asked, changed}: {asked: Asked; changed: number}) {
  const t = useTexts(texts);
  const {span, step, choose} = useSpan();
  const answer = useAnswer(
    (signal) =>
      accounts.getHistory(
        {
          accountId: asked.accountId,
          ...(asked.asOf ? {to: asked.asOf} : {}),
          ...(spans[span] ? {from: dateMoment(daysBefore(asked.day, spans[span]))} : {}),
          ...(step === 'change' ? {onChange: true} : {stepDays: step === 'week' ? 7 : 30}),
          options: create(EvaluationOptionsSchema, {language: asked.language}),
          pageSize: 366,
        },
        {signal},
      ),
    [asked, span, step, changed],
  );
  return (
    <Section
      title={t.title}
      hint={t.hint}
      id="history"
      aside={
        <div className="row no-print">
          <Choice
            label={t.span}
            value={span}
            options={(Object.keys(spans) as Span[]).map((id) => ({id, name: t[id]}))}
            onChange={(id) => choose('since', id)}
          />
          <Choice
            label={t.step}
            value={step}
            options={steps.map((id) => ({id, name: t[id]}))}
            onChange={(id) => choose('each', id)}
          />
        </div>
      }
    >
      <Answered answer={answer} lines={6}>
        {(value) => <History points={historyPoints(value.moments)} accountId={asked.accountId} />}
      </Answered>
    </Section>
  );
}

function History({points, accountId}: {points: readonly HistoryPoint[]; accountId: string}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const [all, setAll] = useState(false);
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return <Empty title={t.noneTitle}>{t.none}</Empty>;
  const found = changes(points);
  return (
    <>
      <HistoryChart
        points={points}
        label={t.chart(formats.day(first.at), formats.day(last.at), formats.number(points.length))}
      />
      {new Set(points.flatMap((point) => point.model || [])).size > 1 ? <p className="hint">{t.models}</p> : null}
      <h3>{t.changes}</h3>
      {found.length === 0 ? (
        <p className="quiet-text">{t.nothing}</p>
      ) : (
        <>
          <Changes points={all ? found : found.slice(0, shownFirst)} saved={found} file={`history-${accountId}`} />
          {found.length > shownFirst && !all ? (
            <div>
              <Button className="button" onPress={() => setAll(true)}>
                {t.more} ({formats.number(found.length)})
              </Button>
            </div>
          ) : null}
        </>
      )}
    </>
  );
}

function Changes({points, saved, file}: {points: readonly HistoryPoint[]; saved: readonly HistoryPoint[]; file: string}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const kind = (line: ChangeLine) => t[(ChangeKind[line.kind] as keyof typeof ChangeKind | undefined) ?? 'UNSPECIFIED'];
  const told = (line: ChangeLine) => [line.name ? words(line.name) : '', line.changes.join(', ')].filter(Boolean).join(': ');
  const columns: Column<HistoryPoint>[] = [
    {
      key: 'when',
      title: t.when,
      cell: (point) => <span className="nowrap">{formats.day(point.at)}</span>,
      csv: (point) => point.at.toISOString().slice(0, 10),
    },
    {
      key: 'score',
      title: t.score,
      cell: (point) =>
        point.score === undefined ? (
          <span className="quiet-text">{t.noScore}</span>
        ) : (
          <Band band={point.band} place={point.place} score={formats.number(point.score, point.decimals)} />
        ),
      csv: (point) => point.score ?? '',
    },
    {
      key: 'changed',
      title: t.changed,
      number: true,
      cell: (point) =>
        point.delta === undefined ? (
          point.score === undefined ? '' : <span className="quiet-text">{t.newScore}</span>
        ) : (
          <b>{formats.signed(point.delta, point.decimals)}</b>
        ),
      csv: (point) => point.delta ?? '',
    },
    {
      key: 'because',
      title: t.because,
      cell: (point) =>
        point.error || point.noArithmetic ? (
          <span className="quiet-text">{point.error ? `${t.failed}: ${point.error}` : point.noArithmetic}</span>
        ) : (
          <ul className="change-lines">
            {point.lines
              .filter((line) => line.kind !== ChangeKind.ROUNDING)
              .map((line, index) => (
                <li key={index}>
                  <span className={`points ${line.points < 0 ? 'minus' : 'plus'}`}>{formats.signed(line.points)}</span>
                  <span>
                    {told(line)} <span className="tag">{kind(line)}</span>
                  </span>
                </li>
              ))}
          </ul>
        ),
      csv: (point) =>
        point.error ||
        point.noArithmetic ||
        point.lines.map((line) => `${line.points.toFixed(2)} ${kind(line)} ${told(line)}`.trim()).join('; '),
    },
    {
      key: 'records',
      title: t.records,
      number: true,
      cell: (point) => formats.number(point.recordCount),
      csv: (point) => point.recordCount,
    },
  ];
  return (
    <DataTable
      caption={t.changes}
      captionHidden
      columns={columns}
      rows={points}
      saved={saved}
      rowKey={(point) => String(point.at.getTime())}
      file={file}
    />
  );
}
