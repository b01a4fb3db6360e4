// What the console weighs when it is sent: the sum of all scripts, styles and the page, packed by
// gzip. Above the limit the build fails.
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';

const limitKiB = 500;
const folder = process.env.BELLWETHER_CONSOLE_FOLDER ?? 'dist';

function files(within) {
  return readdirSync(within).flatMap((name) => {
    const path = join(within, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

const bytes = files(folder).reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0);
const kib = Math.ceil(bytes / 1024);
console.log(`console: ${kib} KiB packed, at most ${limitKiB}`);
process.exit(kib > limitKiB ? 1 : 0);
