// A decision of a person, before it is kept: more time granted or refused, an escalation answered, a
// graduation signed off.
import type {MessageInitShape} from '@bufbuild/protobuf';
import {useState} from 'react';
import {decisions} from '../api/clients';
import {AuthorField, useAuthor} from '../frame/author';
import {ExtensionOutcome, type RecordDecisionRequestSchema} from '../gen/bellwether/v1/decisions_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Field} from '../parts/fields';
import {FormDialog} from '../parts/form_dialog';
import {texts} from './texts/record';
import {wholeDays} from './trial';

export type Recorded = 'GRANT' | 'REFUSE' | 'ESCALATION' | 'GRADUATION';

export interface Proposal {
  kind: Recorded;
  // Days that are proposed, and those of the budget.
  days?: number;
  left?: number;
  reason?: string;
  // The rules do not agree.
  against?: boolean;
}

type About = NonNullable<MessageInitShape<typeof RecordDecisionRequestSchema>['about']>;

function about(kind: Recorded, days: number, escalation: string): About {
  switch (kind) {
    case 'GRANT':
      return {case: 'extension', value: {outcome: ExtensionOutcome.GRANTED, days}};
    case 'REFUSE':
      return {case: 'extension', value: {outcome: ExtensionOutcome.REFUSED}};
    case 'ESCALATION':
      return {case: 'escalation', value: {escalation}};
    case 'GRADUATION':
      return {case: 'graduation', value: {}};
  }
}

export function RecordDialog({accountId, proposal, etag, past, onClose}: {
  accountId: string;
  proposal: Proposal;
  // Of the account's decisions, as they were looked at.
  etag: string;
  // A past day is shown.
  past: boolean;
  onClose: (done: boolean) => void;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const author = useAuthor();
  const {kind, left} = proposal;
  const [days, setDays] = useState(proposal.days ? String(proposal.days) : '');
  const [reason, setReason] = useState(proposal.reason ?? '');
  const [escalation, setEscalation] = useState('');
  const [tried, setTried] = useState(false);
  const whole = wholeDays(days);
  const beyond = kind === 'GRANT' && whole !== undefined && left !== undefined && whole > left ? whole - left : 0;
  return (
    <FormDialog
      title={t[kind]}
      confirm={t[`confirm${kind}`]}
      cancel={t.cancel}
      danger={kind === 'REFUSE'}
      onClose={onClose}
      onConfirm={async () => {
        setTried(true);
        if (!reason.trim() || !author.complete || (kind === 'GRANT' && whole === undefined)) return false;
        await decisions.recordDecision({
          accountId,
          about: about(kind, whole ?? 0, escalation.trim()),
          context: {reason: reason.trim(), author: author.name, etag},
        });
        return true;
      }}
    >
      {past ? <p className="hint">{t.past}</p> : null}
      {kind === 'GRADUATION' ? <p className="hint">{t.noDate}</p> : null}
      {proposal.against ? <p className="bad-text">{t.notReady}</p> : null}
      {kind === 'GRANT' ? (
        <Field
          label={t.days}
          {...(left !== undefined ? {hint: beyond ? t.beyond(formats.number(beyond)) : t.budget(formats.number(left))} : {})}
          type="number"
          min="1"
          value={days}
          onChange={setDays}
          error={tried && whole === undefined ? t.daysWrong : undefined}
          required
        />
      ) : null}
      {kind === 'ESCALATION' ? (
        <Field label={t.which} hint={t.whichHint} value={escalation} onChange={setEscalation} longest={120} />
      ) : null}
      <Field
        label={kind === 'ESCALATION' ? t.answerReason : t.reason}
        value={reason}
        onChange={setReason}
        error={tried && !reason.trim() ? t.reasonMissing : undefined}
        longest={1000}
        lines
        required
      />
      <AuthorField author={author} tried={tried} />
    </FormDialog>
  );
}
