// A part of a screen under a heading of its own, which links lead to.
import {useId, type ReactNode} from 'react';

export function Section({title, hint, aside, id, children}: {
  title: string;
  // A sentence below the heading.
  hint?: ReactNode;
  // At the heading's right.
  aside?: ReactNode;
  id?: string;
  children: ReactNode;
}) {
  const heading = useId();
  return (
    <section className="section" aria-labelledby={heading} id={id}>
      <header className="section-head">
        <h2 id={heading}>{title}</h2>
        {aside}
      </header>
      {hint ? <p className="hint">{hint}</p> : null}
      {children}
    </section>
  );
}
