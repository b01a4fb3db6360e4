// Packs each file of the console beside itself, as NAME.gz and NAME.br, so that the server need not; and says what all
// of it weighs when it is sent by gzip, and what embed.js, which is not of it, weighs as it is. Above a limit the build
// fails. The engine of the playground is loaded where it is asked for, and told by itself.
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {brotliCompressSync, constants, gzipSync} from 'node:zlib';

const limitKiB = 500;
const embedLimitKiB = 15;
const folder = process.env.BELLWETHER_CONSOLE_FOLDER ?? 'dist';

function files(within) {
  return readdirSync(within).flatMap((name) => {
    const path = join(within, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

function pack(path) {
  const bytes = readFileSync(path);
  const gzip = gzipSync(bytes, {level: 9});
  const brotli = brotliCompressSync(bytes, {params: {[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length}});
  writeFileSync(`${path}.gz`, gzip);
  writeFileSync(`${path}.br`, brotli);
  return {path, whole: bytes.length, gzip: gzip.length, brotli: brotli.length};
}

const packed = files(folder).filter((path) => !/\.(gz|br)$/.test(path)).map(pack);
const embed = packed.find(({path}) => path === join(folder, 'embed.js'));
const engine = packed.find(({path}) => path.endsWith('.wasm'));
const parts = packed.filter((each) => each !== embed && each !== engine);
const kib = (bytes) => Math.ceil(bytes / 1024);
const sum = (of) => kib(parts.reduce((total, each) => total + each[of], 0));
const gzip = sum('gzip');
const embedKib = kib(embed.whole);
console.log(
  `console: ${gzip} KiB by gzip, at most ${limitKiB}, ${sum('brotli')} by brotli; embed.js: ${embedKib} KiB, at most ${embedLimitKiB}`,
);
if (engine) console.log(`engine: ${kib(engine.whole)} KiB, ${kib(engine.gzip)} by gzip, ${kib(engine.brotli)} by brotli`);
process.exit(gzip > limitKiB || embedKib > embedLimitKiB ? 1 : 0);
