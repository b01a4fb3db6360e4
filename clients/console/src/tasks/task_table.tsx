// Tasks with who is to do them and until when. `onComplete` is asked for one that is open.
import {timestampDate} from '@bufbuild/protobuf/wkt';
import {Button} from 'react-aria-components';
import {Link} from 'react-router';
import {accountPath} from '../frame/segment';
import {useSession} from '../frame/session';
import {TaskState, type Task} from '../gen/bellwether/v1/alerts_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {useTitle} from '../parts/title';
import {texts} from './texts';

// Who is to do it: a word of the pack, and beside it the person where it means the CSM of the account.
function ownerOf(task: Task, owner: string): string {
  const person = task.csm && task.owner === 'csm' ? ` (${task.csm})` : '';
  return `${owner}${person}`;
}

export function TaskTable({tasks, withAccount, onComplete, file}: {
  tasks: readonly Task[];
  // They are of several accounts.
  withAccount?: boolean;
  onComplete: (task: Task) => void;
  file: string;
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const {may} = useSession();
  const formats = useFormats();
  const state = (task: Task): string => {
    if (task.state === TaskState.DONE) return task.doneBy ? t.doneBy(task.doneBy) : t.done;
    if (task.state === TaskState.DROPPED) return t.dropped;
    return task.overdue ? t.overdue : t.open;
  };
  const account: Column<Task> = {
    key: 'account',
    title: t.account,
    cell: (task) => <Link to={accountPath(task.accountId)}>{task.accountId}</Link>,
    csv: (task) => task.accountId,
  };
  const columns: Column<Task>[] = [
    {
      key: 'task',
      title: t.task,
      cell: (task) => (
        <>
          {task.action}
          {task.note ? <div className="quiet-text small">{task.note}</div> : null}
        </>
      ),
      csv: (task) => (task.note ? `${task.action} (${task.note})` : task.action),
    },
    // Early, so that it is in view on a narrow screen.
    {
      key: 'state',
      title: t.state,
      cell: (task) =>
        task.state === TaskState.OPEN ? (
          <span className="row tight">
            {task.overdue ? <span className="bad-text">{t.overdue}</span> : null}
            {may('admin') ? (
              <Button className="button small no-print" aria-label={`${t.complete} ${task.action}`} onPress={() => onComplete(task)}>
                {t.complete}
              </Button>
            ) : task.overdue ? null : (
              t.open
            )}
          </span>
        ) : (
          state(task)
        ),
      csv: state,
    },
    ...(withAccount ? [account] : []),
    {
      key: 'due',
      title: t.due,
      cell: (task) =>
        task.dueAt ? (
          <span className="nowrap">{formats.time(task.dueAt)}</span>
        ) : (
          <span className="quiet-text">{t.noHurry}</span>
        ),
      csv: (task) => (task.dueAt ? timestampDate(task.dueAt).toISOString() : ''),
    },
    {key: 'owner', title: t.owner, cell: (task) => ownerOf(task, title('person', task.owner)), csv: (task) => ownerOf(task, words(task.owner))},
    {key: 'playbook', title: t.playbook, cell: (task) => title('playbook', task.playbook), csv: (task) => task.playbook},
  ];
  return (
    <DataTable
      caption={t.title}
      captionHidden
      columns={columns}
      rows={tasks}
      rowKey={(task) => String(task.number)}
      file={file}
    />
  );
}
