// Whether the page is told as things happen, and what happened last.
import {AlertEventKind} from '../gen/bellwether/v1/alerts_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {texts} from './texts';
import type {Live} from './use_live';

export function LiveMark({live: {state, last}}: {live: Live}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const names = {live: t.live, asking: t.asking, connecting: t.connecting, off: ''};
  const by = last?.by && last.by !== 'condition' && last.by !== 'rules' ? t.by(last.by) : '';
  return (
    <p className="live quiet-text small no-print">
      {state === 'off' ? null : (
        <span className={`live-state ${state}`}>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <circle cx="5" cy="5" r="4" />
          </svg>
          {names[state]}
        </span>
      )}
      {last ? (
        <span>
          {[formats.time(last.at), `${last.accountId}:`, t[AlertEventKind[last.kind] as keyof typeof AlertEventKind], by]
            .filter(Boolean)
            .join(' ')}
        </span>
      ) : null}
    </p>
  );
}
