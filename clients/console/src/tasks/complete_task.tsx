// Saying that a task is done, with what came of it.
import {alerts} from '../api/clients';
import {ActDialog} from '../frame/act_dialog';
import type {Task} from '../gen/bellwether/v1/alerts_pb';
import {useTexts} from '../i18n/language';
import {texts} from './texts';

export function CompleteTask({task, onClose}: {task: Task; onClose: (done: boolean) => void}) {
  const t = useTexts(texts);
  return (
    <ActDialog
      title={t.completeTitle}
      confirm={t.confirm}
      reason={{label: t.note, hint: t.noteHint}}
      onClose={onClose}
      onAct={async (acting) => {
        await alerts.completeTask({number: task.number, context: {...acting, etag: task.etag}});
        return true;
      }}
    >
      {() => <p>{task.action}</p>}
    </ActDialog>
  );
}
