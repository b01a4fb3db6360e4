// What the engine says of files and an account: asked again when they changed, and never twice at once. While an answer
// is under way, what was typed meanwhile waits, and only the last of it is asked.
import {create, fromBinary, toBinary} from '@bufbuild/protobuf';
import {useEffect, useRef, useState} from 'react';
import {engine as place} from 'virtual:playground';
import {DeclarationsOptionsSchema, PackDeclarationsSchema, type PackDeclarations} from '../gen/bellwether/v1/declarations_pb';
import {EvaluationOptionsSchema, EvaluationSchema, ExplanationLevel, type Evaluation} from '../gen/bellwether/v1/evaluation_pb';
import {PackFilesSchema} from '../gen/bellwether/v1/packs_pb';
import {CheckPackResponseSchema, type CheckPackResponse} from '../gen/bellwether/v1/rules_pb';
import {BadRequestSchema} from '../gen/google/rpc/error_details_pb';
import {dateMoment} from '../account/moments';
import {filesOf, type TextFile} from '../rules/pack_files';
import type {Answer, Question} from './playground_engine';
import worker from './playground_engine?worker&url';

// This console was packed with the engine.
export const packed = place !== '';

export interface Tried {
  files: readonly TextFile[];
  // JSON.
  account: string;
  day: Date;
  language: string;
}

export interface Said {
  // Of what.
  tried: Tried;
  checked: CheckPackResponse;
  declared: PackDeclarations | undefined;
  evaluation: Evaluation | undefined;
  // Why the account has none.
  problems: readonly {field: string; message: string}[];
  milliseconds: number;
}

interface State {
  said: Said | undefined;
  // Why the engine does not answer; it is asked anew at the next change.
  failure: string;
}

// The page's policy takes addresses of scripts from a policy of the page alone: this is the only one.
interface Policies {
  createPolicy(name: string, rules: {createScriptURL: (url: string) => string}): {createScriptURL: (url: string) => string};
}

let policy: ReturnType<Policies['createPolicy']> | undefined;

function startWorker(): Worker {
  const {trustedTypes} = globalThis as {trustedTypes?: Policies};
  const own = new URL(worker, document.baseURI).href;
  policy ??= trustedTypes?.createPolicy('bellwether-playground', {createScriptURL: () => own});
  return new Worker(policy ? policy.createScriptURL(own) : own, {type: 'module'});
}

const bytes = new TextEncoder();

class Conversation {
  private worker: Worker | undefined;
  private under: Tried | undefined;
  private next: Tried | undefined;
  private number = 0;
  // Of the files that the worker knows.
  private files: readonly TextFile[] | undefined;
  private language = '';
  private last: Pick<Said, 'checked' | 'declared'> | undefined;

  constructor(private readonly tell: (state: State) => void) {}

  ask(tried: Tried): void {
    this.next = tried;
    if (!this.under) this.send();
  }

  end(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.under = undefined;
    this.next = undefined;
  }

  private send(): void {
    const tried = this.next;
    if (!tried) return;
    this.next = undefined;
    this.under = tried;
    if (!this.worker) {
      this.files = undefined;
      this.worker = startWorker();
      this.worker.onmessage = ({data}: MessageEvent<Answer>) => this.take(data);
      this.worker.onerror = (event) => this.fail(event.message || 'the engine cannot be loaded');
    }
    const known = this.files === tried.files && this.language === tried.language;
    this.files = tried.files;
    this.language = tried.language;
    const question: Question = {
      number: ++this.number,
      url: new URL(place, document.baseURI).href,
      files: known ? undefined : toBinary(PackFilesSchema, filesOf(tried.files, 'rules')),
      language: toBinary(DeclarationsOptionsSchema, create(DeclarationsOptionsSchema, {language: tried.language})),
      account: bytes.encode(tried.account),
      options: toBinary(EvaluationOptionsSchema, create(EvaluationOptionsSchema, {
        asOf: dateMoment(tried.day), explanation: ExplanationLevel.FULL, language: tried.language,
      })),
    };
    this.worker.postMessage(question);
  }

  private take(answer: Answer): void {
    if (answer.number !== this.number || !this.under) return;
    if (answer.failure) return this.fail(answer.failure);
    if (answer.checked) {
      this.last = {
        checked: fromBinary(CheckPackResponseSchema, answer.checked),
        declared: answer.declared && answer.declared.length > 0 ? fromBinary(PackDeclarationsSchema, answer.declared) : undefined,
      };
    }
    if (this.last) {
      const [letter, message] = [String.fromCharCode(answer.evaluated[0] ?? 0), answer.evaluated.subarray(1)];
      this.tell({
        said: {
          tried: this.under,
          ...this.last,
          evaluation: letter === 'E' ? fromBinary(EvaluationSchema, message) : undefined,
          problems: letter === 'R'
            ? fromBinary(BadRequestSchema, message).fieldViolations.map((each) => ({field: each.field, message: each.description}))
            : [],
          milliseconds: answer.milliseconds,
        },
        failure: '',
      });
    }
    this.under = undefined;
    this.send();
  }

  private fail(why: string): void {
    this.tell({said: undefined, failure: why});
    this.worker?.terminate();
    this.worker = undefined;
    this.under = undefined;
    this.send();
  }
}

export function useEngine(tried: Tried): State {
  const [state, setState] = useState<State>({said: undefined, failure: ''});
  const conversation = useRef<Conversation>(undefined);
  useEffect(() => {
    conversation.current = new Conversation(setState);
    return () => conversation.current?.end();
  }, []);
  useEffect(() => {
    if (packed && tried.files.length > 0) conversation.current?.ask(tried);
  }, [tried]);
  return state;
}
