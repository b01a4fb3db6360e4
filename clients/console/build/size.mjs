// What the console weighs when it is sent: the sum of all scripts, styles and the page, packed by gzip; and what
// embed.js, which is not of it, weighs as it is. Above a limit the build fails.
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

const parts = files(folder).filter((path) => path !== join(folder, 'embed.js'));
const bytes = parts.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0);
const kib = Math.ceil(bytes / 1024);
const embedKib = Math.ceil(statSync(join(folder, 'embed.js')).size / 1024);
console.log(`console: ${kib} KiB packed, at most ${limitKiB}; embed.js: ${embedKib} KiB, at most ${embedLimitKiB}`);
process.exit(kib > limitKiB || embedKib > embedLimitKiB ? 1 : 0);
