// react-aria says a few words of its own in 34 languages, of which the console has English; Indonesian and Malay are
// not among them. The others are left out. Of those two languages, too, English is what it falls back to.
import type {Plugin} from 'vite';

const words = /\/(?:react-aria|react-stately|react-aria-components)\/dist\/.*\/([a-z]{2}-[A-Z]{2})\.m?js$/;

export function oneLocale(): Plugin {
  return {
    name: 'bellwether-one-locale',
    enforce: 'pre',
    load: (id) => {
      const [, locale] = words.exec(id) ?? [];
      return locale !== undefined && locale !== 'en-US' ? 'export default undefined;' : undefined;
    },
  };
}
