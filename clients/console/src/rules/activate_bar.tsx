// How the opened rules stand to those that answer, and what is done with them: activated, with a reason,
// or closed.
import {useState} from 'react';
import {Button} from 'react-aria-components';
import {ActivationOutcome} from '../gen/bellwether/v1/activations_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Field} from '../parts/fields';
import {FormDialog} from '../parts/form_dialog';
import {activate} from './activation';
import type {Checked} from './judged';
import {isChanged} from './pack_files';
import {packWords, requestId} from './pack_words';
import {useActivePacks} from './rules_screen';
import {texts} from './texts/edit';
import {closePack, takeAsOpened, type Workspace} from './workspace';

export function ActivateBar({workspace, checked, current, done, onDone}: {
  workspace: Workspace;
  checked: Checked | undefined;
  current: boolean;
  done: string;
  onDone: (told: string) => void;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const {active} = useActivePacks();
  const [asking, setAsking] = useState<'activate' | 'close'>();
  const changed = workspace.files.filter(isChanged).length;
  const pack = checked?.answer?.pack;
  const same = pack !== undefined && pack.digest === active?.digest;
  const errors = checked?.answer?.errors ?? 0;
  const how = !pack ? (errors > 0 ? t.noErrors : t.checking) : same ? (changed > 0 ? t.sameChanged : t.same) : t.other;
  return (
    <section className="card activate-bar" aria-label={t.opened}>
      <div>
        <p>
          <b>{packWords(pack)}</b> {changed > 0 ? <span className="tag">{t.changed(formats.number(changed))}</span> : null}
        </p>
        <p className="quiet-text" role="status">
          {done || how}
        </p>
        {done ? <p className="hint">{t.reminder}</p> : null}
      </div>
      <div className="row">
        <Button className="button" onPress={() => (changed > 0 ? setAsking('close') : closePack())}>
          {t.close}
        </Button>
        <Button className="button primary" isDisabled={!current || !pack || same} onPress={() => setAsking('activate')}>
          {t.activate}
        </Button>
      </div>
      {asking === 'activate' && active ? (
        <ActivateDialog
          workspace={workspace}
          expected={active.digest}
          name={packWords(pack)}
          onClose={(told) => {
            setAsking(undefined);
            if (told) onDone(told);
          }}
        />
      ) : null}
      {asking === 'close' ? (
        <FormDialog
          title={t.closeTitle}
          confirm={t.closeConfirm}
          cancel={t.keep}
          danger
          onConfirm={() => {
            closePack();
            return Promise.resolve(true);
          }}
          onClose={() => setAsking(undefined)}
        >
          <p>{t.closeHint(formats.number(changed))}</p>
        </FormDialog>
      ) : null}
    </section>
  );
}

function ActivateDialog({workspace, expected, name, onClose}: {
  workspace: Workspace;
  // What the impact was reckoned against.
  expected: string;
  name: string;
  onClose: (told: string) => void;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  // One for the dialog: pressed again after a lost answer, it is done once.
  const [request, setRequest] = useState(requestId);
  return (
    <FormDialog
      title={t.activateTitle}
      confirm={t.activateConfirm}
      cancel={t.cancel}
      onClose={() => onClose('')}
      onConfirm={async () => {
        setTried(true);
        if (!reason.trim()) return false;
        const {files} = workspace;
        const {activation} = await activate({files, reason: reason.trim(), requestId: request, expected, tried: false});
        const missing = activation?.approvalsMissing ?? 0;
        switch (activation?.outcome) {
          case ActivationOutcome.PENDING:
            onClose(t.pending(formats.number(missing)));
            break;
          case ActivationOutcome.UNCHANGED:
            onClose(t.unchanged);
            break;
          default:
            takeAsOpened(files);
            onClose(t.activated);
        }
        return false;
      }}
    >
      <p>
        <b>{name}</b>
      </p>
      <p className="hint">{t.activateHint}</p>
      <Field
        label={t.reason}
        hint={t.reasonHint}
        value={reason}
        onChange={(next) => {
          setReason(next);
          // Other words are another request.
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
