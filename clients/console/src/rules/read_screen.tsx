// The rules that answer, for whoever never saw a file of them.
import {useEffect, useState} from 'react';
import {Button} from 'react-aria-components';
import {useSearchParams} from 'react-router';
import {failureOf, type Failure} from '../api/failure';
import {useAnswer} from '../api/use_answer';
import {usePageTitle} from '../frame/page_title';
import type {Impact} from '../gen/bellwether/v1/impact_pb';
import {useFormats} from '../i18n/formats';
import {useLanguage, useTexts} from '../i18n/language';
import {words} from '../parts/band';
import {Choice} from '../parts/fields';
import {Answered, Failed} from '../parts/states';
import {FlagsRead} from './flags_read';
import {BenchmarksRead, ExtensionRead, GraduationRead} from './outcomes_read';
import {ModelsRead} from './models_read';
import {preview} from './preview';
import {readRules} from './reading';
import {useActivePacks} from './rules_screen';
import {texts} from './texts/read';
import {texts as common} from './texts/rules';

export function ReadScreen() {
  const t = useTexts(texts);
  usePageTitle(useTexts(common).title);
  const {language} = useLanguage();
  const {active} = useActivePacks();
  const [address, setAddress] = useSearchParams();
  const segment = address.get('segment') ?? '';
  const digest = active?.digest ?? '';
  const answer = useAnswer((signal) => readRules(segment, language, signal), [segment, language, digest]);
  const counting = useCounts(digest);
  const segments = [...new Set([...(answer.value?.segments ?? []), ...(segment ? [segment] : [])])];
  return (
    <>
      <div className="row no-print">
        {segments.length > 0 ? (
          <Choice
            label={t.segment}
            value={segment}
            options={[{id: '', name: t.anySegment}, ...segments.map((id) => ({id, name: words(id)}))]}
            onChange={(id) => setAddress(id ? {segment: id} : {})}
          />
        ) : null}
        <Counting counting={counting} />
      </div>
      {counting.failure ? <Failed failure={counting.failure} compact /> : null}
      <Answered answer={answer} lines={10}>
        {(reading) => (
          <div className="page">
            <ModelsRead models={reading.models} declared={reading.declared} impact={counting.impact} />
            <FlagsRead evaluation={reading.evaluation} impact={counting.impact} />
            <GraduationRead graduation={reading.graduation} impact={counting.impact} />
            <ExtensionRead extension={reading.extension} impact={counting.impact} />
            <BenchmarksRead benchmarks={reading.evaluation.benchmarks} impact={counting.impact} />
          </div>
        )}
      </Answered>
    </>
  );
}

interface CountsState {
  // Of the rules that answer, against themselves: how many accounts have which answer.
  impact: Impact | undefined;
  failure: Failure | undefined;
  // Accounts so far; undefined: nobody asked.
  soFar: number | undefined;
  begin: () => void;
}

function useCounts(digest: string): CountsState {
  const [asked, setAsked] = useState(0);
  const [impact, setImpact] = useState<Impact>();
  const [failure, setFailure] = useState<Failure>();
  const [soFar, setSoFar] = useState<number>();
  useEffect(() => {
    setImpact(undefined);
    setFailure(undefined);
    if (asked === 0 || !digest) return;
    const abort = new AbortController();
    setSoFar(0);
    preview({case: 'digest', value: digest}, abort.signal, setSoFar)
      .then(setImpact, (thrown: unknown) => {
        if (!abort.signal.aborted) setFailure(failureOf(thrown));
      })
      .finally(() => {
        if (!abort.signal.aborted) setSoFar(undefined);
      });
    return () => abort.abort();
  }, [asked, digest]);
  return {impact, failure, soFar, begin: () => setAsked(asked + 1)};
}

function Counting({counting}: {counting: CountsState}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const said =
    counting.soFar !== undefined
      ? t.counting(formats.number(counting.soFar))
      : counting.impact
        ? t.counted(formats.number(counting.impact.accounts?.compared ?? 0))
        : '';
  return (
    <>
      <Button className="button" isDisabled={counting.soFar !== undefined} onPress={counting.begin}>
        {t.count}
      </Button>
      <p className="quiet-text" role="status">
        {said}
      </p>
    </>
  );
}
