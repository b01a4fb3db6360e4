// Which accounts the list shows.
import {useState} from 'react';
import {Button, Disclosure, DisclosurePanel, Form, Heading} from 'react-aria-components';
import {useTexts} from '../i18n/language';
import {Field} from '../parts/fields';
import {noFilter, type AccountsFilter} from './filter';
import {texts} from './messages';

export function FilterForm({filter, onApply, onClear}: {
  filter: AccountsFilter;
  onApply: (filter: AccountsFilter) => void;
  onClear: () => void;
}) {
  const t = useTexts(texts);
  const [next, setNext] = useState(filter);
  const change = (key: keyof AccountsFilter) => (value: string) => setNext((before) => ({...before, [key]: value}));
  const empty = Object.values(filter).every((value) => !value) && Object.values(next).every((value) => !value);
  return (
    <Form
      className="filters no-print"
      aria-label={t.filters}
      onSubmit={(event) => {
        event.preventDefault();
        onApply(next);
      }}
    >
      <Field label={t.account} value={next.account} onChange={change('account')} placeholder={t.contains} type="search" />
      <Field label={t.segment} value={next.segment} onChange={change('segment')} placeholder={t.contains} type="search" />
      <Field label={t.stage} value={next.stage} onChange={change('stage')} placeholder={t.contains} type="search" />
      <Field label={t.band} value={next.band} onChange={change('band')} placeholder={t.contains} type="search" />
      <Field label={t.csm} value={next.csm} onChange={change('csm')} placeholder={t.contains} type="search" />
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
      <Disclosure className="expression" defaultExpanded={Boolean(filter.expression)}>
        <Heading level={2}>
          <Button slot="trigger" className="button quiet disclosure">
            <svg viewBox="0 0 10 10" aria-hidden="true">
              <path d="M3 1l4 4-4 4" />
            </svg>
            {t.expression}
          </Button>
        </Heading>
        <DisclosurePanel>
          <Field
            label={t.expression}
            value={next.expression}
            onChange={change('expression')}
            hint={t.expressionHint}
            longest={4096}
          />
        </DisclosurePanel>
      </Disclosure>
    </Form>
  );
}
