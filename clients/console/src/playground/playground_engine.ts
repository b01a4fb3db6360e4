// The engine in a thread of its own, so that the page stays fluid. The policy by which the server sends this one file
// lets it compile WebAssembly; the page itself may not.
import {openEngine, type Engine} from '../../../playground/engine.mjs';

export interface Question {
  number: number;
  // Of the engine's module.
  url: string;
  // PackFiles; undefined: those of the last question.
  files: Uint8Array | undefined;
  // DeclarationsOptions.
  language: Uint8Array;
  // JSON of an account.
  account: Uint8Array;
  // EvaluationOptions.
  options: Uint8Array;
}

export interface Answer {
  number: number;
  // CheckPackResponse; undefined where no files were sent.
  checked: Uint8Array | undefined;
  // PackDeclarations, likewise.
  declared: Uint8Array | undefined;
  // As Engine.evaluate says.
  evaluated: Uint8Array;
  milliseconds: number;
  // Why there is no answer, and none will follow; else empty.
  failure: string;
}

let engine: Promise<Engine> | undefined;

async function answer({number, url, files, language, account, options}: Question): Promise<Answer> {
  engine ??= WebAssembly.compileStreaming(fetch(url)).then(openEngine);
  const ready = await engine;
  const begun = performance.now();
  const checked = files && ready.check(files);
  const declared = files && ready.declare(language);
  const evaluated = ready.evaluate(account, options);
  return {number, checked, declared, evaluated, milliseconds: performance.now() - begun, failure: ''};
}

addEventListener('message', ({data}: MessageEvent<Question>) => {
  answer(data)
    .catch((thrown: unknown): Answer => ({
      number: data.number, checked: undefined, declared: undefined, evaluated: new Uint8Array(), milliseconds: 0,
      failure: thrown instanceof Error ? thrown.message : String(thrown),
    }))
    .then((told) => postMessage(told));
});
