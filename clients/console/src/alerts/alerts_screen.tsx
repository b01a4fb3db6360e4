// The inbox: what people have to be told of, what is held back, and what is to be done. It follows what happens by
// itself. The address says which alerts are shown, and which one is open.
import {useEffect, useMemo, useRef, useState} from 'react';
import {Button} from 'react-aria-components';
import {useSearchParams} from 'react-router';
import {alerts} from '../api/clients';
import {useKeptAnswer} from '../api/use_kept_answer';
import {usePageTitle} from '../frame/page_title';
import type {Alert, ListAlertsResponse, Task} from '../gen/bellwether/v1/alerts_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Pager} from '../parts/pager';
import {Section} from '../parts/section';
import {Answered, Empty} from '../parts/states';
import {CompleteTask} from '../tasks/complete_task';
import {ActOnAlert, type Act} from './act_on_alert';
import {AlertList} from './alert_list';
import {byStake} from './course';
import {askedOf, noFilter, readFilter, writeFilter, type AlertsFilter} from './filter';
import {FilterForm} from './filter_form';
import {LiveMark} from './live_mark';
import {TasksSection} from './tasks_section';
import {texts} from './texts';
import {useLive} from './use_live';

const pageSize = 50;

// Words that were seen in any answer since the screen is shown.
function useSeen(value: ListAlertsResponse | undefined, of: (alert: Alert) => string): string[] {
  const seen = useRef(new Set<string>());
  for (const alert of value?.alerts ?? []) if (of(alert)) seen.current.add(of(alert));
  return [...seen.current].sort();
}

export function AlertsScreen() {
  const t = useTexts(texts);
  usePageTitle(t.title);
  const [address, setAddress] = useSearchParams();
  const filter = useMemo(() => readFilter(address), [address]);
  const [pages, setPages] = useState<readonly string[]>(['']);
  const [acting, setActing] = useState<Act>();
  const [completing, setCompleting] = useState<Task>();
  // What was done here last, for those who listen.
  const [said, setSaid] = useState('');
  const [done, setDone] = useState(0);
  const live = useLive();
  const round = live.round + done;
  const asked = askedOf(filter);
  const pageToken = pages[pages.length - 1] ?? '';
  const answer = useKeptAnswer(
    (signal) => alerts.listAlerts({...asked, pageSize, pageToken}, {signal}),
    JSON.stringify([asked, pageToken]),
    round,
  );
  const severities = useSeen(answer.value, (alert) => alert.severity);
  const csms = useSeen(answer.value, (alert) => alert.csm);

  const show = (next: AlertsFilter) => {
    setPages(['']);
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

  // An alert that was acted on may be gone, and what had the focus with it: whoever uses the keyboard goes on
  // where it stood, and not at the top of the page.
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (said && document.activeElement === document.body) place.current?.focus({preventScroll: true});
  }, [answer.value, said]);

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
        severities={severities}
        csms={csms}
        onApply={show}
        onClear={() => show(noFilter)}
      />
      <nav className="parts no-print" aria-label={t.parts}>
        <a href="#alerts">{t.shown}</a>
        {answer.value?.alerts.some((alert) => alert.heldBack) ? <a href="#held-back">{t.heldBack}</a> : null}
        <a href="#tasks">{t.tasks}</a>
      </nav>
      <div ref={place} tabIndex={-1} className="alerts-place" role="group" aria-label={t.title}>
        <Answered answer={answer} lines={8}>
          {(value) => (
            <Listed
              value={value}
              filter={filter}
              pages={pages}
              onPages={setPages}
              onShowAll={() => show({...filter, state: 'all'})}
              opened={address.get('alert') ?? ''}
              onOpened={(number) => put('alert', number)}
              onAct={setActing}
              onComplete={setCompleting}
              round={round}
            />
          )}
        </Answered>
      </div>
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

function Listed({value, filter, pages, onPages, onShowAll, opened, onOpened, onAct, onComplete, round}: {
  value: ListAlertsResponse;
  filter: AlertsFilter;
  pages: readonly string[];
  onPages: (pages: readonly string[]) => void;
  onShowAll: () => void;
  // Number of the one that is open; empty: none.
  opened: string;
  onOpened: (number: string) => void;
  onAct: (act: Act) => void;
  onComplete: (task: Task) => void;
  round: number;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const shown = value.alerts.filter((alert) => !alert.heldBack);
  const heldBack = byStake(value.alerts.filter((alert) => alert.heldBack));
  const several = pages.length > 1 || value.nextPageToken !== '';
  const filtered = Object.values(filter).some(Boolean);
  const list = {opened, onOpened, onAct, onComplete, round};
  if (value.alerts.length === 0) {
    return (
      <div className="card">
        {filtered ? <Empty title={t.noneTitle}>{t.none}</Empty> : <Empty title={t.nothingTitle}>{t.nothing}</Empty>}
      </div>
    );
  }
  const isListed = value.alerts.some((alert) => String(alert.number) === opened);
  return (
    <div className="page">
      {opened && !isListed ? (
        <p className="card row">
          {t.notListed(opened)}
          {filter.state === 'all' ? null : (
            <Button className="button small" onPress={onShowAll}>
              {t.showAll}
            </Button>
          )}
        </p>
      ) : null}
      <Section title={`${t.shown} (${formats.number(shown.length)})`} id="alerts">
        {shown.length === 0 ? (
          <p className="quiet-text">{t.onlyHeldBack}</p>
        ) : (
          <AlertList alerts={shown} file="alerts" {...list} />
        )}
      </Section>
      {heldBack.length > 0 ? (
        <Section
          title={`${t.heldBack} (${formats.number(heldBack.length)})`}
          hint={several ? `${t.heldBackHint} ${t.ofPage}` : t.heldBackHint}
          id="held-back"
        >
          <AlertList alerts={heldBack} file="alerts-held-back" {...list} />
        </Section>
      ) : null}
      <Pager pages={pages} next={value.nextPageToken} onPages={onPages} />
    </div>
  );
}
