// What graduation asks for, dimension by dimension, with scores and evidence to fill in by hand: the
// decision is the server's own, at once.
import {useCallback, useMemo, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {Link} from 'react-router';
import type {Asked} from '../account/asked';
import {eventDate} from '../account/milestones';
import {writeDay} from '../account/moments';
import type {Control, Value} from '../account/what_if';
import {WhatIfControl} from '../account/what_if_control';
import type {Answer} from '../api/use_answer';
import {accountPath} from '../frame/segment';
import type {Account} from '../gen/bellwether/v1/account_pb';
import type {Evaluation} from '../gen/bellwether/v1/evaluation_pb';
import {
  DimensionState, GraduationDecision, OutcomeState, Readiness, type Dimension, type GraduationResult,
} from '../gen/bellwether/v1/outcomes_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {DayField} from '../parts/day_field';
import {Folded} from '../parts/folded';
import {Section} from '../parts/section';
import {Standing} from '../parts/standing';
import {Failed} from '../parts/states';
import {useTitle} from '../parts/title';
import {useConfidence} from './confidence';
import type {Evidence} from './evidence';
import {EvidenceParts} from './evidence_parts';
import {texts} from './texts/scorecard';
import {changed, isTried, untried, type Trial} from './trial';

export function ScorecardSection({asked, account, evaluation, evidence, trial, onTry, then, extension}: {
  asked: Asked;
  account: Account;
  evaluation: Evaluation;
  evidence: ReadonlyMap<string, Evidence>;
  trial: Trial;
  onTry: (change: (before: Trial) => Trial) => void;
  // Of what is tried; undefined while nothing is.
  then: Answer<Evaluation | undefined>;
  // What the extension comes to, in a word.
  extension: (of: Evaluation) => ReactNode;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  // The same at each rendering, as WhatIfControl wants them.
  const onScore = useCallback(
    (name: string, value: Value | undefined) =>
      onTry((before) => ({...before, scores: changed(before.scores, name, typeof value === 'number' ? value : undefined)})),
    [onTry],
  );
  const onEvidence = useCallback(
    (name: string, value: Value | undefined) => onTry((before) => ({...before, evidence: changed(before.evidence, name, value)})),
    [onTry],
  );
  const {graduation} = evaluation;
  if (!graduation || graduation.state === OutcomeState.NOT_DEFINED) return null;
  const link = (
    <Link className="button no-print" to={`${accountPath(asked.accountId)}/review${asked.asOf ? `?on=${writeDay(asked.day)}` : ''}`}>
      {t.review}
    </Link>
  );
  const decided = graduation.state === OutcomeState.ANSWERED || graduation.state === OutcomeState.INSUFFICIENT_DATA;
  if (!decided) {
    const on = eventDate(account.graduatedAt);
    const said = on && graduation.state === OutcomeState.ALREADY_GRADUATED ? t.graduatedOn(formats.day(on)) : undefined;
    return (
      <Section title={t.title} id="graduation" aside={link}>
        <p className="quiet-text">{said ?? t[OutcomeState[graduation.state] as 'NOT_APPLICABLE'] ?? t.NOT_EVALUATED}</p>
        {graduation.missing.length > 0 ? (
          <p className="hint">
            {t.missing}: {graduation.missing.map((each) => words(each.name)).join(', ')}
          </p>
        ) : null}
      </Section>
    );
  }
  const known = eventDate(account.firstValueAt);
  const later = then.value?.graduation;
  return (
    <Section
      title={t.title}
      hint={t.hint}
      id="graduation"
      aside={
        <div className="row no-print">
          <Button className="button" isDisabled={!isTried(trial)} onPress={() => onTry(() => untried)}>
            {t.reset}
          </Button>
          {link}
        </div>
      }
    >
      <div className="what-if scorecard">
        <div className="scorecard-parts">
          <Dimensions
            dimensions={graduation.dimensions}
            later={later?.dimensions}
            trial={trial}
            onScore={onScore}
            file={`graduation-${asked.accountId}`}
          />
          <Folded title={t.evidence} level={3} className="evidence-disclosure">
            {() => (
              <>
                <p className="hint">{t.evidenceHint}</p>
                <div className="first-value">
                  <DayField
                    label={t.firstValue}
                    {...(known ? {hint: t.firstValueHint(formats.day(known))} : {})}
                    value={trial.firstValue}
                    latest={asked.day}
                    onChange={(firstValue) => onTry((before) => ({...before, firstValue}))}
                  />
                </div>
                <EvidenceParts
                  graduation={then.value?.graduation ?? graduation}
                  evidence={evidence}
                  trial={trial}
                  onEvidence={onEvidence}
                  onWritten={(name, text) => onTry((before) => ({...before, written: changed(before.written, name, text || undefined)}))}
                />
              </>
            )}
          </Folded>
        </div>
        <div className="outcome card" role="group" aria-label={t.then} tabIndex={0}>
          <div aria-live="polite" aria-busy={then.loading}>
            <dl className="facts">
              <div>
                <dt>{t.now}</dt>
                <dd>
                  <Verdict of={graduation} />
                  {extension(evaluation)}
                </dd>
              </div>
              {later && then.value ? (
                <div>
                  <dt>{t.then}</dt>
                  <dd className="then">
                    <Verdict of={later} />
                    {extension(then.value)}
                  </dd>
                </div>
              ) : null}
            </dl>
          </div>
          {then.failure ? <Failed failure={then.failure} compact /> : null}
          {!later && !then.failure ? <p className="quiet-text">{t.same}</p> : null}
          <Open graduation={later ?? graduation} />
        </div>
      </div>
    </Section>
  );
}

// The total, how ready that is, and what is decided.
export function Verdict({of}: {of: GraduationResult}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const graduates = of.decision === GraduationDecision.GRADUATE;
  const readiness = {
    [Readiness.READY]: t.READY, [Readiness.CLOSE]: t.CLOSE, [Readiness.NOT_READY]: t.NOT_READY, [Readiness.UNSPECIFIED]: t.tooLittle,
  }[of.readiness];
  return (
    <span className="decided">
      <Standing tone={graduates ? 'good' : 'middle'}>{`${t.decision}: ${graduates ? t.GRADUATE : t.NOT_YET}`}</Standing>
      <span>
        {of.total === undefined ? t.noTotal : `${formats.number(of.total)} ${t.of10}`}
        <span className="quiet-text small"> {readiness}{of.ready ? ` · ${t.needed(formats.number(of.ready.at))}` : ''}</span>
      </span>
    </span>
  );
}

// What keeps the account from graduating, in the server's words.
export function Open({graduation}: {graduation: GraduationResult}) {
  const t = useTexts(texts);
  const sure = useConfidence(texts);
  const {conditions, unanswered, confidence} = graduation;
  return (
    <>
      {conditions.length > 0 ? (
        <div>
          <h3>{t.open}</h3>
          <ul className="bullets">
            {conditions.map((each) => (
              <li key={each}>{words(each)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {unanswered.length > 0 ? (
        <div>
          <h3>{t.unanswered}</h3>
          <ul className="bullets">
            {unanswered.map((each) => (
              <li key={each}>{words(each)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {conditions.length + unanswered.length === 0 ? <p className="quiet-text">{t.nothingOpen}</p> : null}
      {confidence ? (
        <p className="hint">
          {sure(confidence)}
        </p>
      ) : null}
    </>
  );
}

function sliderOf(dimension: Dimension): Control {
  return {
    signal: dimension.name, description: '', unit: '', now: dimension.score ?? dimension.computed, direct: true,
    low: 0, high: 10, step: 0.1, words: [], kind: 'number',
  };
}

function Dimensions({dimensions, later, trial, onScore, file}: {
  dimensions: readonly Dimension[];
  later: readonly Dimension[] | undefined;
  trial: Trial;
  onScore: (name: string, score: Value | undefined) => void;
  file: string;
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const after = (dimension: Dimension) => later?.find((each) => each.name === dimension.name) ?? dimension;
  const gap = (dimension: Dimension) => after(dimension).required?.margin;
  const gapText = (dimension: Dimension): string => {
    const points = gap(dimension);
    if (points === undefined) return '';
    return points >= 0 ? t.reached : t.short(formats.number(-points));
  };
  const sliders = useMemo(() => new Map(dimensions.map((each) => [each.name, sliderOf(each)])), [dimensions]);
  const columns: Column<Dimension>[] = [
    {
      key: 'dimension',
      title: t.dimension,
      cell: (dimension) => (
        <>
          {title('dimension', dimension.name)}
          {dimension.description ? <div className="quiet-text small">{dimension.description}</div> : null}
        </>
      ),
      csv: (dimension) => dimension.name,
    },
    {
      key: 'weight',
      title: t.weight,
      number: true,
      cell: (dimension) => formats.percent(dimension.normalizedWeight || dimension.weight / (dimensions.reduce((sum, each) => sum + each.weight, 0) || 1)),
      csv: (dimension) => dimension.weight,
    },
    {
      key: 'score',
      title: t.score,
      number: true,
      cell: (dimension) => <ScoreOf dimension={after(dimension)} />,
      csv: (dimension) => after(dimension).score ?? '',
    },
    {
      key: 'needed',
      title: t.threshold,
      number: true,
      cell: ({required}) => (required ? formats.number(required.at) : ''),
      csv: ({required}) => required?.at ?? '',
    },
    {
      key: 'gap',
      title: t.gap,
      cell: (dimension) => <span className={`nowrap${(gap(dimension) ?? 0) < 0 ? ' bad-text' : ''}`}>{gapText(dimension)}</span>,
      csv: (dimension) => gap(dimension) ?? '',
    },
    {
      key: 'hand',
      title: t.byHand,
      cell: (dimension) => (
        <WhatIfControl
          control={sliders.get(dimension.name) ?? sliderOf(dimension)}
          value={trial.scores.get(dimension.name)}
          onChange={onScore}
        />
      ),
      csv: (dimension) => trial.scores.get(dimension.name) ?? '',
    },
    {
      key: 'known',
      title: t.known,
      number: true,
      cell: (dimension) => formats.percent(dimension.coverage),
      csv: (dimension) => dimension.coverage,
    },
  ];
  return (
    <DataTable caption={t.dimensions} columns={columns} rows={dimensions} rowKey={(each) => each.name} file={file} />
  );
}

function ScoreOf({dimension}: {dimension: Dimension}) {
  const t = useTexts(texts);
  const formats = useFormats();
  if (dimension.state === DimensionState.NOT_APPLICABLE) return <span className="quiet-text">{t.notApplicable}</span>;
  if (dimension.score === undefined) return <span className="quiet-text">{t.tooLittle}</span>;
  return (
    <>
      <Standing tone={dimension.green ? 'good' : 'bad'}>{formats.number(dimension.score)}</Standing>
      {dimension.given ? (
        <div className="quiet-text small">
          {t.given}
          {dimension.computed !== undefined ? <><br />{t.computed}: {formats.number(dimension.computed)}</> : null}
        </div>
      ) : null}
    </>
  );
}
