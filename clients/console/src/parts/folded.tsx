// What is seldom needed, under a heading that opens it; it is made when it is opened first.
import {useState, type ReactNode} from 'react';
import {Button, Disclosure, DisclosurePanel, Heading} from 'react-aria-components';

export function Folded({title, level, className, opened = false, children}: {
  title: string;
  level: number;
  className?: string;
  // At first.
  opened?: boolean;
  children: () => ReactNode;
}) {
  const [made, setMade] = useState(opened);
  return (
    <Disclosure
      {...(className ? {className} : {})}
      defaultExpanded={opened}
      onExpandedChange={(open) => {
        if (open) setMade(true);
      }}
    >
      <Heading level={level}>
        <Button slot="trigger" className="button quiet disclosure">
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <path d="M3 1l4 4-4 4" />
          </svg>
          {title}
        </Button>
      </Heading>
      <DisclosurePanel>{made ? children() : null}</DisclosurePanel>
    </Disclosure>
  );
}
