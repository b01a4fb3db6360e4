// What people are to do about the account's alerts, and saying that it is done.
import {timestampDate} from '@bufbuild/protobuf/wkt';
import {useState} from 'react';
import {Button, Checkbox} from 'react-aria-components';
import {alerts} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {AuthorField, useAuthor} from '../frame/author';
import {useSession} from '../frame/session';
import {TaskState, type Task} from '../gen/bellwether/v1/alerts_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {Field} from '../parts/fields';
import {FormDialog} from '../parts/form_dialog';
import {Section} from '../parts/section';
import {Answered} from '../parts/states';
import type {Asked} from './asked';
import {texts} from './texts/tasks';

export function TasksSection({asked}: {asked: Asked}) {
  const t = useTexts(texts);
  const [all, setAll] = useState(false);
  const [completing, setCompleting] = useState<Task>();
  const answer = useAnswer(
    (signal) =>
      alerts.listTasks(
        {
          accountId: asked.accountId,
          states: all ? [TaskState.OPEN, TaskState.DONE, TaskState.DROPPED] : [TaskState.OPEN],
        },
        {signal},
      ),
    [asked.accountId, all],
  );
  return (
    <Section
      title={t.title}
      id="tasks"
      aside={
        <Checkbox className="checkbox no-print" isSelected={all} onChange={setAll}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3 8.500l3.500 3.500L13 4.500" />
          </svg>
          {t.all}
        </Checkbox>
      }
    >
      <Answered answer={answer}>
        {({tasks}) =>
          tasks.length === 0 ? (
            <p className="quiet-text">{t.none}</p>
          ) : (
            <Tasks tasks={tasks} onComplete={setCompleting} file={`tasks-${asked.accountId}`} />
          )
        }
      </Answered>
      {completing ? (
        <Complete
          task={completing}
          onClose={(done) => {
            setCompleting(undefined);
            if (done) answer.again();
          }}
        />
      ) : null}
    </Section>
  );
}

function Complete({task, onClose}: {task: Task; onClose: (done: boolean) => void}) {
  const t = useTexts(texts);
  const author = useAuthor();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <FormDialog
      title={t.completeTitle}
      confirm={t.confirm}
      cancel={t.cancel}
      onClose={onClose}
      onConfirm={async () => {
        setTried(true);
        if (!author.complete) return false;
        await alerts.completeTask({number: task.number, context: {author: author.name, reason: note.trim(), etag: task.etag}});
        return true;
      }}
    >
      <p>{task.action}</p>
      <Field label={t.note} hint={t.noteHint} value={note} onChange={setNote} lines longest={1000} />
      <AuthorField author={author} tried={tried} />
    </FormDialog>
  );
}

function Tasks({tasks, onComplete, file}: {
  tasks: readonly Task[];
  onComplete: (task: Task) => void;
  file: string;
}) {
  const t = useTexts(texts);
  const {may} = useSession();
  const formats = useFormats();
  const state = (task: Task): string => {
    if (task.state === TaskState.DONE) return t.done;
    if (task.state === TaskState.DROPPED) return t.dropped;
    return task.overdue ? t.overdue : t.open;
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
      csv: (task) => task.action,
    },
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
    {key: 'owner', title: t.owner, cell: (task) => words(task.owner), csv: (task) => task.owner},
    {key: 'playbook', title: t.playbook, cell: (task) => words(task.playbook), csv: (task) => task.playbook},
    {
      key: 'state',
      title: t.state,
      cell: (task) =>
        task.state === TaskState.OPEN ? (
          <span className="row tight">
            {task.overdue ? <span className="bad-text">{t.overdue}</span> : null}
            {may('admin') ? (
              <Button className="button small no-print" onPress={() => onComplete(task)}>
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
