// What people are to do about the account's alerts, and saying that it is done.
import {useState} from 'react';
import {Checkbox} from 'react-aria-components';
import {Link} from 'react-router';
import {alerts} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {TaskState, type Task} from '../gen/bellwether/v1/alerts_pb';
import {useTexts} from '../i18n/language';
import {Section} from '../parts/section';
import {Answered} from '../parts/states';
import {CompleteTask} from '../tasks/complete_task';
import {TaskTable} from '../tasks/task_table';
import {texts} from '../tasks/texts';
import type {Asked} from './asked';

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
          language: asked.language,
        },
        {signal},
      ),
    [asked.accountId, asked.language, all],
  );
  return (
    <Section
      title={t.title}
      id="tasks"
      aside={
        <span className="row tight no-print">
          <Checkbox className="checkbox" isSelected={all} onChange={setAll}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M3 8.500l3.500 3.500L13 4.500" />
            </svg>
            {t.all}
          </Checkbox>
          <Link to={`/alerts?${new URLSearchParams({account: asked.accountId, state: 'all'}).toString()}`}>{t.alerts}</Link>
        </span>
      }
    >
      <Answered answer={answer}>
        {({tasks}) =>
          tasks.length === 0 ? (
            <p className="quiet-text">{t.none}</p>
          ) : (
            <TaskTable tasks={tasks} onComplete={setCompleting} file={`tasks-${asked.accountId}`} />
          )
        }
      </Answered>
      {completing ? (
        <CompleteTask
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
