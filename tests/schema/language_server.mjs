// A language server for YAML, asked by its own protocol over stdin and stdout.
import {spawn} from 'node:child_process';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

import {SOURCE} from './support.mjs';

const PROGRAM = path.join(path.dirname(fileURLToPath(import.meta.url)),
                          'node_modules/yaml-language-server/bin/yaml-language-server');
const SECONDS = 60;
// No catalogue of schemas is fetched: the test needs no network.
const SETTINGS = {validate: true, hover: true, completion: true, schemaStore: {enable: false}};

export class LanguageServer {
  #process = spawn(process.execPath, [PROGRAM, '--stdio'], {stdio: ['pipe', 'pipe', 'inherit']});
  #received = Buffer.alloc(0);
  #asked = new Map();
  #waiting = new Map();
  #last = 0;

  async start() {
    this.#process.stdout.on('data', (bytes) => this.#read(bytes));
    await this.ask('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(SOURCE).href,
      capabilities: {
        workspace: {configuration: true},
        textDocument: {completion: {completionItem: {documentationFormat: ['markdown']}}},
      },
    });
    this.#send({method: 'initialized', params: {}});
    this.#send({method: 'workspace/didChangeConfiguration', params: {settings: {yaml: SETTINGS}}});
  }

  // Opens a file with this text, whatever is on disk; its diagnostics.
  open(file, text) {
    const uri = pathToFileURL(path.join(SOURCE, file)).href;
    const told = this.#inTime(new Promise((resolve) => this.#waiting.set(uri, resolve)), file);
    this.#send({method: 'textDocument/didOpen',
                params: {textDocument: {uri, languageId: 'yaml', version: 1, text}}});
    return told;
  }

  // `place`: {line, character}, from 0.
  async askAt(what, file, place) {
    const uri = pathToFileURL(path.join(SOURCE, file)).href;
    return this.ask(`textDocument/${what}`, {textDocument: {uri}, position: place});
  }

  ask(method, params) {
    const id = ++this.#last;
    const answer = new Promise((resolve, reject) => this.#asked.set(id, {resolve, reject}));
    this.#send({id, method, params});
    return this.#inTime(answer, method);
  }

  async stop() {
    await this.ask('shutdown');
    this.#send({method: 'exit'});
    this.#process.stdin.end();
  }

  #inTime(promise, what) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => {
        this.#process.kill();
        reject(new Error(`no answer about ${what} in ${SECONDS} seconds`));
      }, SECONDS * 1000);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
  }

  #send(message) {
    const text = JSON.stringify({jsonrpc: '2.0', ...message});
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #read(bytes) {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const size = Number(/Content-Length: (\d+)/.exec(this.#received.subarray(0, end).toString())[1]);
      if (this.#received.length < end + 4 + size) return;
      const text = this.#received.subarray(end + 4, end + 4 + size).toString();
      this.#received = this.#received.subarray(end + 4 + size);
      this.#take(JSON.parse(text));
    }
  }

  #take({id, method, params, result, error}) {
    if (method === 'workspace/configuration') {
      const settings = params.items.map(({section}) => section === 'yaml' ? SETTINGS : null);
      this.#send({id, result: settings});
    } else if (method === 'textDocument/publishDiagnostics') {
      this.#waiting.get(params.uri)?.(params.diagnostics);
    } else if (method !== undefined && id !== undefined) {
      this.#send({id, result: null});
    } else if (id !== undefined) {
      const asked = this.#asked.get(id);
      this.#asked.delete(id);
      if (error) asked.reject(new Error(error.message));
      else asked.resolve(result);
    }
  }
}
