// What a screen or a section shows while there is nothing to show: loading, empty, or a failure with
// what to do about it.
import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {Failure, FailureKind} from '../api/failure';
import type {Answer} from '../api/use_answer';
import {useSession} from '../frame/session';
import {useTexts} from '../i18n/language';
import {texts} from './messages';

export function Loading({lines = 3}: {lines?: number}) {
  const t = useTexts(texts);
  return (
    <div className="state loading" role="status">
      <span className="visually-hidden">{t.loading}</span>
      {Array.from({length: lines}, (_, line) => (
        <span key={line} className="skeleton" aria-hidden="true" />
      ))}
    </div>
  );
}

export function Empty({title, children}: {title: string; children?: ReactNode}) {
  return (
    <div className="state empty">
      <svg className="state-mark" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 7h16v12H4zM4 7l3-3h10l3 3M9 12h6" />
      </svg>
      <p className="state-title">{title}</p>
      {children ? <div className="state-text">{children}</div> : null}
    </div>
  );
}

const marks: Record<FailureKind, string> = {
  signedOut: 'M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z',
  forbidden: 'M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z',
  notFound: 'M10.500 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13ZM15 15.500 20 20.500',
  notServed: 'M12 3v9M6 6.500a8 8 0 1 0 12 0',
  refused: 'M12 4 21 20H3zM12 10v5M12 17v.5',
  changed: 'M5 12a7 7 0 0 1 12-5l2 2M19 4v5h-5M19 12a7 7 0 0 1-12 5l-2-2M5 20v-5h5',
  busy: 'M7 3h10M7 21h10M8 3c0 6 8 6 8 9s-8 3-8 9M16 3c0 6-8 6-8 9s8 3 8 9',
  unreachable: 'M3 9c6-5 12-5 18 0M6 13c4-3 8-3 12 0M12 18v.5M4 4l16 16',
  broken: 'M12 4 21 20H3zM12 10v5M12 17v.5',
};

export function Failed({failure, again, compact}: {failure: Failure; again?: () => void; compact?: boolean}) {
  const t = useTexts(texts);
  const session = useSession();
  const titles: Record<FailureKind, string> = {
    signedOut: t.signedOutTitle,
    forbidden: t.forbiddenTitle,
    notFound: t.notFoundTitle,
    notServed: t.notServedTitle,
    refused: t.refusedTitle,
    changed: t.changedTitle,
    busy: t.busyTitle,
    unreachable: t.unreachableTitle,
    broken: t.brokenTitle,
  };
  const explained: Partial<Record<FailureKind, string>> = {
    signedOut: t.signedOut,
    forbidden: t.forbidden,
    notServed: t.notServed,
    changed: t.changed,
    unreachable: t.unreachable,
  };
  const retry = again && ['unreachable', 'busy', 'broken', 'changed'].includes(failure.kind);
  return (
    <div className={`state failed ${failure.kind}${compact ? ' compact' : ''}`} role="alert">
      <svg className="state-mark" viewBox="0 0 24 24" aria-hidden="true">
        <path d={marks[failure.kind]} />
      </svg>
      <p className="state-title">{titles[failure.kind]}</p>
      <div className="state-text">
        {explained[failure.kind] ? <p>{explained[failure.kind]}</p> : null}
        {failure.problems.length > 0 ? (
          <ul>
            {failure.problems.map((problem, index) => (
              <li key={index}>
                {problem.field ? <code>{problem.field}</code> : null} {problem.message}
              </li>
            ))}
          </ul>
        ) : (
          <p className="state-said" lang="en">
            {failure.message}
          </p>
        )}
        {retry ? (
          <Button className="button" onPress={again}>
            {t.again}
          </Button>
        ) : null}
        {failure.kind === 'signedOut' ? (
          <Button className="button primary" onPress={session.signInAgain}>
            {t.signIn}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

// An answer in whichever state it is. What was answered before stays while the next is under way.
export function Answered<T>({answer, lines, children}: {
  answer: Answer<T>;
  lines?: number;
  children: (value: T) => ReactNode;
}) {
  if (answer.failure) return <Failed failure={answer.failure} again={answer.again} />;
  if (answer.value === undefined) return <Loading {...(lines ? {lines} : {})} />;
  return <div className="answered" aria-busy={answer.loading}>{children(answer.value)}</div>;
}
