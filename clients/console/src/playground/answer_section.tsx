// What the engine says of the account: how it stands and why, or for what it is refused.
import {useState} from 'react';
import {CertaintySection} from '../account/certainty_section';
import {FlagsSection} from '../account/flags_section';
import {ScoreSection} from '../account/score_section';
import {HealthState} from '../gen/bellwether/v1/evaluation_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Band} from '../parts/band';
import {Choice} from '../parts/fields';
import {Section} from '../parts/section';
import {useTitle} from '../parts/title';
import {texts} from './texts';
import type {Said} from './use_engine';

export function AnswerSections({said}: {said: Said}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const [wanted, setWanted] = useState('');
  const {evaluation, problems, checked} = said;
  const models = evaluation?.health ?? [];
  const health =
    models.find((each) => each.model === wanted) ??
    models.find((each) => each.primary) ??
    models.find((each) => each.state !== HealthState.NOT_APPLICABLE) ??
    models[0];
  const score = health?.result.case === 'score' ? health.result.value : undefined;
  return (
    <>
      <Section
        title={t.answer}
        id="answer"
        hint={t.took(formats.number(said.milliseconds, 1))}
        {...(models.length > 1 && health
          ? {
              aside: (
                <Choice
                  label={t.model}
                  value={health.model}
                  options={models.map((each) => ({id: each.model, name: each.primary ? `${title('model', each.model)} (${t.primary})` : title('model', each.model)}))}
                  onChange={setWanted}
                />
              ),
            }
          : {})}
      >
        <div role="status">
          {score ? (
            <span className="large">
              <Band band={score.band} score={formats.number(score.value, score.precision)} />
            </span>
          ) : null}
          {checked.errors > 0 ? <p className="notice bad">{t.mend}</p> : null}
          {problems.length > 0 ? (
            <div className="notice bad">
              {t.refused}
              <ul lang="en">
                {problems.map(({field, message}, index) => (
                  <li key={index}>
                    {field ? <code>{field}</code> : null} {message}
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          {evaluation && !health ? <p className="quiet-text">{t.noModel}</p> : null}
        </div>
      </Section>
      {evaluation && health ? (
        <>
          <ScoreSection health={health} accountId={evaluation.accountId} />
          <div className="columns">
            <CertaintySection
              health={health}
              data={evaluation.data}
              incomplete={evaluation.questionsIncomplete}
              accountId={evaluation.accountId}
            />
            <FlagsSection evaluation={evaluation} />
          </div>
        </>
      ) : null}
      {evaluation && !health ? <FlagsSection evaluation={evaluation} /> : null}
    </>
  );
}
