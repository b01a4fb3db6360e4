// What changes rules from the history: putting back, and approving.
import {useState} from 'react';
import {rules} from '../api/clients';
import {ActivationOutcome, type Activation} from '../gen/bellwether/v1/activations_pb';
import type {PackInfo} from '../gen/bellwether/v1/evaluation_pb';
import {useTexts} from '../i18n/language';
import {Field} from '../parts/fields';
import {FormDialog} from '../parts/form_dialog';
import {packWords, requestId} from './pack_words';
import {texts} from './texts/history';

const patience = 120_000;

type Closed = (told: string) => void;

// `to`: rules that answered before. Undefined `digest`: those that did last.
export function PutBackDialog({to, digest, expected, title, onClose}: {
  to: Pick<PackInfo, 'name' | 'version' | 'digest'>;
  digest: string | undefined;
  expected: string;
  title: string;
  onClose: Closed;
}) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [request, setRequest] = useState(requestId);
  return (
    <FormDialog
      title={title}
      confirm={t.rollBackConfirm}
      cancel={t.cancel}
      danger
      onClose={() => onClose('')}
      onConfirm={async () => {
        setTried(true);
        if (!reason.trim()) return false;
        const {activation} = await rules.rollbackPack(
          {digest: digest ?? '', reason: reason.trim(), requestId: request, expectedActiveDigest: expected},
          {timeoutMs: patience},
        );
        onClose(activation?.outcome === ActivationOutcome.PENDING ? t.asked : t.done(packWords(activation?.to)));
        return false;
      }}
    >
      <p className="hint">{t.rollBackHint(packWords(to))}</p>
      <Field
        label={t.reason}
        value={reason}
        onChange={(next) => {
          setReason(next);
          setRequest(requestId());
        }}
        error={tried && !reason.trim() ? t.reasonMissing : undefined}
        longest={1000}
        lines
        required
      />
    </FormDialog>
  );
}

export function ApproveDialog({activation, onClose}: {activation: Activation; onClose: Closed}) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const [request, setRequest] = useState(requestId);
  return (
    <FormDialog
      title={t.approveTitle}
      confirm={t.approveConfirm}
      cancel={t.cancel}
      onClose={() => onClose('')}
      onConfirm={async () => {
        const answer = await rules.approveActivation(
          {pendingId: activation.id, reason: reason.trim(), requestId: request},
          {timeoutMs: patience},
        );
        const done = answer.activation?.outcome !== ActivationOutcome.PENDING;
        onClose(done ? t.done(packWords(answer.activation?.to)) : t.missing(String(answer.activation?.approvalsMissing ?? 0)));
        return false;
      }}
    >
      <p>
        <b>{packWords(activation.to)}</b>
      </p>
      <p>{activation.reason}</p>
      <p className="hint">{t.approveHint}</p>
      <Field
        label={t.approveReason}
        value={reason}
        onChange={(next) => {
          setReason(next);
          setRequest(requestId());
        }}
        longest={1000}
        lines
      />
    </FormDialog>
  );
}
