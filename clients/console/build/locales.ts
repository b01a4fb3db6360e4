// Leaves of react-aria's own texts those in English: it has none in Indonesian and Malay, for which it takes English.
import type {Plugin} from 'vite';

const texts = /[\\/]react-(?:aria|aria-components|stately)[\\/]dist[\\/].*[\\/]intl[\\/](?:[\w-]+[\\/])?([a-z]{2}-[A-Z]{2})\.m?js$/;

export function locales(): Plugin {
  return {
    name: 'bellwether-locales',
    apply: 'build',
    enforce: 'pre',
    load: {filter: {id: texts}, handler: (id) => {
      const locale = texts.exec(id)?.[1];
      return locale && locale !== 'en-US' ? {code: 'export default {};', map: null, moduleSideEffects: false} : undefined;
    }},
  };
}
