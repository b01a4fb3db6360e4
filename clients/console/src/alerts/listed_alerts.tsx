// The alerts that a CSM is to look at, and below them those that are held back, in the order in which they come
// up; above both the one that the address names, where it is among neither.
import {useEffect, useRef, useState} from 'react';
import {Button} from 'react-aria-components';
import {alerts} from '../api/clients';
import {failureOf} from '../api/failure';
import {useKeptAnswer} from '../api/use_kept_answer';
import type {AlertRule} from '../gen/bellwether/v1/alert_details_pb';
import {AlertOrder, AlertShown, type ListAlertsResponse} from '../gen/bellwether/v1/alerts_pb';
import {useFormats} from '../i18n/formats';
import {useLanguage, useTexts} from '../i18n/language';
import {Pager} from '../parts/pager';
import {Section} from '../parts/section';
import {Answered, Empty} from '../parts/states';
import {AlertCard, type Rules} from './alert_card';
import {AlertList, type ListProps} from './alert_list';
import {askedOf, leavesOut, type AlertsFilter} from './filter';
import {texts} from './texts';

const pageSize = 50;

const rulesOf = (rules: readonly AlertRule[]): Rules => new Map(rules.map((rule) => [rule.name, rule]));

// The pages of one of both lists: those of another filter are none of this one.
function useAlerts(filter: AlertsFilter, shown: AlertShown, round: number) {
  const {language} = useLanguage();
  const asked = askedOf(filter);
  const order = shown === AlertShown.HELD_BACK ? AlertOrder.STAKE : asked.order;
  const of = JSON.stringify([asked, language]);
  const [paging, setPaging] = useState<{of: string; pages: readonly string[]}>({of, pages: ['']});
  const pages = paging.of === of ? paging.pages : [''];
  const pageToken = pages[pages.length - 1] ?? '';
  const answer = useKeptAnswer(
    (signal) => alerts.listAlerts({...asked, shown, order, language, pageSize, pageToken}, {signal}),
    `${of} ${pageToken}`,
    round,
  );
  return {answer, pages, onPages: (next: readonly string[]) => setPaging({of, pages: next})};
}

export function ListedAlerts({filter, said, list}: {
  filter: AlertsFilter;
  // What was done here last; empty: nothing.
  said: string;
  list: ListProps;
}) {
  const t = useTexts(texts);
  const shown = useAlerts(filter, AlertShown.SHOWN, list.round);
  const held = useAlerts(filter, AlertShown.HELD_BACK, list.round);
  // An alert that was acted on may be gone, and what had the focus with it: whoever uses the keyboard goes on
  // where it stood, and not at the top of the page.
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (said && document.activeElement === document.body) place.current?.focus({preventScroll: true});
  }, [shown.answer.value, held.answer.value, said]);
  return (
    <>
      <nav className="parts no-print" aria-label={t.parts}>
        <a href="#alerts">{t.shown}</a>
        {held.answer.value?.alerts.length ? <a href="#held-back">{t.heldBack}</a> : null}
        <a href="#tasks">{t.tasks}</a>
      </nav>
      <div ref={place} tabIndex={-1} className="alerts-place" role="group" aria-label={t.title}>
        <BothLists filter={filter} shown={shown} held={held} list={list} />
      </div>
    </>
  );
}

type Listed = ReturnType<typeof useAlerts>;

function BothLists({filter, shown, held, list}: {filter: AlertsFilter; shown: Listed; held: Listed; list: ListProps}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const count = ({alerts: {length}, nextPageToken}: ListAlertsResponse) => `(${formats.number(length)}${nextPageToken ? '+' : ''})`;
  const isFirst = shown.pages.length === 1 && held.pages.length === 1;
  return (
    <Answered answer={shown.answer} lines={8}>
      {(toLookAt) => (
        <Answered answer={held.answer} lines={8}>
          {(heldBack) => (
            <div className="page">
              <Named list={list} listed={[toLookAt, heldBack]} />
              {isFirst && toLookAt.alerts.length + heldBack.alerts.length === 0 ? (
                <div className="card">
                  {leavesOut(filter) ? <Empty title={t.noneTitle}>{t.none}</Empty> : <Empty title={t.nothingTitle}>{t.nothing}</Empty>}
                </div>
              ) : (
                <>
                  <Section title={`${t.shown} ${count(toLookAt)}`} id="alerts">
                    {toLookAt.alerts.length === 0 ? (
                      <p className="quiet-text">{t.onlyHeldBack}</p>
                    ) : (
                      <AlertList alerts={toLookAt.alerts} rules={rulesOf(toLookAt.rules)} file="alerts" {...list} />
                    )}
                    <Pager pages={shown.pages} next={toLookAt.nextPageToken} onPages={shown.onPages} />
                  </Section>
                  {heldBack.alerts.length > 0 || held.pages.length > 1 ? (
                    <Section title={`${t.heldBack} ${count(heldBack)}`} hint={t.heldBackHint} id="held-back">
                      <AlertList alerts={heldBack.alerts} rules={rulesOf(heldBack.rules)} file="alerts-held-back" {...list} />
                      <Pager pages={held.pages} next={heldBack.nextPageToken} onPages={held.onPages} />
                    </Section>
                  ) : null}
                </>
              )}
            </div>
          )}
        </Answered>
      )}
    </Answered>
  );
}

// The alert of the address, which may be over, or of another page or filter.
function Named({list, listed}: {list: ListProps; listed: readonly ListAlertsResponse[]}) {
  const number = list.opened;
  const isListed = listed.some((page) => page.alerts.some((alert) => String(alert.number) === number));
  return number && /^[1-9]\d{0,17}$/.test(number) && !isListed ? <NamedAlert key={number} list={list} /> : null;
}

function NamedAlert({list}: {list: ListProps}) {
  const t = useTexts(texts);
  const {language} = useLanguage();
  const {opened, onOpened, ...rest} = list;
  const answer = useKeptAnswer(
    async (signal) => {
      try {
        return await alerts.listAlertEvents({number: BigInt(opened), language, pageSize: 1}, {signal});
      } catch (thrown) {
        if (failureOf(thrown).kind === 'notFound') return {alert: undefined, rules: []};
        throw thrown;
      }
    },
    `${opened} ${language}`,
    list.round,
  );
  return (
    <Answered answer={answer} lines={2}>
      {(value) =>
        value.alert ? (
          <Section title={t.named} hint={t.namedHint} id="named">
            <AlertCard alert={value.alert} rules={rulesOf(value.rules)} open onOpen={() => onOpened('')} {...rest} />
          </Section>
        ) : (
          <p className="card row">
            {t.noSuch(opened)}
            <Button className="button small" onPress={() => onOpened('')}>
              {t.clear}
            </Button>
          </p>
        )
      }
    </Answered>
  );
}
