// An account at a glance: band and score, how sure that is, where it stands, and its flags.
import {accountPath} from '../frame/segment';
import {serverOf} from './asking';
import {bandOf, BellwetherElement, element, pill, type Failing} from './element';
import type {Standing} from './standing';
import type {EmbedTexts} from './texts';

// More are counted.
const mostFlags = 3;

export class BellwetherCard extends BellwetherElement {
  protected readonly detailed = true;

  protected loading(texts: EmbedTexts): Node {
    return this.#card(
      [this.#name()],
      element('span', 'hidden', texts.loading),
      ...[1, 2, 3].map(() => element('span', 'line skeleton')),
    );
  }

  protected standing(standing: Standing, texts: EmbedTexts): Node {
    const parts: Node[] = [];
    if (standing.confidence) parts.push(element('p', 'quiet', standing.confidence));
    const facts = this.#facts(standing, texts);
    if (facts.childElementCount > 0) parts.push(facts);
    parts.push(this.#flags(standing, texts), this.#foot(standing, texts));
    return this.#card([this.#name(), bandOf(standing, texts)], ...parts);
  }

  protected failing({kind, message}: Failing, texts: EmbedTexts): Node {
    const parts: Node[] = [];
    const state = pill('', texts[kind]);
    state.title = message;
    // Who sets it up reads on; others have no use for it.
    if (kind === 'misused') {
      const said = element('p', 'quiet', message);
      said.lang = 'en';
      parts.push(said);
    }
    if (kind === 'unreachable' || kind === 'broken') {
      const again = element('button', 'again', texts.again) as HTMLButtonElement;
      again.type = 'button';
      again.addEventListener('click', () => void this.refresh());
      parts.push(again);
    }
    return this.#card([this.#name(), state], ...parts);
  }

  #card(head: Node[], ...parts: Node[]): HTMLElement {
    const card = element('article', 'card', element('div', 'head', ...head), ...parts);
    card.setAttribute('aria-label', this.shownName);
    return card;
  }

  #name(): HTMLElement {
    return element('strong', 'name', this.shownName);
  }

  #facts(standing: Standing, texts: EmbedTexts): HTMLElement {
    const [from, to] = standing.forecast ?? ['', ''];
    const facts: [string, string][] = [
      [texts.segment, standing.segment],
      [texts.stage, standing.stage],
      [texts.forecast, from === to ? from : `${from} – ${to}`],
    ];
    return element(
      'dl',
      'facts',
      ...facts
        .filter(([, value]) => value)
        .map(([name, value]) => element('div', '', element('dt', '', name), element('dd', '', value))),
    );
  }

  #flags({flags}: Standing, texts: EmbedTexts): HTMLElement {
    if (flags.length === 0) return element('p', 'quiet', texts.noFlags);
    const lines = flags
      .slice(0, mostFlags)
      .map((flag) => element('li', '', pill(flag.severity, flag.severity), element('span', '', flag.reason)));
    const more = flags.length - mostFlags;
    if (more > 0) lines.push(element('li', 'quiet', `+ ${more} ${texts.more}`));
    const list = element('ul', 'flags', ...lines);
    list.setAttribute('aria-label', texts.flags);
    return list;
  }

  #foot(standing: Standing, texts: EmbedTexts): HTMLElement {
    const foot = element('div', 'foot quiet', element('span', '', `${texts.asOf} ${standing.asOf}`));
    if (this.hasAttribute('link')) {
      const link = element('a', 'link', texts.open) as HTMLAnchorElement;
      link.href = serverOf(this.serverName, '') + accountPath(this.getAttribute('account') ?? '');
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      foot.append(link);
    }
    return foot;
  }
}
