// What the server says of the files at hand, asked again a moment after each change: what is wrong with
// them, and what they would do to the accounts.
import {useEffect, useState} from 'react';
import {rules} from '../api/clients';
import {failureOf, type Failure} from '../api/failure';
import type {Impact} from '../gen/bellwether/v1/impact_pb';
import type {CheckPackResponse} from '../gen/bellwether/v1/rules_pb';
import {filesOf} from './pack_files';
import {preview} from './preview';
import type {Workspace} from './workspace';

// Typing goes on.
const checkRest = 350;
const impactRest = 400;

export interface Checked {
  // Of the workspace that was checked.
  version: number;
  answer: CheckPackResponse | undefined;
  failure: Failure | undefined;
}

export function useCheck(workspace: Workspace): Checked | undefined {
  const [checked, setChecked] = useState<Checked>();
  const {files, version} = workspace;
  useEffect(() => {
    if (files.length === 0) return setChecked(undefined);
    const abort = new AbortController();
    const timer = setTimeout(() => {
      rules.checkPack({pack: filesOf(files, 'rules')}, {signal: abort.signal}).then(
        (answer) => setChecked({version, answer, failure: undefined}),
        (thrown: unknown) => {
          if (!abort.signal.aborted) setChecked({version, answer: undefined, failure: failureOf(thrown)});
        },
      );
    }, checkRest);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [files, version]);
  return checked;
}

export interface Reckoned {
  // Digest of the rules that were reckoned with, and of those that answered then.
  digest: string;
  active: string;
  impact: Impact | undefined;
  failure: Failure | undefined;
}

export interface Reckoning {
  // The last one that ended; kept while the next is under way.
  done: Reckoned | undefined;
  // Accounts so far; undefined: nothing is under way.
  soFar: number | undefined;
}

// `checked` is of the files at hand and has no errors; else nothing is asked.
export function useImpact(workspace: Workspace, checked: Checked | undefined, active: string): Reckoning {
  const [done, setDone] = useState<Reckoned>();
  const [soFar, setSoFar] = useState<number>();
  const {files} = workspace;
  const good = checked?.version === workspace.version && checked.answer?.errors === 0;
  const digest = good ? (checked.answer?.pack?.digest ?? '') : '';
  useEffect(() => {
    setSoFar(undefined);
    if (!digest || digest === active) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      setSoFar(0);
      const tell = (accounts: number) => {
        if (!abort.signal.aborted) setSoFar(accounts);
      };
      preview({case: 'files', value: filesOf(files, 'rules')}, abort.signal, tell)
        .then(
          (impact) => ({digest, active, impact, failure: undefined}),
          (thrown: unknown) => ({digest, active, impact: undefined, failure: failureOf(thrown)}),
        )
        .then((reckoned) => {
          if (abort.signal.aborted) return;
          setDone(reckoned);
          setSoFar(undefined);
        });
    }, impactRest);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
    // Files of one meaning have one digest: a comment is no reason to reckon anew.
  }, [digest, active]);
  return {done, soFar};
}
