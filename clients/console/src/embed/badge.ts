// The band and the score of an account, as one word in a line.
import {bandOf, BellwetherElement, element, pill, type Failing} from './element';
import type {Standing} from './standing';
import type {EmbedTexts} from './texts';

export class BellwetherBadge extends BellwetherElement {
  protected readonly detailed = false;

  protected loading(texts: EmbedTexts): Node {
    return element('span', 'band skeleton', element('span', 'hidden', texts.loading));
  }

  protected standing(standing: Standing, texts: EmbedTexts): Node {
    return this.#named(bandOf(standing, texts), `${this.shownName} · ${texts.asOf} ${standing.asOf}`);
  }

  protected failing({kind, message}: Failing, texts: EmbedTexts): Node {
    return this.#named(pill('', texts[kind]), message);
  }

  // Of which account it is, for those who do not see what stands around it.
  #named(shown: HTMLElement, title: string): Node {
    shown.title = title;
    shown.prepend(element('span', 'hidden', `${this.shownName}: `));
    return shown;
  }
}
