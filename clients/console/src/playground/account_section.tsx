// The account that is tried: a form over its signals, and its JSON, which are one text.
import {create} from '@bufbuild/protobuf';
import {useMemo, useRef} from 'react';
import {Button} from 'react-aria-components';
import {WhatIfControl} from '../account/what_if_control';
import type {DeclaredSignal} from '../gen/bellwether/v1/declarations_pb';
import {DiagnosticSeverity, PackDiagnosticSchema, type PackDiagnostic} from '../gen/bellwether/v1/packs_pb';
import {useTexts} from '../i18n/language';
import {Field} from '../parts/fields';
import {Section} from '../parts/section';
import {CodeEditor} from '../rules/code_editor';
import {readAccount, valueOf, withSignal} from './account_json';
import {controlOf} from './form';
import {texts} from './texts';
import type {Said} from './use_engine';

const stay = {line: 0, key: ''};

// A problem at the line that has the last name of its path, else at the first one.
function placed(text: string, {field, message}: Said['problems'][number]): PackDiagnostic {
  const name = `"${field.split('.').at(-1)?.replace(/\[\d+\]$/, '') ?? ''}"`;
  const lines = text.split('\n');
  const line = Math.max(0, lines.findIndex((each) => each.includes(name)));
  const column = Math.max(0, lines[line]?.indexOf(name) ?? 0);
  return create(PackDiagnosticSchema, {
    severity: DiagnosticSeverity.ERROR, line: line + 1, column: column + 1, length: name.length, message: field ? `${field}: ${message}` : message,
  });
}

export function AccountSection({text, signals, problems, day, onDay, onChange}: {
  text: string;
  signals: readonly DeclaredSignal[];
  problems: Said['problems'];
  // 2026-03-01.
  day: string;
  onDay: (day: string) => void;
  onChange: (text: string) => void;
}) {
  const t = useTexts(texts);
  const chosen = useRef<HTMLInputElement>(null);
  const account = useMemo(() => readAccount(text), [text]);
  const diagnostics = useMemo(() => problems.map((each) => placed(text, each)), [text, problems]);
  const controls = account
    ? signals.flatMap((signal) => {
        const value = valueOf(account, signal.name);
        const control = controlOf(signal, value);
        return control ? [{control, value}] : [];
      })
    : [];
  return (
    <Section
      title={t.account}
      hint={t.formHint}
      id="account"
      aside={
        <div className="row">
          <Field label={t.day} type="date" value={day} onChange={onDay} />
          <Button className="button" onPress={() => chosen.current?.click()}>
            {t.openAccount}
          </Button>
          <input
            ref={chosen}
            type="file"
            hidden
            accept=".json"
            aria-label={t.openAccount}
            data-open="account"
            onChange={(event) => void event.target.files?.[0]?.text().then(onChange)}
          />
        </div>
      }
    >
      <div className="columns">
        <section className="card" aria-label={t.form}>
          {account && controls.length > 0 ? (
            <div className="controls">
              {controls.map(({control, value}) => (
                <WhatIfControl
                  key={control.signal}
                  control={control}
                  value={value}
                  onChange={(signal, next) => onChange(withSignal(text, signal, next))}
                />
              ))}
            </div>
          ) : (
            <p className="quiet-text">{account ? t.noSignals : t.noForm}</p>
          )}
        </section>
        <section className="card" aria-label={t.json}>
          <CodeEditor
            name="account.json"
            part="tests"
            text={text}
            label={t.accountText}
            diagnostics={diagnostics}
            go={stay}
            onChange={(_, typed) => onChange(typed)}
          />
        </section>
      </div>
    </Section>
  );
}
