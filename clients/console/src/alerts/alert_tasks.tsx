// The tasks of one alert, those that are over included.
import {alerts} from '../api/clients';
import {useKeptAnswer} from '../api/use_kept_answer';
import type {AlertRule} from '../gen/bellwether/v1/alert_details_pb';
import {TaskState, type Alert, type Task} from '../gen/bellwether/v1/alerts_pb';
import {useLanguage, useTexts} from '../i18n/language';
import {Answered} from '../parts/states';
import {TaskTable} from '../tasks/task_table';
import {Remedy} from './rule_facts';
import {texts} from './texts';

export function AlertTasks({alert, rule, onComplete, round}: {
  alert: Alert;
  // That leads; absent: the pack lacks it.
  rule: AlertRule | undefined;
  onComplete: (task: Task) => void;
  round: number;
}) {
  const t = useTexts(texts);
  const {language} = useLanguage();
  const answer = useKeptAnswer(
    (signal) =>
      alerts.listTasks({alert: alert.number, states: [TaskState.OPEN, TaskState.DONE, TaskState.DROPPED], language}, {signal}),
    `${alert.number} ${alert.etag} ${language}`,
    round,
  );
  return (
    <Answered answer={answer} lines={2}>
      {({tasks}) =>
        tasks.length === 0 ? (
          <>
            <p className="quiet-text">{alert.heldBack ? t.noTasksHeldBack : t.noTasks}</p>
            {rule?.playbook ? <Remedy rule={rule} /> : null}
          </>
        ) : (
          <TaskTable tasks={tasks} onComplete={onComplete} file={`tasks-alert-${alert.number}`} />
        )
      }
    </Answered>
  );
}
