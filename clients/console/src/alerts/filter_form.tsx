// Which alerts the inbox shows, and in which order.
import {useState} from 'react';
import {Button, Checkbox, Form} from 'react-aria-components';
import type {AlertChoice, AlertChoices} from '../gen/bellwether/v1/alert_details_pb';
import {useTexts} from '../i18n/language';
import {Choice, Field} from '../parts/fields';
import {noFilter, stateFilters, type AlertsFilter, type StateFilter} from './filter';
import {texts} from './texts';

// A choice has no empty key.
const any = 'any';

const wordsOf = (choices: readonly AlertChoice[] | undefined) => (choices ?? []).map(({word}) => word).filter(Boolean);

export function FilterForm({filter, choices, onApply, onClear}: {
  filter: AlertsFilter;
  // What there is to choose from; anything else may be typed.
  choices: AlertChoices | undefined;
  onApply: (filter: AlertsFilter) => void;
  onClear: () => void;
}) {
  const t = useTexts(texts);
  const [next, setNext] = useState(filter);
  const change = (key: keyof AlertsFilter) => (value: string) => setNext((before) => ({...before, [key]: value}));
  const names: Record<StateFilter, string> = {
    '': t.stateAny, open: t.stateOpen, acknowledged: t.stateAcknowledged, snoozed: t.stateSnoozed,
    resolved: t.stateResolved, all: t.stateAll,
  };
  const empty = Object.values(filter).every((value) => !value) && Object.values(next).every((value) => !value);
  const field = (key: 'severity' | 'rule' | 'segment' | 'csm' | 'account', label: string, hint: string, found?: readonly AlertChoice[]) => (
    <Field label={label} value={next[key]} onChange={change(key)} placeholder={hint} suggestions={wordsOf(found)} type="search" />
  );
  return (
    <Form
      className="filters alerts-filters no-print"
      aria-label={t.filters}
      onSubmit={(event) => {
        event.preventDefault();
        onApply(next.nobody ? {...next, csm: ''} : next);
      }}
    >
      <Choice
        label={t.state}
        value={next.state || any}
        options={stateFilters.map((id) => ({id: id || any, name: names[id]}))}
        onChange={(id) => change('state')(id === any ? '' : id)}
      />
      {field('severity', t.severity, t.severityHint, choices?.severities)}
      {field('rule', t.rule, t.whole, choices?.rules)}
      {field('segment', t.segment, t.whole, choices?.segments)}
      {field('csm', t.csm, t.whole, choices?.csms)}
      {field('account', t.account, t.whole)}
      <Choice
        label={t.order}
        value={next.order || any}
        options={[{id: any, name: t.newest}, {id: 'stake', name: t.mostAtStake}]}
        onChange={(id) => change('order')(id === any ? '' : id)}
      />
      <Checkbox className="checkbox" isSelected={next.nobody === '1'} onChange={(chosen) => change('nobody')(chosen ? '1' : '')}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3 8.500l3.500 3.500L13 4.500" />
        </svg>
        {t.noCsm}
      </Checkbox>
      <div className="row">
        <Button type="submit" className="button primary">
          {t.apply}
        </Button>
        <Button
          className="button quiet"
          isDisabled={empty}
          onPress={() => {
            setNext(noFilter);
            onClear();
          }}
        >
          {t.clear}
        </Button>
      </div>
    </Form>
  );
}
