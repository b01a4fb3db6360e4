// What somebody does about an alert: takes care of it, puts it off, or says that it is over.
import {timestampFromDate} from '@bufbuild/protobuf/wkt';
import {useState} from 'react';
import {alerts} from '../api/clients';
import {ActDialog, type Acting, type ReasonWords} from '../frame/act_dialog';
import type {Alert} from '../gen/bellwether/v1/alerts_pb';
import {useTexts} from '../i18n/language';
import {Field} from '../parts/fields';
import {dayAfter, snoozeUntil} from './snooze';
import {texts} from './texts';

export interface Act {
  kind: 'acknowledge' | 'snooze' | 'resolve';
  alert: Alert;
}

export function ActOnAlert({act: {kind, alert}, onClose}: {act: Act; onClose: (done: boolean) => void}) {
  const t = useTexts(texts);
  const [day, setDay] = useState(() => dayAfter(new Date(), 1));
  const until = snoozeUntil(day, new Date());
  const note: ReasonWords = {label: t.note, hint: t.noteHint};
  const words = {
    acknowledge: {title: t.acknowledgeTitle, hint: t.acknowledgeHint, confirm: t.confirmAcknowledge, reason: note},
    snooze: {title: t.snoozeTitle, hint: t.snoozeHint, confirm: t.confirmSnooze, reason: note},
    resolve: {
      title: t.resolveTitle,
      hint: t.resolveHint,
      confirm: t.confirmResolve,
      reason: {label: t.reason, missing: t.reasonMissing} as ReasonWords,
    },
  }[kind];
  const does = async (acting: Acting): Promise<boolean> => {
    const asked = {number: alert.number, context: {...acting, etag: alert.etag}};
    if (kind === 'acknowledge') await alerts.acknowledgeAlert(asked);
    if (kind === 'resolve') await alerts.resolveAlert(asked);
    if (kind === 'snooze') {
      if (!until) return false;
      await alerts.snoozeAlert({...asked, until: timestampFromDate(until)});
    }
    return true;
  };
  return (
    <ActDialog title={words.title} confirm={words.confirm} reason={words.reason} onAct={does} onClose={onClose}>
      {(tried) => (
        <>
          <p>
            <b>{alert.accountId}</b>: {alert.reason}
          </p>
          <p className="hint">{words.hint}</p>
          {kind === 'snooze' ? (
            <Field
              label={t.snoozeUntil}
              hint={t.snoozeUntilHint}
              type="date"
              value={day}
              onChange={setDay}
              error={tried && !until ? t.snoozeWrong : undefined}
              required
            />
          ) : null}
        </>
      )}
    </ActDialog>
  );
}
