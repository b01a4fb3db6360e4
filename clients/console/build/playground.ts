// Puts the engine (scripts/playground) beside the console, where BELLWETHER_PLAYGROUND_WASM names it, and says where it is.
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import type {Plugin} from 'vite';

const name = 'virtual:playground';
const resolved = `\0${name}`;

export function playground(): Plugin {
  const file = process.env['BELLWETHER_PLAYGROUND_WASM'];
  const module = file ? readFileSync(file) : undefined;
  const at = module ? `assets/bellwether-${createHash('sha256').update(module).digest('base64url').slice(0, 8)}.wasm` : '';
  let serves = false;
  return {
    name: 'bellwether-playground',
    configResolved: (config) => {
      serves = config.command === 'serve';
    },
    resolveId: (id) => (id === name ? resolved : undefined),
    load: (id) =>
      id !== resolved ? undefined : `export const engine = ${module ? `import.meta.env.BASE_URL + '${at}'` : "''"};`,
    generateBundle() {
      if (module && !serves) this.emitFile({type: 'asset', fileName: at, source: module});
    },
    configureServer(server) {
      if (!module) return;
      server.middlewares.use(`/${at}`, (_, response) => {
        response.setHeader('content-type', 'application/wasm');
        response.end(module);
      });
    },
  };
}
