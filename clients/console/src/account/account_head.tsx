// The account's name, how it stands, and what it is.
import type {Account} from '../gen/bellwether/v1/account_pb';
import type {Evaluation, HealthResult} from '../gen/bellwether/v1/evaluation_pb';
import {OutcomeState} from '../gen/bellwether/v1/outcomes_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Band} from '../parts/band';
import {FactList} from '../parts/fact_list';
import {Choice} from '../parts/fields';
import {useTitle} from '../parts/title';
import {eventDate} from './milestones';
import {texts} from './texts/account';

// The pack has such a section.
function has(state: OutcomeState | undefined): boolean {
  return state !== undefined && state !== OutcomeState.NOT_DEFINED;
}

export function AccountHead({evaluation, account, records, health, onChange}: {
  evaluation: Evaluation | undefined;
  account: Account;
  records: number;
  health: HealthResult | undefined;
  // Of the address: `model`.
  onChange: (key: string, value: string) => void;
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const score = health?.result.case === 'score' ? health.result.value : undefined;
  const renewal = eventDate(account.renewalAt);
  const target = eventDate(account.targetGraduationAt);
  const facts: [string, string][] = [
    [t.segment, title('segment', account.segment)],
    [t.stage, title('stage', account.stage)],
    [t.csm, account.csm],
    [t.cadence, title('cadence', account.cadence)],
    [t.acv, account.acv === undefined ? '' : formats.money(account.acv)],
    [t.seats, account.seats === undefined ? '' : formats.number(account.seats)],
    [t.target, target ? formats.day(target) : ''],
    [t.renewal, renewal ? formats.day(renewal) : ''],
    [t.records, formats.number(records)],
    [t.pack, evaluation?.pack ? `${evaluation.pack.name} ${evaluation.pack.version} (${evaluation.pack.digest.slice(0, 8)})` : ''],
  ];
  const sections: [string, string][] = [
    ...(evaluation
      ? ([['score', t.score], ['certainty', t.certainty], ['flags', t.flags], ['history', t.history]] as [string, string][])
      : []),
    ['milestones', t.milestones],
    ['tasks', t.tasks],
    ...(evaluation && has(evaluation.graduation?.state) ? ([['graduation', t.graduation]] as [string, string][]) : []),
    ...(evaluation && has(evaluation.extension?.state) ? ([['extension', t.extension]] as [string, string][]) : []),
    ...(evaluation ? ([['what-if', t.whatIf], ['paths', t.paths]] as [string, string][]) : []),
    ['overrides', t.overrides],
  ];
  return (
    <>
      <header className="account-head">
        <div className="page-head">
          <div className="title">
            <h1>{account.id}</h1>
            {score ? (
              <span className="large">
                <Band band={score.band} score={formats.number(score.value, score.precision)} />
              </span>
            ) : null}
            {health?.result.case === 'insufficient' ? <span className="tag">{t.insufficient}</span> : null}
            {score && !score.certain ? <span className="quiet-text">{t.uncertain}</span> : null}
            {score?.heldByHysteresis ? <span className="quiet-text">{t.held}</span> : null}
          </div>
          <div className="row no-print">
            {evaluation && evaluation.health.length > 1 && health ? (
              <Choice
                label={t.model}
                value={health.model}
                options={evaluation.health.map((each) => ({
                  id: each.model,
                  name: each.primary ? `${title('model', each.model)} (${t.answers})` : title('model', each.model),
                }))}
                onChange={(id) => onChange('model', evaluation.health.find((each) => each.model === id)?.primary ? '' : id)}
              />
            ) : null}
          </div>
        </div>
        {score?.bandDescription ? <p>{score.bandDescription}</p> : null}
        <FactList facts={facts} />
      </header>
      <nav className="parts stays no-print" aria-label={t.parts}>
        {sections.map(([id, name]) => (
          <a key={id} href={`#${id}`}>
            {name}
          </a>
        ))}
      </nav>
    </>
  );
}
