// What the pack says of the rule of an alert: when it raises it, whom it waits for, where that comes from.
import type {ReactNode} from 'react';
import type {AlertQuietHours, AlertRule} from '../gen/bellwether/v1/alert_details_pb';
import {useFormats} from '../i18n/formats';
import {useLocale, useTexts} from '../i18n/language';
import {FactList} from '../parts/fact_list';
import {useTitle} from '../parts/title';
import {durationText} from './duration';
import {texts, type AlertTexts} from './texts';

export function RuleFacts({rule}: {rule: AlertRule}) {
  const t = useTexts(texts);
  const title = useTitle();
  const locale = useLocale();
  const formats = useFormats();
  const lasts = (seconds: bigint) => (seconds > 0n ? durationText(Number(seconds), locale) : '');
  const code = (text: string) => (text ? <code>{text}</code> : '');
  const facts: [string, ReactNode][] = [
    [t.ruleWhen, code(rule.when)],
    [t.ruleOverdue, rule.overdue === 'any' ? t.ruleAny : title('milestone', rule.overdue)],
    [t.ruleSilent, lasts(rule.noDataSeconds)],
    [t.ruleOnly, code(rule.appliesWhen)],
    [t.ruleFor, lasts(rule.forSeconds)],
    [t.ruleReminds, lasts(rule.remindEverySeconds)],
    [t.ruleEscalates, lasts(rule.escalateAfterSeconds)],
    [t.ruleCapacity, rule.capacity === undefined ? '' : formats.number(rule.capacity)],
    [t.ruleQuiet, rule.quietHours ? quietText(rule.quietHours, t) : ''],
    [t.ruleSource, rule.source.join(', ')],
  ];
  return (
    <>
      {rule.description ? <p>{rule.description}</p> : null}
      <FactList facts={facts} />
      {rule.endsByPeople ? <p className="quiet-text small">{t.rulePeople}</p> : null}
    </>
  );
}

function quietText({fromMinute, toMinute, weekends}: AlertQuietHours, t: AlertTexts): string {
  const clock = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  const hours = fromMinute === toMinute ? '' : `${clock(fromMinute)}–${clock(toMinute)}`;
  return [hours, weekends ? t.ruleWeekends : ''].filter(Boolean).join(', ');
}

const two = (value: number) => String(value).padStart(2, '0');

// The steps of its playbook, where there are no tasks of them.
export function Remedy({rule}: {rule: AlertRule}) {
  const t = useTexts(texts);
  const title = useTitle();
  const locale = useLocale();
  const due = (days: number) => (days > 0 ? t.within(durationText(days * 86_400, locale)) : t.sameDay);
  return (
    <>
      <p>
        {t.remedy(title('playbook', rule.playbook))}
        {rule.playbookDescription ? `: ${rule.playbookDescription}` : ''}
      </p>
      <ol className="remedy">
        {rule.steps.map((step, index) => (
          <li key={index}>
            {step.action}
            <span className="quiet-text small">
              {[step.owner && title('person', step.owner), step.dueDays === undefined ? '' : due(step.dueDays)]
                .filter(Boolean)
                .map((each) => ` · ${each}`)
                .join('')}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
