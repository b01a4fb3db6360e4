// What is to be done about the alerts, of all accounts or of those that the filter names.
import {useState} from 'react';
import {Checkbox} from 'react-aria-components';
import {alerts} from '../api/clients';
import {useKeptAnswer} from '../api/use_kept_answer';
import type {Task} from '../gen/bellwether/v1/alerts_pb';
import {useLanguage, useTexts} from '../i18n/language';
import {Pager} from '../parts/pager';
import {Section} from '../parts/section';
import {Answered} from '../parts/states';
import {TaskTable} from '../tasks/task_table';
import {texts} from './texts';

const pageSize = 50;

export function TasksSection({csm, accountId, overdue, onOverdue, onComplete, round}: {
  csm: string;
  accountId: string;
  // Those alone whose time is over.
  overdue: boolean;
  onOverdue: (overdue: boolean) => void;
  onComplete: (task: Task) => void;
  round: number;
}) {
  const t = useTexts(texts);
  const {language} = useLanguage();
  const of = JSON.stringify([csm, accountId, overdue, language]);
  // Pages of another question are none of this one.
  const [paging, setPaging] = useState<{of: string; pages: readonly string[]}>({of, pages: ['']});
  const pages = paging.of === of ? paging.pages : [''];
  const pageToken = pages[pages.length - 1] ?? '';
  const answer = useKeptAnswer(
    (signal) => alerts.listTasks({csm, accountId, overdue, pageSize, pageToken, language}, {signal}),
    `${of} ${pageToken}`,
    round,
  );
  return (
    <Section
      title={t.tasks}
      hint={t.tasksHint}
      id="tasks"
      aside={
        <Checkbox className="checkbox no-print" isSelected={overdue} onChange={onOverdue}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3 8.500l3.500 3.500L13 4.500" />
          </svg>
          {t.overdueOnly}
        </Checkbox>
      }
    >
      <Answered answer={answer}>
        {({tasks, nextPageToken}) => (
          <>
            {tasks.length === 0 ? (
              <p className="quiet-text">{t.noOpenTasks}</p>
            ) : (
              <TaskTable tasks={tasks} withAccount onComplete={onComplete} file="tasks" />
            )}
            <Pager pages={pages} next={nextPageToken} onPages={(next) => setPaging({of, pages: next})} />
          </>
        )}
      </Answered>
    </Section>
  );
}
