// Descriptors of messages as the bytes that they are, and not in base64, behind which gzip finds no word that it has
// seen: the console is some KiB smaller.
import type {Plugin} from 'vite';

export function descriptors(): Plugin {
  return {
    name: 'bellwether-descriptors',
    enforce: 'pre',
    apply: 'build',
    transform: (code, id) =>
      id.includes('/src/gen/')
        ? {
            code: code.replace(/fileDesc\("([A-Za-z0-9+/=]+)"/, (_, packed: string) =>
              `fileDesc(btoa(${JSON.stringify(Buffer.from(packed, 'base64').toString('latin1'))})`),
            map: null,
          }
        : undefined,
  };
}
