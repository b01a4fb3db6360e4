// The parts of the completion review, in the order of the meeting.
import {timestampDate} from '@bufbuild/protobuf/wkt';
import {useMemo} from 'react';
import type {Asked} from '../account/asked';
import {eventDate} from '../account/milestones';
import type {MilestoneRow} from '../account/milestones';
import {writeDay} from '../account/moments';
import {alerts} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import type {Account} from '../gen/bellwether/v1/account_pb';
import {TaskState} from '../gen/bellwether/v1/alerts_pb';
import type {Evaluation} from '../gen/bellwether/v1/evaluation_pb';
import type {PlaybookStep} from '../gen/bellwether/v1/outcomes_pb';
import {civilDate, useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import type {Tone} from '../parts/band';
import {CopyText} from '../parts/copy_text';
import {DataTable, type Column} from '../parts/data_table';
import {Field} from '../parts/fields';
import {Section} from '../parts/section';
import {Standing} from '../parts/standing';
import {Answered} from '../parts/states';
import {useTitle} from '../parts/title';
import {celebrationOf, milestoneDelay, valueTexts, type Notes} from './handoff';
import {metCriteria, openCriteria, type Concern, type Review} from './review';
import {texts} from './texts/review';
import {texts as scorecardTexts} from './texts/scorecard';

export interface PartProps {
  account: Account;
  evaluation: Evaluation;
  review: Review;
  asked: Asked;
  notes: Notes;
  onNote: (key: string, text: string) => void;
}

// What is written in the meeting; on paper it is text.
function Note({of, label, isAsked, notes, onNote}: {
  of: string;
  label?: string;
  // On paper, too, where nothing was written.
  isAsked?: boolean;
  notes: Notes;
  onNote: PartProps['onNote'];
}) {
  const t = useTexts(texts);
  const text = notes[of] ?? '';
  return (
    <>
      <div className="no-print">
        <Field label={label ?? t.notes} value={text} onChange={(next) => onNote(of, next)} lines longest={4000} />
      </div>
      {text || isAsked ? (
        <p className="print-only pre-line">
          {label ? <b>{label}: </b> : null}
          {text || '–'}
        </p>
      ) : null}
    </>
  );
}

export function Accomplished({account, review, notes, onNote}: PartProps) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const columns: Column<MilestoneRow>[] = [
    {key: 'milestone', title: t.milestones, cell: (row) => title('milestone', row.key), csv: (row) => row.key},
    {
      key: 'done',
      title: t.done,
      cell: (row) =>
        row.completed ? <span className="nowrap">{formats.day(row.completed)}</span> : <span className="quiet-text">{t.openStill}</span>,
      csv: (row) => (row.completed ? writeDay(row.completed) : ''),
    },
    {
      key: 'state',
      title: t.state,
      cell: (row) => milestoneDelay(row.delay, t, formats),
      csv: (row) => row.delay ?? '',
    },
  ];
  const facts: [string, string][] = [
    [t.onTime, review.onTime === undefined ? '' : formats.percent(review.onTime)],
    [t.wins, review.wins.join(', ')],
    [t.enablement, review.enablement ? `${t.level(formats.number(review.enablement.level))}: ${review.enablement.text}` : ''],
    [t.phases, review.phases.join(', ')],
  ];
  return (
    <Section title={`1. ${t.accomplished}`} id="accomplished">
      <dl className="facts">
        {facts.filter(([, value]) => value).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {review.milestones.length > 0 ? (
        <DataTable
          caption={t.milestones}
          captionHidden
          columns={columns}
          rows={review.milestones}
          rowKey={(row) => row.key}
          file={`milestones-${account.id}`}
        />
      ) : null}
      <Note of="accomplished" notes={notes} onNote={onNote} />
    </Section>
  );
}

export function Validated({evaluation, notes, onNote}: PartProps) {
  const t = useTexts(texts);
  const title = useTitle();
  const s = useTexts(scorecardTexts);
  const formats = useFormats();
  return (
    <Section title={`2. ${t.validate}`} hint={t.validateHint} id="validate">
      {(evaluation.graduation?.dimensions ?? []).map((dimension) => {
        const met = metCriteria(dimension);
        const open = openCriteria(dimension);
        const tone: Tone = dimension.score === undefined ? 'middle' : dimension.green ? 'good' : 'bad';
        return (
          <div key={dimension.name} className="dimension">
            <div className="item-head">
              <h3>{title('dimension', dimension.name)}</h3>
              <Standing tone={tone}>
                {dimension.score === undefined ? t.tooLittle : `${formats.number(dimension.score)} ${t.of10}`}
              </Standing>
              <span className="quiet-text small">
                {[
                  `${t.weight} ${formats.percent(dimension.normalizedWeight || dimension.weight / 100)}`,
                  dimension.required ? s.needed(formats.number(dimension.required.at)) : '',
                ].filter(Boolean).join(' · ')}
              </span>
            </div>
            {dimension.description ? <p>{dimension.description}</p> : null}
            <div className="columns">
              {met.length > 0 ? <Listed title={t.met} items={met} /> : null}
              {open.length > 0 ? <Listed title={t.missing} items={open} /> : null}
            </div>
            <p className="hint">
              {[
                dimension.evidence.length > 0 ? `${t.show}: ${dimension.evidence.join(', ')}.` : '',
                dimension.watch.length > 0 ? `${t.watch}: ${dimension.watch.join(', ')}.` : '',
              ].filter(Boolean).join(' ')}
            </p>
            <Note of={`dimension.${dimension.name}`} label={`${t.notes}: ${title('dimension', dimension.name)}`} notes={notes} onNote={onNote} />
          </div>
        );
      })}
    </Section>
  );
}

function Listed({title, items}: {title: string; items: readonly string[]}) {
  return (
    <div>
      <h4>{title}</h4>
      <ul className="bullets">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}

export function Valued({review, notes, onNote}: PartProps) {
  const t = useTexts(texts);
  const formats = useFormats();
  return (
    <Section title={`3. ${t.value}`} id="value">
      <p className={review.firstValue ? undefined : 'bad-text'}>{valueTexts(review, t, formats).join(' ')}</p>
      <Note of="value" notes={notes} onNote={onNote} />
    </Section>
  );
}

export function Concerned({review, notes, onNote}: PartProps) {
  const t = useTexts(texts);
  const s = useTexts(scorecardTexts);
  const said: Record<Concern['kind'], string> = {
    BLOCKED: s.BLOCKED, UNMET: s.UNMET, NEEDS_EVIDENCE: s.NEEDS_EVIDENCE, FLAG: t.flag,
  };
  const tone = (kind: Concern['kind']): Tone => (kind === 'BLOCKED' || kind === 'UNMET' ? 'bad' : 'middle');
  return (
    <Section title={`4. ${t.concerns}`} id="concerns">
      {review.concerns.length === 0 ? (
        <p>{t.noConcerns}</p>
      ) : (
        <ul className="plain items">
          {review.concerns.map((concern, index) => (
            <li key={index}>
              <div className="item-head">
                <Standing tone={tone(concern.kind)}>{said[concern.kind]}</Standing>
                <span>{concern.text}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
      <Note of="concerns" notes={notes} onNote={onNote} />
    </Section>
  );
}

export function GoingOn({account, evaluation, review, asked, notes, onNote}: PartProps) {
  const t = useTexts(texts);
  const formats = useFormats();
  const renewal = eventDate(account.renewalAt);
  const facts: [string, string][] = [
    [t.csm, account.csm],
    [t.checkIn, review.graduates ? (evaluation.extension?.response?.checkIn ?? '') : ''],
    [t.renewal, renewal ? formats.day(renewal) : ''],
  ];
  return (
    <Section title={`5. ${t.next}`} hint={t.nextHint} id="next">
      <dl className="facts">
        {facts.filter(([, value]) => value).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="no-print first-value">
        <Field label={t.newOwner} hint={t.newOwnerHint} value={notes['owner'] ?? ''} onChange={(text) => onNote('owner', text)} longest={128} />
      </div>
      {notes['owner'] ? <p className="print-only">{`${t.newOwner}: ${notes['owner']}`}</p> : null}
      {review.handoff ? (
        <Steps title={t.handoff} steps={review.handoff.steps} file={`handoff-steps-${account.id}`} />
      ) : null}
      <Tasks asked={asked} />
      <Note of="next" notes={notes} onNote={onNote} />
    </Section>
  );
}

function Steps({title, steps, file}: {title: string; steps: readonly PlaybookStep[]; file: string}) {
  const t = useTexts(texts);
  const called = useTitle();
  const formats = useFormats();
  const columns: Column<PlaybookStep>[] = [
    {key: 'step', title: t.step, cell: (step) => step.action, csv: (step) => step.action},
    {key: 'by', title: t.by, cell: (step) => called('person', step.owner), csv: (step) => step.owner},
    {
      key: 'due',
      title: t.due,
      cell: (step) => <span className="nowrap">{step.due ? formats.day(civilDate(step.due)) : ''}</span>,
      csv: (step) => (step.due ? writeDay(civilDate(step.due)) : ''),
    },
  ];
  return <DataTable caption={title} columns={columns} rows={steps} rowKey={(step) => step.action} file={file} />;
}

function Tasks({asked}: {asked: Asked}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const answer = useAnswer(
    (signal) => alerts.listTasks({accountId: asked.accountId, states: [TaskState.OPEN], language: asked.language}, {signal}),
    [asked.accountId, asked.language],
  );
  return (
    <div>
      <h3>{t.tasks}</h3>
      <Answered answer={answer} lines={2}>
        {({tasks}) =>
          tasks.length === 0 ? (
            <p className="quiet-text">{t.noTasks}</p>
          ) : (
            <ul className="bullets">
              {tasks.map((task) => (
                <li key={String(task.number)}>
                  {task.action}{' '}
                  <span className="quiet-text">
                    {[title('person', task.owner), task.dueAt ? formats.day(timestampDate(task.dueAt)) : ''].filter(Boolean).join(', ')}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </div>
  );
}

// What no record tells, by the words of the pack.
export function Carried({evaluation, notes, onNote}: PartProps) {
  const t = useTexts(texts);
  const carries = evaluation.programme?.handoffCarries ?? [];
  if (carries.length === 0) return null;
  return (
    <Section title={`6. ${t.carries}`} hint={t.carriesHint} id="carries">
      <div className="columns">
        {carries.map((each) => (
          <Note key={each} of={`carries.${each}`} label={each} isAsked notes={notes} onNote={onNote} />
        ))}
      </div>
    </Section>
  );
}

export function Celebrated({account, evaluation, review, signed}: PartProps & {signed: boolean}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const text = useMemo(() => celebrationOf({account, evaluation, review}, t, formats), [account, evaluation, review, t, formats]);
  const carries = (evaluation.programme?.handoffCarries ?? []).length > 0;
  return (
    <Section title={`${carries ? 7 : 6}. ${t.celebrate}`} id="celebrate">
      {!signed ? <p className="hint no-print">{t.notYet}</p> : null}
      <CopyText label={t.celebration} hint={t.celebrationHint} text={text} />
      {review.celebration ? (
        <Steps title={t.celebrate} steps={review.celebration.steps} file={`celebrate-${account.id}`} />
      ) : null}
    </Section>
  );
}
