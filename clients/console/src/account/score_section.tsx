// The score of one model with its additive explanation, as a chart and as a table.
import {AdjustmentKind, HealthState, type HealthResult} from '../gen/bellwether/v1/evaluation_pb';
import {ComponentState} from '../gen/bellwether/v1/explanation_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {DataTable, type Column} from '../parts/data_table';
import {placeText} from '../parts/place_text';
import {Section} from '../parts/section';
import {Empty} from '../parts/states';
import {useTitle} from '../parts/title';
import {curveWords} from '../rules/curve_words';
import {texts as curveTexts} from '../rules/texts/read';
import {chartLines, counts, explain, type Line} from './explain';
import {factText, missingText} from './fact_value';
import {ScoreChart} from './score_chart';
import {missingTexts} from './texts/missing';
import {texts} from './texts/score';

const overrides = [AdjustmentKind.OVERRIDE_CAP, AdjustmentKind.OVERRIDE_FLOOR, AdjustmentKind.OVERRIDE_SET];

export function ScoreSection({health, accountId}: {health: HealthResult; accountId: string}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const lines = explain(health);
  const score = health.result.case === 'score' ? health.result.value : undefined;

  const name = (line: Line): string => {
    switch (line.kind) {
      case 'component':
        return title('component', line.component.name);
      case 'adjustment': {
        const {kind, reason, value} = line.adjustment;
        const what = overrides.includes(kind) ? t.override : kind === AdjustmentKind.CAP ? t.cap : t.floor;
        return `${what} ${formats.number(value)}${reason ? ` · ${reason}` : ''}`;
      }
      case 'rounding':
        return t.rounding;
      case 'total':
        return t.total;
    }
  };

  return (
    <Section title={t.title} {...(score ? {hint: t.hint} : {})} id="score">
      {health.result.case === 'insufficient' ? (
        <Empty title={t.insufficientTitle}>
          {t.insufficient(formats.percent(health.coverage ?? 0), formats.percent(health.result.value.minCoverage))}
        </Empty>
      ) : null}
      {health.state === HealthState.NOT_APPLICABLE ? <Empty title={t.notApplicable} /> : null}
      {health.state === HealthState.NOT_EVALUATED ? <Empty title={t.notEvaluated} /> : null}
      {score && lines.length > 1 ? (
        <ScoreChart
          lines={chartLines(lines)}
          band={score.band}
          label={t.chart(formats.number(score.value, score.precision))}
          name={name}
        />
      ) : null}
      {lines.length > 0 ? <ScoreTable lines={lines} name={name} file={`score-${accountId}`} /> : null}
    </Section>
  );
}

// On a phone the chart says it, and the table is long.
function isWide(): boolean {
  return !globalThis.matchMedia?.('(max-width: 40rem)').matches;
}

function ScoreTable({lines, name, file}: {lines: readonly Line[]; name: (line: Line) => string; file: string}) {
  const t = useTexts(texts);
  const missing = useTexts(missingTexts);
  const curves = useTexts(curveTexts);
  const formats = useFormats();
  const component = (line: Line) => (line.kind === 'component' ? line.component : undefined);
  const why = (line: Line): string => {
    const of = component(line);
    if (!of) return '';
    switch (of.state) {
      case ComponentState.ABSENT:
        return missingText(of.missingReason, missing);
      case ComponentState.IMPUTED:
        return `${missingText(of.missingReason, missing)}, ${t.imputed}`;
      case ComponentState.NOT_APPLICABLE:
        return missing.NOT_APPLICABLE;
      case ComponentState.ZERO_WEIGHT:
        return t.zeroWeight;
      default:
        return '';
    }
  };
  const value = (line: Line) => {
    const of = component(line);
    return of ? factText(of.value, formats, t.yes, t.no) : '';
  };
  const place = (line: Line): string => {
    const of = component(line) ?? (line.kind === 'adjustment' ? line.adjustment : undefined);
    return placeText(of?.location);
  };
  const columns: Column<Line>[] = [
    {
      key: 'component',
      title: t.component,
      cell: (line) => (
        <span className={`depth-${line.kind === 'component' ? Math.min(line.depth, 4) : 0}`}>
          {name(line)}
          {component(line)?.description ? <span className="quiet-text small described">{component(line)?.description}</span> : null}
        </span>
      ),
      csv: (line) => (line.kind === 'component' ? line.path : name(line)),
    },
    {
      key: 'value',
      title: t.value,
      number: true,
      cell: (line) => value(line) || (why(line) ? <span className="quiet-text">{why(line)}</span> : ''),
      csv: (line) => value(line) || why(line),
    },
    {
      key: 'score',
      title: t.score,
      number: true,
      cell: (line) => {
        const of = component(line)?.score;
        return of === undefined ? '' : formats.number(of);
      },
      csv: (line) => component(line)?.score ?? '',
    },
    {
      key: 'weight',
      title: t.weight,
      number: true,
      cell: (line) => {
        const of = component(line);
        return of && of.normalizedWeight > 0 ? formats.percent(of.normalizedWeight) : '';
      },
      csv: (line) => component(line)?.normalizedWeight ?? '',
    },
    {
      key: 'points',
      title: t.points,
      number: true,
      cell: (line) => {
        if (line.kind === 'total') return <b>{formats.number(line.to, 2)}</b>;
        // What is in no sum gives nothing, which is not the same as 0 points.
        return line.kind === 'component' && !counts(line.component) ? '–' : formats.signed(line.to - line.from, 2);
      },
      csv: (line) => line.to - line.from,
    },
    {
      key: 'known',
      title: t.known,
      number: true,
      cell: (line) => {
        const of = component(line);
        return of ? formats.percent(of.coverage) : '';
      },
      csv: (line) => component(line)?.coverage ?? '',
    },
    {
      key: 'input',
      title: t.input,
      cell: (line) => {
        const of = component(line);
        if (!of?.input) return '';
        return (
          <>
            <code>{of.input}</code>
            {of.curve ? <div className="quiet-text small">{curveWords(of, curves, formats)}</div> : null}
          </>
        );
      },
      csv: (line) => component(line)?.input ?? '',
    },
    {
      key: 'source',
      title: t.source,
      cell: (line) => <span className="quiet-text small">{[component(line)?.source, place(line)].filter(Boolean).join(' · ')}</span>,
      csv: (line) => [component(line)?.source, place(line)].filter(Boolean).join(' '),
    },
  ];
  return (
    <details className="numbers" open={isWide()}>
      <summary>{t.numbers}</summary>
      <DataTable caption={t.table} captionHidden columns={columns} rows={lines} rowKey={(line) => line.path} file={file} />
    </details>
  );
}
