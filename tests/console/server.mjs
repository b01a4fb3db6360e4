// What the tests of the console ask: a real bellwetherd with an SQLite store, which serves the console of
// BELLWETHER_CONSOLE. Without that, the console of clients/console/dist in front of a server that speaks
// gRPC alone, by clients/console/dev. Each has a port that the system chose, and ends when the test does.
import {spawn, execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

export const source = resolve(import.meta.dirname, '../..');
const server = process.env.BELLWETHERD;
const client = process.env.BELLWETHER;
const seconds = 60;

function until(child, pattern, what) {
  return new Promise((done, failed) => {
    let text = '';
    const timer = setTimeout(() => failed(new Error(`${what} is not ready: ${text}`)), seconds * 1000);
    const read = (chunk) => {
      text += chunk;
      const found = pattern.exec(text);
      if (found) {
        clearTimeout(timer);
        done(found);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => failed(new Error(`${what} ended with ${code}: ${text}`)));
  });
}

// Programs that run. A test that fails ends none of them; `endAll` does, after all tests of a file.
const running = new Set();

function started(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', done);
    child.kill('SIGTERM');
  });
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const {port} = probe.address();
      probe.close(() => done(port));
    });
  });
}

async function startFront(address) {
  const port = await freePort();
  const vite = join(source, 'clients/console/node_modules/vite/bin/vite.js');
  const child = started(spawn(process.execPath, [
    vite, 'preview', '--port', String(port), '--strictPort',
    // Several may run at once.
    '--bypass-lock',
  ], {
    cwd: join(source, 'clients/console'),
    env: {...process.env, BELLWETHER_SERVER: `http://${address}`, NO_COLOR: '1'},
  }));
  await until(child, /Local.*http:\/\/127\.0\.0\.1:\d+/, 'the console');
  return {url: `http://127.0.0.1:${port}`, child};
}

export async function endAll() {
  await Promise.all([...running].map(ended));
}

// `url`, where the console is; `end()`; `stopServer()`, which leaves the console without its server.
// Options: `records`, folders or files of records; `books`, folders by name; `store: false`; `pack`; `tokens`,
// names with a role or several or with {role, tenant}, of which `token(name)` is then known; `access`, more for the access
// file, or all of it where there are no tokens; `state: true`, so that rules can be changed; `more`, for the server.
export async function startConsole(options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-console-'));
  const given = ['--pack', resolve(source, options.pack ?? 'rules/saas'), '--listen', '127.0.0.1:0'];
  if (options.store !== false) given.push('--store', `sqlite:${join(folder, 'store.db')}`);
  if (options.state) given.push('--state', join(folder, 'state'));
  given.push(...(options.more ?? []));
  for (const [name, book] of Object.entries(options.books ?? {})) given.push('--book', `${name}=${resolve(source, book)}`);
  const tokenFile = (name) => join(folder, `${name}.token`);
  if (options.tokens) {
    const callers = Object.entries(options.tokens).map(([name, of]) => ({name, ...(typeof of === 'string' || Array.isArray(of) ? {role: of} : of)}));
    const entries = callers.map(({name, role, tenant}) =>
      execFileSync(client, [
        'token', '--name', name, ...[role].flat().flatMap((each) => ['--role', each]), ...(tenant ? ['--tenant', tenant] : []), '--token-file', tokenFile(name),
      ], {encoding: 'utf8'}));
    const tenants = new Set(callers.flatMap(({tenant}) => tenant ?? []));
    const packs = [...tenants].map((tenant) => `  ${tenant}: {pack: active}\n`).join('');
    writeFileSync(join(folder, 'access.yaml'), `tokens:\n${entries.join('')}${packs ? `tenants:\n${packs}` : ''}${options.access ?? ''}`);
    given.push('--access-file', join(folder, 'access.yaml'));
  }
  if (options.access && !options.tokens) {
    writeFileSync(join(folder, 'access.yaml'), options.access);
    given.push('--access-file', join(folder, 'access.yaml'));
  }
  const console = process.env.BELLWETHER_CONSOLE;
  if (console) given.push('--http-address', '127.0.0.1:0', '--console', console);
  const daemon = started(spawn(server, given));
  let log = '';
  for (const stream of [daemon.stdout, daemon.stderr]) stream.on('data', (chunk) => (log += chunk));
  const said = [until(daemon, /is ready on (\S+) with pack/, 'bellwetherd')];
  if (console) said.push(until(daemon, /serving HTTP.*address"?[=:]\s*"?(\d[\d.]*:\d+)/, 'HTTP'));
  const [[, address], http] = await Promise.all(said);
  for (const records of options.records ?? []) {
    const writer = options.tokens ? ['--token-file', tokenFile('writer')] : [];
    execFileSync(client, ['remote', 'put', '--server', address, ...writer, resolve(source, records)]);
  }

  const front = console ? undefined : await startFront(address);
  return {
    url: front ? front.url : `http://${http[1]}`,
    // Of gRPC.
    address,
    folder,
    // All that the server has said so far.
    log: () => log,
    token: (name) => execFileSync('cat', [tokenFile(name)], {encoding: 'utf8'}).trim(),
    put: (file) => execFileSync(client, ['remote', 'put', '--server', address, file]),
    stopServer: () => ended(daemon),
    end: async () => {
      if (front) await ended(front.child);
      await ended(daemon);
      rmSync(folder, {recursive: true, force: true});
    },
  };
}
