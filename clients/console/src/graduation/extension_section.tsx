// What the rules propose for an account whose onboarding takes longer, why, what to say, and what people
// decide about it.
import {useState} from 'react';
import {Button} from 'react-aria-components';
import type {Asked} from '../account/asked';
import type {Value} from '../account/what_if';
import {decisions} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {useSession} from '../frame/session';
import type {Account} from '../gen/bellwether/v1/account_pb';
import type {Evaluation} from '../gen/bellwether/v1/evaluation_pb';
import {
  Decision, DecisionBasis, OutcomeState, ReasonState, type ExtensionResult, type Reason,
} from '../gen/bellwether/v1/outcomes_pb';
import {civilDate, useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {words, type Tone} from '../parts/band';
import {CopyText} from '../parts/copy_text';
import {FactList} from '../parts/fact_list';
import {Field} from '../parts/fields';
import {Section} from '../parts/section';
import {Standing} from '../parts/standing';
import {Answered} from '../parts/states';
import {useTitle} from '../parts/title';
import {useConfidence} from './confidence';
import {DecisionsTable} from './decisions_table';
import {readBy, type Evidence} from './evidence';
import {Fill} from './evidence_parts';
import {RecordDialog, type Proposal} from './record_dialog';
import {texts} from './texts/extension';
import {changed, wholeDays, type Trial} from './trial';

type ExtensionTexts = (typeof texts)['en'];

const tones: Record<Decision, Tone> = {
  [Decision.UNSPECIFIED]: 'none',
  [Decision.GRADUATE]: 'good',
  [Decision.CONTINUE]: 'good',
  [Decision.EXTEND]: 'middle',
  [Decision.ESCALATE]: 'bad',
  [Decision.NOT_EVALUATED]: 'none',
};

function decisionName(of: ExtensionResult, t: ExtensionTexts, number: (value: number) => string): string {
  switch (of.decision) {
    case Decision.GRADUATE:
      return t.GRADUATE;
    case Decision.ESCALATE:
      return t.ESCALATE;
    case Decision.CONTINUE:
      return t.CONTINUE;
    case Decision.EXTEND:
      return of.daysGranted > 0 ? t.extendBy(number(of.daysGranted)) : t.EXTEND;
    default:
      return t.undecided;
  }
}

// The decision in a word; nothing where there is none, or graduation says the same.
export function ExtensionWord({of}: {of: Evaluation}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const {extension} = of;
  if (extension?.state !== OutcomeState.ANSWERED || extension.decision === Decision.GRADUATE) return null;
  return <Standing tone={tones[extension.decision]}>{decisionName(extension, t, formats.number)}</Standing>;
}

export function ExtensionSection({asked, account, evaluation, shown, evidence, trial, onTry, onChanged}: {
  asked: Asked;
  account: Account;
  // As it is.
  evaluation: Evaluation;
  // As it would be with what is tried; the same object as `evaluation` where nothing is.
  shown: Evaluation;
  evidence: ReadonlyMap<string, Evidence>;
  trial: Trial;
  onTry: (change: (before: Trial) => Trial) => void;
  onChanged: () => void;
}) {
  const t = useTexts(texts);
  const {may} = useSession();
  const [open, setOpen] = useState<Proposal>();
  const answer = useAnswer(
    (signal) =>
      decisions.listDecisions(
        {accountId: asked.accountId, pageSize: 1000, ...(asked.asOf ? {asOf: asked.asOf} : {})},
        {signal},
      ),
    [asked],
  );
  const real = evaluation.extension;
  const extension = shown.extension;
  if (!real || !extension || real.state === OutcomeState.NOT_DEFINED) return null;
  const answered = extension.state === OutcomeState.ANSWERED;
  const buttons = real.state === OutcomeState.ANSWERED && answer.value && may('admin');
  const propose = (kind: Proposal['kind']): Proposal => ({
    kind,
    left: real.daysLeft,
    ...(kind === 'GRANT' ? {days: extension.daysGranted || wholeDays(trial.days) || 0, reason: extension.reason} : {}),
  });
  return (
    <Section
      title={t.title}
      hint={t.hint}
      id="extension"
      aside={
        buttons ? (
          <div className="row tight no-print">
            <Button className="button primary" onPress={() => setOpen(propose('GRANT'))}>
              {t.grant}
            </Button>
            <Button className="button" onPress={() => setOpen(propose('REFUSE'))}>
              {t.refuse}
            </Button>
            {real.decision === Decision.ESCALATE ? (
              <Button className="button" onPress={() => setOpen(propose('ESCALATION'))}>
                {t.answer}
              </Button>
            ) : null}
          </div>
        ) : null
      }
    >
      {answered ? (
        <Proposed
          account={account}
          extension={extension}
          tried={shown !== evaluation}
          evidence={evidence}
          trial={trial}
          onTry={onTry}
        />
      ) : (
        <>
          <p className="quiet-text">{t[OutcomeState[extension.state] as 'NOT_APPLICABLE'] ?? t.NOT_EVALUATED}</p>
          {extension.missing.length > 0 ? (
            <p className="hint">
              {t.missing}: {extension.missing.map((each) => words(each.name)).join(', ')}
            </p>
          ) : null}
        </>
      )}
      <Answered answer={answer}>
        {({decisions: all}) => <DecisionsTable decisions={all} file={`decisions-${asked.accountId}`} />}
      </Answered>
      {open ? (
        <RecordDialog
          accountId={asked.accountId}
          proposal={open}
          etag={answer.value?.etag ?? ''}
          past={asked.asOf !== undefined}
          onClose={(done) => {
            setOpen(undefined);
            if (!done) return;
            onTry((before) => ({...before, days: ''}));
            answer.again();
            onChanged();
          }}
        />
      ) : null}
    </Section>
  );
}

function Proposed({account, extension, tried, evidence, trial, onTry}: {
  account: Account;
  extension: ExtensionResult;
  tried: boolean;
  evidence: ReadonlyMap<string, Evidence>;
  trial: Trial;
  onTry: (change: (before: Trial) => Trial) => void;
}) {
  const t = useTexts(texts);
  const sure = useConfidence(texts);
  const title = useTitle();
  const formats = useFormats();
  const days = (count: number) => t.days(formats.number(count));
  const basis = t[DecisionBasis[extension.basis] as 'NO_TARGET'] ?? '';
  const granted = account.extension?.grantedDays ?? 0;
  const facts: [string, string][] = [
    [t.originalTarget, extension.originalTarget ? formats.day(civilDate(extension.originalTarget)) : ''],
    [t.currentTarget, extension.currentTarget ? formats.day(civilDate(extension.currentTarget)) : ''],
    [t.newTarget, extension.newTarget && extension.daysGranted > 0 ? formats.day(civilDate(extension.newTarget)) : ''],
    [t.late, extension.daysLate !== undefined && extension.daysLate > 0 ? days(extension.daysLate) : ''],
    [t.checkIn, extension.response?.checkIn ?? ''],
    [t.notify, extension.response?.notify.map(words).join(', ') ?? ''],
    [t.playbook, title('playbook', extension.response?.playbook ?? '')],
  ];
  const shown = new Set<string>();
  const reasons = (title: string, of: readonly Reason[], tone: Tone) => (
    <Reasons
      title={title}
      reasons={of}
      tone={tone}
      evidence={evidence}
      trial={trial}
      onTry={onTry}
      first={(names) =>
        names.filter((name) => {
          if (shown.has(name) || !evidence.has(name)) return false;
          shown.add(name);
          return true;
        })
      }
    />
  );
  return (
    <>
      <div aria-live="polite" className="decision">
        <span className="large">
          <Standing tone={tones[extension.decision]}>{decisionName(extension, t, formats.number)}</Standing>
        </span>
        <span>
          {basis} {extension.reason ? <b>{`${t.reason}: ${extension.reason}.`}</b> : null}
        </span>
        {!extension.certain ? <span className="quiet-text">{t.uncertain}</span> : null}
        {tried ? <span className="tag">{t.tried}</span> : null}
      </div>
      {extension.confidence ? (
        <p className="hint">
          {sure(extension.confidence)}
        </p>
      ) : null}
      <FactList facts={facts} />
      <div className="columns">
        <div className="form">
          <Budget granted={granted} proposed={extension.daysGranted} left={extension.daysLeft} />
          <div className="asked-days no-print">
            <Field
              label={t.asked}
              hint={t.askedHint}
              type="number"
              min="1"
              value={trial.days}
              error={trial.days !== '' && wholeDays(trial.days) === undefined ? t.askedWrong : undefined}
              onChange={(text) => onTry((before) => ({...before, days: text}))}
            />
          </div>
          {reasons(t.escalate, extension.escalate, 'bad')}
          {reasons(t.extend, extension.extend, 'middle')}
          {extension.rootCauses.some((each) => each.state === ReasonState.HOLDS) ? (
            <div>
              <h3>{t.causes}</h3>
              <ul className="bullets">
                {extension.rootCauses
                  .filter((each) => each.state === ReasonState.HOLDS)
                  .map((each) => (
                    <li key={each.rule?.name}>{each.rule?.reason}</li>
                  ))}
              </ul>
            </div>
          ) : null}
        </div>
        <div className="form">
          {extension.response?.message ? (
            <CopyText label={t.message} hint={t.messageHint} text={extension.response.message} />
          ) : null}
          {extension.recovery ? (
            <>
              <h3>{t.recovery}</h3>
              <dl className="facts">
                <div>
                  <dt>{t.cause}</dt>
                  <dd>{extension.recovery.rootCause}</dd>
                </div>
                {extension.recovery.response?.checkIn ? (
                  <div>
                    <dt>{t.checkIn}</dt>
                    <dd>{extension.recovery.response.checkIn}</dd>
                  </div>
                ) : null}
              </dl>
              {extension.recovery.response?.message ? (
                <CopyText label={t.recoveryMessage} text={extension.recovery.response.message} />
              ) : null}
            </>
          ) : null}
        </div>
      </div>
    </>
  );
}

function Budget({granted, proposed, left}: {granted: number; proposed: number; left: number}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const all = granted + left;
  const share = (days: number) => `${all > 0 ? (100 * days) / all : 0}%`;
  return (
    <div className="budget">
      <h3>{t.budget}</h3>
      <p>{t.budgetOf(formats.number(granted), formats.number(all), formats.number(left))}</p>
      <svg
        className="chart"
        height="14"
        role="img"
        aria-label={t.budgetChart(formats.number(granted), formats.number(proposed), formats.number(all))}
      >
        <rect className="track" x="0" y="1" width="100%" height="12" rx="4" />
        <rect className="granted" x="0" y="1" width={share(granted)} height="12" rx="4" />
        <rect className="proposed" x={share(granted)} y="1" width={share(proposed)} height="12" rx="4" />
      </svg>
      <ul className="legend" aria-hidden="true">
        <li>
          <svg viewBox="0 0 12 12"><rect className="granted" width="12" height="12" rx="3" /></svg>
          {t.granted}
        </li>
        {proposed > 0 ? (
          <li>
            <svg viewBox="0 0 12 12"><rect className="proposed" width="12" height="12" rx="3" /></svg>
            {t.proposed}
          </li>
        ) : null}
        <li>
          <svg viewBox="0 0 12 12"><rect className="track" width="12" height="12" rx="3" /></svg>
          {t.left}
        </li>
      </ul>
    </div>
  );
}

function reasonStanding(state: ReasonState, t: ExtensionTexts, tone: Tone): {tone: Tone; state: string} {
  switch (state) {
    case ReasonState.HOLDS:
      return {tone, state: t.HOLDS};
    case ReasonState.DOES_NOT_HOLD:
      return {tone: 'none', state: t.DOES_NOT_HOLD};
    case ReasonState.NOT_APPLICABLE:
      return {tone: 'none', state: t.notApplicable};
    default:
      return {tone: 'middle', state: t.UNKNOWN};
  }
}

function Reasons({title, reasons, tone, evidence, trial, onTry, first}: {
  title: string;
  reasons: readonly Reason[];
  // Of those that hold.
  tone: Tone;
  evidence: ReadonlyMap<string, Evidence>;
  trial: Trial;
  onTry: (change: (before: Trial) => Trial) => void;
  first: (names: readonly string[]) => string[];
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  if (reasons.length === 0) return null;
  const holding = reasons.filter((each) => each.state === ReasonState.HOLDS);
  const onEvidence = (name: string, value: Value | undefined) =>
    onTry((before) => ({...before, evidence: changed(before.evidence, name, value)}));
  const onWritten = (name: string, text: string) =>
    onTry((before) => ({...before, written: changed(before.written, name, text || undefined)}));
  const list = (of: readonly Reason[], fill: boolean) => (
    <ul className="plain items">
      {of.map((each) => {
        const standing = reasonStanding(each.state, t, tone);
        return (
          <li key={each.rule?.name}>
            <div className="item-head">
              <Standing tone={standing.tone}>{standing.state}</Standing>
              <span>
                {each.rule?.reason || words(each.rule?.name ?? '')}
                {each.days ? <span className="quiet-text small"> {t.days(formats.number(each.days))}</span> : null}
              </span>
            </div>
            {(fill ? first(readBy(each.rule)) : []).map((name) => (
              <Fill key={name} evidence={evidence.get(name)} trial={trial} onEvidence={onEvidence} onWritten={onWritten} />
            ))}
          </li>
        );
      })}
    </ul>
  );
  return (
    <div className="reasons">
      <h3>{title}</h3>
      {holding.length > 0 ? list(holding, false) : <p className="quiet-text">{t.none}</p>}
      <details>
        <summary>{t.all(formats.number(reasons.length))}</summary>
        {list(reasons, true)}
      </details>
    </div>
  );
}
