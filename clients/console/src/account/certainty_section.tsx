// How much of the score is known, where it could lie, and what to ask to know more.
import {scaleLinear} from '../charts/scale';
import {useChartSize} from '../charts/chart_size';
import type {DataQuality, HealthResult} from '../gen/bellwether/v1/evaluation_pb';
import type {Question} from '../gen/bellwether/v1/questions_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Band, bandTone, words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {Section} from '../parts/section';
import {shapes} from '../parts/tone';
import {missingText} from './fact_value';
import {texts} from './texts/certainty';
import {missingTexts} from './texts/missing';

export function CertaintySection({health, data, incomplete, accountId}: {
  health: HealthResult;
  data: DataQuality | undefined;
  // Not all missing facts were tried.
  incomplete: boolean;
  accountId: string;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  return (
    <Section title={t.title} id="certainty" {...(health.confidence ? {hint: health.confidence} : {})}>
      <dl className="facts">
        {health.coverage !== undefined ? (
          <div>
            <dt>{t.known}</dt>
            <dd>
              {formats.percent(health.coverage)} <span className="quiet-text">{t.knownHint}</span>
            </dd>
          </div>
        ) : null}
        {health.bounds ? (
          <div>
            <dt>{t.range}</dt>
            <dd>
              {formats.number(health.bounds.low)} – {formats.number(health.bounds.high)}{' '}
              <span className="quiet-text">{t.rangeHint}</span>
            </dd>
          </div>
        ) : null}
        {data?.oldestInputAgeDays !== undefined ? (
          <div>
            <dt>{t.oldest}</dt>
            <dd>{t.days(formats.number(data.oldestInputAgeDays, 0))}</dd>
          </div>
        ) : null}
        {health.possibleBands.length > 0 ? (
          <div>
            <dt>{t.bands}</dt>
            <dd className="row tight">
              {health.possibleBands.map((band) => (
                <Band key={band} band={band} />
              ))}
            </dd>
          </div>
        ) : null}
      </dl>
      {health.bounds ? <RangeChart health={health} /> : null}
      {data && data.warnings.length > 0 ? (
        <div>
          <h3>{t.warnings}</h3>
          <ul className="plain">
            {data.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <h3>{t.ask}</h3>
      {health.questions.length === 0 ? (
        <p className="quiet-text">{t.nothing}</p>
      ) : (
        <>
          <p className="hint">{t.askHint}</p>
          <Questions questions={health.questions} file={`questions-${accountId}`} />
          {incomplete ? <p className="hint">{t.incomplete}</p> : null}
        </>
      )}
    </Section>
  );
}

function RangeChart({health}: {health: HealthResult}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const {ref, width, frame} = useChartSize();
  const x = scaleLinear([0, 100], [8, width - 8]);
  const bounds = health.bounds;
  if (!bounds) return null;
  const score = health.result.case === 'score' ? health.result.value : undefined;
  return (
    <svg
      ref={ref}
      className="chart range-chart"
      {...frame(48)}
      role="img"
      aria-label={t.rangeChart(formats.number(bounds.low), formats.number(bounds.high))}
    >
      <rect className="track" x={x(0)} y={12} width={x(100) - x(0)} height={8} rx={4} />
      <rect className="possible" x={x(bounds.low)} y={8} width={Math.max(3, x(bounds.high) - x(bounds.low))} height={16} rx={4} />
      {score ? (
        <path className={`mark tone-${bandTone(score.band)}`} d={shapes[bandTone(score.band)]} transform={`translate(${x(score.value) - 9.6} 6.400) scale(1.6)`} />
      ) : null}
      {[0, 25, 50, 75, 100].map((tick) => (
        <text key={tick} className="axis" x={x(tick)} y={44} textAnchor={tick === 0 ? 'start' : tick === 100 ? 'end' : 'middle'}>
          {formats.number(tick)}
        </text>
      ))}
    </svg>
  );
}

function Questions({questions, file}: {questions: readonly Question[]; file: string}) {
  const t = useTexts(texts);
  const missing = useTexts(missingTexts);
  const formats = useFormats();
  const columns: Column<Question>[] = [
    {
      key: 'fact',
      title: t.fact,
      cell: (question) => (
        <>
          {words(question.name)}
          {question.decides ? (
            <div>
              <span className="tag decides">{t.decides}</span>
            </div>
          ) : null}
          {question.description ? <div className="quiet-text small">{question.description}</div> : null}
        </>
      ),
      csv: (question) => question.name,
    },
    {
      key: 'why',
      title: t.why,
      cell: (question) => missingText(question.missingReason, missing),
      csv: (question) => missingText(question.missingReason, missing),
    },
    {
      key: 'would',
      title: t.would,
      cell: (question) => (
        <ul className="answers">
          {question.answers.map((answer, index) => (
            <li key={index}>
              <span>{answer.range?.text}</span> <Band band={answer.verdict} />
            </li>
          ))}
        </ul>
      ),
      csv: (question) => question.answers.map((answer) => `${answer.range?.text ?? ''}: ${answer.verdict}`).join('; '),
    },
    {
      key: 'settles',
      title: t.settles,
      number: true,
      cell: (question) => formats.percent(question.settles),
      csv: (question) => question.settles,
    },
  ];
  return (
    <DataTable caption={t.ask} captionHidden columns={columns} rows={questions} rowKey={(question) => question.name} file={file} />
  );
}
