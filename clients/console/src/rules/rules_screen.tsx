// The rules: which ones answer, by whose doing, and three ways to look at them.
import {Link, NavLink, Outlet, useOutletContext} from 'react-router';
import {PackOrigin} from '../gen/bellwether/v1/activations_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {FactList} from '../parts/fact_list';
import {Failed, Loading} from '../parts/states';
import {packWords} from './pack_words';
import {texts} from './texts/rules';
import {usePacks, type Packs} from './use_packs';

export function RulesScreen() {
  const t = useTexts(texts);
  const packs = usePacks();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t.title}</h1>
        <nav className="parts no-print" aria-label={t.parts}>
          <NavLink to="/rules" end>
            {t.read}
          </NavLink>
          <NavLink to="/rules/edit">{t.edit}</NavLink>
          <NavLink to="/rules/history">{t.history}</NavLink>
        </nav>
      </div>
      {packs.value ? (
        <>
          <Head packs={packs.value} />
          <Outlet context={packs.value} />
        </>
      ) : packs.failure ? (
        <Failed failure={packs.failure} again={packs.again} />
      ) : (
        <Loading lines={6} />
      )}
    </div>
  );
}

// For the screens below it.
export function useActivePacks(): Packs {
  return useOutletContext<Packs>();
}

function Head({packs}: {packs: Packs}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const {active, source, pending} = packs;
  if (!active) return null;
  const label = active.labels.find((each) => each.label === 'active');
  const byCall = label?.origin === PackOrigin.CALL;
  const facts: [string, string][] = [
    [t.since, formats.time(label?.activatedAt ?? active.loadedAt)],
    [t.by, byCall ? label.activatedBy || t.nobody : ''],
    [t.why, byCall ? label.reason : ''],
    [t.source, active.source],
    [t.revision, active.revision],
    [t.digest, active.digest.slice(0, 16)],
  ];
  return (
    <section className="card rules-head" aria-label={t.active}>
      <p className="rules-name">
        <span className="quiet-text">{t.active}</span>{' '}
        <b>
          {active.name} {active.version}
        </b>
      </p>
      <FactList facts={facts} />
      {source?.isOverridden ? <p className="notice">{t.overridden}</p> : null}
      {source?.brokenSince ? (
        <div className="notice bad">
          <p>{t.broken(formats.time(source.brokenSince))}</p>
          <ul>
            {source.problems.slice(0, 5).map((problem, index) => (
              <li key={index} lang="en">
                {problem.place ? <code>{problem.place}</code> : null} {problem.message}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {pending.map((each) => (
        <p key={each.id} className="notice">
          <b>{t.pendingTitle}:</b> {t.pending(packWords(each.to), each.requestedBy || t.nobody, each.reason)}{' '}
          <Link to="/rules/history">{t.lookAt}</Link>
        </p>
      ))}
    </section>
  );
}
