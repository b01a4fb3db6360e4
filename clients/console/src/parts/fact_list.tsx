import type {ReactNode} from 'react';

// Facts by name, in a row that breaks where it has to; those without a value are left out.
export function FactList({facts}: {facts: readonly (readonly [name: string, value: ReactNode])[]}) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
