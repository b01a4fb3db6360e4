// What the embedded elements have in common: attributes, asking, and the states loading and failed. Everything is
// made as elements and text, never as HTML, and styles as a sheet that is adopted: a page with a strict policy
// needs to allow the script and the calls, and nothing else.
import colours from '../styles/colours.css?inline';
import {bandTone, shapes, words, type Tone} from '../parts/tone';
import {ask, EmbedTrouble, serverOf, type Trouble} from './asking';
import styles from './embed.css?inline';
import {standingOf, type Standing} from './standing';
import {speak, type EmbedTexts} from './texts';

// Where this script came from: the server, unless an element names another one.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';
const origin = script ? new URL(script).origin : '';

let sheet: CSSStyleSheet | undefined;

function adopted(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(colours + styles);
  }
  return sheet;
}

type Child = Node | string;

export function element(name: string, className: string, ...children: Child[]): HTMLElement {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
    made.setAttribute('part', className.split(' ')[0] ?? '');
  }
  made.append(...children);
  return made;
}

export function shape(tone: Tone): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const drawing = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  drawing.setAttribute('viewBox', '0 0 12 12');
  drawing.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', shapes[tone]);
  path.setAttribute('fill-rule', 'evenodd');
  drawing.append(path);
  return drawing;
}

// A word, a shape and a colour, as everywhere in the console.
export function pill(band: string, text: string, ...more: Child[]): HTMLElement {
  const tone = bandTone(band);
  return element('span', `band tone-${tone}`, shape(tone), element('span', '', words(text)), ...more);
}

export function bandOf(standing: Standing, texts: EmbedTexts): HTMLElement {
  if (!standing.score) return pill('', texts.noScore);
  return pill(standing.band, standing.bandTitle || texts.noBand, element('b', '', standing.score));
}

export interface Failing {
  kind: Trouble;
  // For whoever set it up, in English.
  message: string;
}

export abstract class BellwetherElement extends HTMLElement {
  static readonly observedAttributes = ['account', 'name', 'server', 'token', 'lang', 'link'];

  #root = this.attachShadow({mode: 'open'});
  #asking: AbortController | undefined;
  #due = false;
  #token = '';
  #standing: Standing | undefined;

  // Whether the answer is to have flags and words.
  protected abstract readonly detailed: boolean;
  protected abstract standing(standing: Standing, texts: EmbedTexts): Node;
  protected abstract failing(failing: Failing, texts: EmbedTexts): Node;
  protected abstract loading(texts: EmbedTexts): Node;

  // A token that a script gives need not stand in the page. Empty: that of the attribute.
  get token(): string {
    return this.#token || this.getAttribute('token') || '';
  }
  set token(token: string) {
    this.#token = token;
    this.#later();
  }

  protected get shownName(): string {
    return this.getAttribute('name') || this.getAttribute('account') || '';
  }

  protected get serverName(): string {
    return this.getAttribute('server') || origin;
  }

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = [adopted()];
    // A token that was set before this script came is a property of its own.
    if (Object.hasOwn(this, 'token')) {
      const {token} = this;
      delete (this as {token?: string}).token;
      this.token = token;
    }
    this.#later();
  }

  disconnectedCallback(): void {
    this.#asking?.abort();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected) return;
    // Another account is not shown by what was known of the one before.
    if (name === 'account' || name === 'server') this.#standing = undefined;
    this.#later();
  }

  // Asks again, and shows what is answered.
  async refresh(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const {language, texts, locale} = speak(this.closest('[lang]')?.getAttribute('lang') ?? '');
    this.#root.host.setAttribute('aria-busy', 'true');
    if (!this.#standing) this.#show(this.loading(texts), language);
    try {
      const account = this.getAttribute('account') ?? '';
      if (!account) throw new EmbedTrouble('misused', `<${this.localName}> needs an account: account="acme"`);
      const {token} = this;
      const question = {account, server: serverOf(this.serverName, token), token, language, detailed: this.detailed};
      const said = await ask(question, asking.signal);
      if (asking.signal.aborted) return;
      this.#standing = standingOf(said, locale);
      this.#show(this.standing(this.#standing, texts), language);
    } catch (thrown) {
      if (asking.signal.aborted) return;
      this.#standing = undefined;
      const kind = thrown instanceof EmbedTrouble ? thrown.kind : 'broken';
      const failing = {kind, message: thrown instanceof Error ? thrown.message : String(thrown)};
      console.warn(`${this.localName}: ${failing.message}`);
      this.#show(this.failing(failing, texts), language);
      this.dispatchEvent(new CustomEvent('bellwether-failed', {detail: failing, bubbles: true, composed: true}));
    }
    this.#root.host.removeAttribute('aria-busy');
  }

  #show(node: Node, language: string): void {
    const place = element('div', 'place', node);
    place.lang = language;
    this.#root.replaceChildren(place);
  }

  // Attributes are set one by one: they are one reason to ask.
  #later(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      if (this.isConnected) void this.refresh();
    });
  }
}
