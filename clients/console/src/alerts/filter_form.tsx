// Which alerts the inbox shows.
import {useState} from 'react';
import {Button, Form} from 'react-aria-components';
import {useTexts} from '../i18n/language';
import {Choice, Field} from '../parts/fields';
import {noFilter, stateFilters, type AlertsFilter, type StateFilter} from './filter';
import {texts} from './texts';

// A choice has no empty key.
const any = 'any';

export function FilterForm({filter, severities, csms, onApply, onClear}: {
  filter: AlertsFilter;
  // Words that were seen, to choose from.
  severities: readonly string[];
  csms: readonly string[];
  onApply: (filter: AlertsFilter) => void;
  onClear: () => void;
}) {
  const t = useTexts(texts);
  const [next, setNext] = useState(filter);
  const change = (key: 'severity' | 'csm' | 'account') => (value: string) =>
    setNext((before) => ({...before, [key]: value}));
  const names: Record<StateFilter, string> = {
    '': t.stateAny, open: t.stateOpen, acknowledged: t.stateAcknowledged, snoozed: t.stateSnoozed,
    resolved: t.stateResolved, all: t.stateAll,
  };
  const empty = Object.values(filter).every((value) => !value) && Object.values(next).every((value) => !value);
  return (
    <Form
      className="filters alerts-filters no-print"
      aria-label={t.filters}
      onSubmit={(event) => {
        event.preventDefault();
        onApply(next);
      }}
    >
      <Choice
        label={t.state}
        value={next.state || any}
        options={stateFilters.map((id) => ({id: id || any, name: names[id]}))}
        onChange={(id) => setNext((before) => ({...before, state: id === any ? '' : (id as StateFilter)}))}
      />
      <Field
        label={t.severity}
        value={next.severity}
        onChange={change('severity')}
        placeholder={t.severityHint}
        suggestions={severities}
        type="search"
      />
      <Field label={t.csm} value={next.csm} onChange={change('csm')} placeholder={t.whole} suggestions={csms} type="search" />
      <Field label={t.account} value={next.account} onChange={change('account')} placeholder={t.whole} type="search" />
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
