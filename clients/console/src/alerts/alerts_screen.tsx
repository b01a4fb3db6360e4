// The inbox: what people have to be told of, what is held back, and what is to be done. It follows what happens by
// itself. The address says which alerts are shown, and which one is open.
import {useMemo, useState} from 'react';
import {useSearchParams} from 'react-router';
import {alerts} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {usePageTitle} from '../frame/page_title';
import type {Task} from '../gen/bellwether/v1/alerts_pb';
import {useTexts} from '../i18n/language';
import {CompleteTask} from '../tasks/complete_task';
import {ActOnAlert, type Act} from './act_on_alert';
import {askedOf, noFilter, readFilter, writeFilter, type AlertsFilter} from './filter';
import {FilterForm} from './filter_form';
import {ListedAlerts} from './listed_alerts';
import {LiveMark} from './live_mark';
import {TasksSection} from './tasks_section';
import {texts} from './texts';
import {useLive} from './use_live';

export function AlertsScreen() {
  const t = useTexts(texts);
  usePageTitle(t.title);
  const [address, setAddress] = useSearchParams();
  const filter = useMemo(() => readFilter(address), [address]);
  const [acting, setActing] = useState<Act>();
  const [completing, setCompleting] = useState<Task>();
  // What was done here last, for those who listen.
  const [said, setSaid] = useState('');
  const [done, setDone] = useState(0);
  const live = useLive();
  const round = live.round + done;
  const asked = askedOf(filter);
  // Of what there is to choose from, one alert is as good as none.
  const choices = useAnswer(
    (signal) => alerts.listAlerts({pageSize: 1, withChoices: true}, {signal}),
    [JSON.stringify(filter)],
  );

  const show = (next: AlertsFilter) => {
    const overdue = address.get('overdue');
    setAddress({...writeFilter(next), ...(overdue ? {overdue} : {})});
  };
  const put = (key: string, value: string) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(key, value);
        else next.delete(key);
        return next;
      },
      {replace: true},
    );
  const finished = (text: string) => {
    setSaid(text);
    setDone((before) => before + 1);
  };

  return (
    <div className="page">
      <div className="page-head">
        <h1>{t.title}</h1>
        <LiveMark live={live} />
      </div>
      <p className="hint">{t.hint}</p>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <FilterForm
        key={JSON.stringify(filter)}
        filter={filter}
        choices={choices.value?.choices}
        onApply={show}
        onClear={() => show(noFilter)}
      />
      <ListedAlerts
        filter={filter}
        said={said}
        list={{
          opened: address.get('alert') ?? '',
          onOpened: (number) => put('alert', number),
          onAct: setActing,
          onComplete: setCompleting,
          round,
        }}
      />
      <TasksSection
        csm={asked.csm}
        accountId={asked.accountId}
        overdue={address.get('overdue') === '1'}
        onOverdue={(overdue) => put('overdue', overdue ? '1' : '')}
        onComplete={setCompleting}
        round={round}
      />
      {acting ? (
        <ActOnAlert
          act={acting}
          onClose={(acted) => {
            setActing(undefined);
            const {kind, alert} = acting;
            // What is over is not looked at any more.
            if (acted && kind === 'resolve' && address.get('alert') === String(alert.number)) put('alert', '');
            if (acted) finished({acknowledge: t.didAcknowledge, snooze: t.didSnooze, resolve: t.didResolve}[kind](alert.accountId));
          }}
        />
      ) : null}
      {completing ? (
        <CompleteTask
          task={completing}
          onClose={(completed) => {
            setCompleting(undefined);
            if (completed) finished(t.didTask);
          }}
        />
      ) : null}
    </div>
  );
}
