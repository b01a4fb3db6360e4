// What the console weighs when it is sent: the sum of all scripts, styles and the page, packed by gzip; and what
// embed.js, which is not of it, weighs as it is. Above a limit the build fails. The engine of the playground is
// loaded where it is asked for, and told by itself.
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';

const limitKiB = 500;
const embedLimitKiB = 15;
const folder = process.env.BELLWETHER_CONSOLE_FOLDER ?? 'dist';

function files(within) {
  return readdirSync(within).flatMap((name) => {
    const path = join(within, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

const all = files(folder);
const parts = all.filter((path) => path !== join(folder, 'embed.js') && !path.endsWith('.wasm'));
const bytes = parts.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0);
const kib = Math.ceil(bytes / 1024);
const embedKib = Math.ceil(statSync(join(folder, 'embed.js')).size / 1024);
for (const path of all.filter((each) => each.endsWith('.wasm'))) {
  const engine = readFileSync(path);
  console.log(`engine: ${Math.ceil(engine.length / 1024)} KiB, ${Math.ceil(gzipSync(engine).length / 1024)} packed`);
}
console.log(`console: ${kib} KiB packed, at most ${limitKiB}; embed.js: ${embedKib} KiB, at most ${embedLimitKiB}`);
process.exit(kib > limitKiB || embedKib > embedLimitKiB ? 1 : 0);
