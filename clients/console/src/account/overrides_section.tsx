// Overrides of the account's scores: those there were, and a new one with its reason and end.
import {timestampDate} from '@bufbuild/protobuf/wkt';
import {useState} from 'react';
import {Button} from 'react-aria-components';
import {decisions} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {ActDialog} from '../frame/act_dialog';
import {useSession} from '../frame/session';
import {OverrideKind} from '../gen/bellwether/v1/account_pb';
import {OverrideState, type OverrideEntry} from '../gen/bellwether/v1/decisions_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {DataTable, type Column} from '../parts/data_table';
import {Choice, Field} from '../parts/fields';
import {Section} from '../parts/section';
import {Answered} from '../parts/states';
import {useTitle} from '../parts/title';
import type {Asked} from './asked';
import {dateMoment, readDay} from './moments';
import {kinds, points, problemsOf, type OverrideForm} from './override_form';
import {texts} from './texts/overrides';

export function OverridesSection({asked, models, model, onChanged}: {
  asked: Asked;
  // All of the pack.
  models: readonly string[];
  // The one that is shown.
  model: string;
  onChanged: () => void;
}) {
  const t = useTexts(texts);
  const {may} = useSession();
  const [open, setOpen] = useState<'set' | OverrideEntry>();
  const answer = useAnswer(
    (signal) =>
      decisions.listOverrides(
        {accountId: asked.accountId, pageSize: 1000, ...(asked.asOf ? {asOf: asked.asOf} : {})},
        {signal},
      ),
    [asked],
  );
  const etag = answer.value?.etag ?? '';
  const closed = (done: boolean) => {
    setOpen(undefined);
    if (!done) return;
    answer.again();
    onChanged();
  };
  return (
    <Section
      title={t.title}
      hint={t.hint}
      id="overrides"
      aside={
        answer.value && models.length > 0 && may('admin') ? (
          <Button className="button no-print" onPress={() => setOpen('set')}>
            {t.set}
          </Button>
        ) : null
      }
    >
      <Answered answer={answer}>
        {({entries}) =>
          entries.length === 0 ? (
            <p className="quiet-text">{t.none}</p>
          ) : (
            <Entries entries={[...entries].reverse()} onRemove={setOpen} file={`overrides-${asked.accountId}`} />
          )
        }
      </Answered>
      {open === 'set' ? (
        <SetOverride asked={asked} models={models} model={model} etag={etag} onClose={closed} />
      ) : null}
      {open && open !== 'set' ? <RemoveOverride asked={asked} entry={open} etag={etag} onClose={closed} /> : null}
    </Section>
  );
}

function SetOverride({asked, models, model, etag, onClose}: {
  asked: Asked;
  models: readonly string[];
  model: string;
  etag: string;
  onClose: (done: boolean) => void;
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const [form, setForm] = useState<OverrideForm>({model, kind: 'CAP', value: '', expires: ''});
  const today = new Date();
  const change = <K extends keyof OverrideForm>(key: K) => (value: string) =>
    setForm((before) => ({...before, [key]: value}));
  return (
    <ActDialog
      title={t.setTitle}
      confirm={t.confirm}
      reason={{label: t.reason, missing: t.reasonMissing}}
      onClose={onClose}
      onAct={async (acting) => {
        const value = points(form.value);
        if (problemsOf(form, today).length > 0 || value === undefined) return false;
        const expires = readDay(form.expires);
        await decisions.setOverride({
          accountId: asked.accountId,
          model: form.model,
          kind: kinds[form.kind],
          value,
          ...(expires ? {expiresAt: dateMoment(expires)} : {}),
          context: {...acting, etag},
        });
        return true;
      }}
    >
      {(tried) => {
        const problems = tried ? problemsOf(form, today) : [];
        return (
          <>
            {asked.asOf ? <p className="hint">{t.past}</p> : null}
            <Choice
              label={t.model}
              value={form.model}
              options={models.map((id) => ({id, name: title('model', id)}))}
              onChange={change('model')}
            />
            <div className="pair">
              <Choice
                label={t.kind}
                value={form.kind}
                options={(['CAP', 'FLOOR', 'SET'] as const).map((id) => ({id, name: t[id]}))}
                onChange={change('kind')}
              />
              <Field
                label={t.value}
                hint={t.valueHint}
                value={form.value}
                onChange={change('value')}
                error={problems.includes('value') ? t.valueWrong : undefined}
                required
              />
            </div>
            <Field
              label={t.expires}
              hint={t.expiresHint}
              type="date"
              value={form.expires}
              onChange={change('expires')}
              error={problems.includes('expires') ? t.expiresWrong : undefined}
            />
          </>
        );
      }}
    </ActDialog>
  );
}

function RemoveOverride({asked, entry, etag, onClose}: {
  asked: Asked;
  entry: OverrideEntry;
  etag: string;
  onClose: (done: boolean) => void;
}) {
  const t = useTexts(texts);
  return (
    <ActDialog
      title={t.removeTitle}
      confirm={t.confirmRemove}
      danger
      reason={{label: t.reason, missing: t.reasonMissing}}
      onClose={onClose}
      onAct={async (acting) => {
        await decisions.removeOverride({accountId: asked.accountId, model: entry.model, context: {...acting, etag}});
        return true;
      }}
    />
  );
}

function Entries({entries, onRemove, file}: {
  entries: readonly OverrideEntry[];
  onRemove: (entry: OverrideEntry) => void;
  file: string;
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const {may} = useSession();
  const formats = useFormats();
  const state = (entry: OverrideEntry) => t[OverrideState[entry.state] as keyof typeof OverrideState];
  const what = (entry: OverrideEntry): string => {
    if (entry.state === OverrideState.REMOVAL) return `${title('model', entry.model)}: ${t.REMOVAL}`;
    return `${title('model', entry.model)}: ${t[OverrideKind[entry.kind] as keyof typeof OverrideKind]} ${formats.number(entry.value)}`;
  };
  const columns: Column<OverrideEntry>[] = [
    {
      key: 'what',
      title: t.what,
      cell: (entry) => (
        <>
          {what(entry)}
          <div className="quiet-text small">{entry.reason}</div>
        </>
      ),
      csv: (entry) => `${what(entry)} (${entry.reason})`,
    },
    {key: 'who', title: t.who, cell: (entry) => entry.author, csv: (entry) => entry.author},
    {
      key: 'when',
      title: t.when,
      cell: (entry) => <span className="nowrap">{formats.time(entry.setAt)}</span>,
      csv: (entry) => (entry.setAt ? timestampDate(entry.setAt).toISOString() : ''),
    },
    {
      key: 'until',
      title: t.until,
      cell: (entry) => (
        <span className="nowrap">
          {entry.expiresAt ? formats.time(entry.expiresAt) : entry.state === OverrideState.REMOVAL ? '' : t.never}
        </span>
      ),
      csv: (entry) => (entry.expiresAt ? timestampDate(entry.expiresAt).toISOString() : ''),
    },
    {
      key: 'state',
      title: t.state,
      cell: (entry) => (
        <span className="row tight">
          <span>{state(entry)}</span>
          {entry.state === OverrideState.STANDING && may('admin') ? (
            <Button className="button small no-print" onPress={() => onRemove(entry)}>
              {t.remove}
            </Button>
          ) : null}
        </span>
      ),
      csv: state,
    },
  ];
  return (
    <DataTable
      caption={t.title}
      captionHidden
      columns={columns}
      rows={entries}
      rowKey={(entry) => String(entry.number)}
      file={file}
    />
  );
}
