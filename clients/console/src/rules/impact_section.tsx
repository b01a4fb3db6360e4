// The impact of the files at hand, reckoned while they change.
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Section} from '../parts/section';
import {Failed} from '../parts/states';
import {ImpactView} from './impact_view';
import type {Checked, Reckoning} from './judged';
import {texts} from './texts/impact';

export function ImpactSection({checked, current, reckoning, active}: {
  checked: Checked | undefined;
  // `checked` is of the files at hand.
  current: boolean;
  reckoning: Reckoning;
  // Digest of the rules that answer.
  active: string;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const {done, soFar} = reckoning;
  const digest = checked?.answer?.pack?.digest ?? '';
  const wrong = (checked?.answer?.errors ?? 0) > 0;
  const same = digest !== '' && digest === active;
  const ready = done !== undefined && done.digest === digest && done.active === active;
  const busy = soFar !== undefined || !current || (!same && !wrong && !ready && !checked?.failure);
  const said = wrong ? t.wrong : same ? t.none : soFar ? t.soFar(formats.number(soFar)) : busy ? t.waiting : '';
  // What was reckoned last stays in sight while the next is under way.
  const shown = done !== undefined && !same && (ready || !wrong);
  return (
    <Section title={t.title} hint={t.hint} id="impact">
      <p className={said ? 'quiet-text' : 'visually-hidden'} role="status">
        {said}
      </p>
      {shown && done.failure ? <Failed failure={done.failure} compact /> : null}
      {shown && done.impact ? (
        <div className={`impact${ready && !busy ? '' : ' stale'}`} aria-busy={busy}>
          <ImpactView impact={done.impact} />
        </div>
      ) : null}
    </Section>
  );
}
