// What an activation changed in the text of the rules, file by file.
import {useEffect, useRef} from 'react';
import {Link} from 'react-router';
import {failureOf} from '../api/failure';
import {useAnswer} from '../api/use_answer';
import type {Activation} from '../gen/bellwether/v1/activations_pb';
import {useTexts} from '../i18n/language';
import {Section} from '../parts/section';
import {Answered} from '../parts/states';
import {packWords} from './pack_words';
import {servedFiles} from './served_files';
import {changedPlaces, type Line} from './text_changes';
import {texts} from './texts/history';

interface Change {
  name: string;
  places: Line[][];
}

// Undefined: the server no longer has the files of one of them.
async function changesBetween(from: string, to: string, signal: AbortSignal): Promise<Change[] | undefined> {
  try {
    const [before, after] = await Promise.all([from, to].map((digest) => servedFiles(digest, signal)));
    const was = new Map(before?.map(({name, text}) => [name, text]));
    const is = new Map(after?.map(({name, text}) => [name, text]));
    return [...new Set([...was.keys(), ...is.keys()])]
      .sort()
      .map((name) => ({name, places: changedPlaces(was.get(name) ?? '', is.get(name) ?? '')}))
      .filter(({places}) => places.length > 0);
  } catch (thrown) {
    if (failureOf(thrown).kind === 'notFound') return undefined;
    throw thrown;
  }
}

export function TextChangeSection({activation}: {activation: Activation}) {
  const t = useTexts(texts);
  const from = activation.from?.digest ?? '';
  const to = activation.to?.digest ?? '';
  const place = useRef<HTMLDivElement>(null);
  // It stands above what led here.
  useEffect(() => place.current?.focus(), [activation.id]);
  const answer = useAnswer(async (signal) => ({changes: await changesBetween(from, to, signal)}), [from, to]);
  return (
    <div ref={place} tabIndex={-1}>
      <Section
        title={t.textTitle(packWords(activation.to), packWords(activation.from))}
        hint={t.textHint}
        id="text"
        aside={
          <Link className="button no-print" to="/rules/history">
            {t.close}
          </Link>
        }
      >
        <Answered answer={answer}>
          {({changes}) =>
            changes?.length ? (
              changes.map(({name, places}) => (
                <figure key={name} className="text-change">
                  <figcaption>{name}</figcaption>
                  {places.map((place) => (
                    <pre key={place[0]?.at}>
                      {place.map((line, index) => (
                        <Written key={index} line={line} />
                      ))}
                    </pre>
                  ))}
                </figure>
              ))
            ) : (
              <p className="quiet-text">{changes ? t.sameText : t.goneText}</p>
            )
          }
        </Answered>
      </Section>
    </div>
  );
}

function Written({line: {mark, text, at}}: {line: Line}) {
  const Tag = mark === '+' ? 'ins' : mark === '−' ? 'del' : 'span';
  return (
    <Tag>
      {`${mark === '−' ? '' : String(at)}`.padStart(4)} {mark} {text}
      {'\n'}
    </Tag>
  );
}
