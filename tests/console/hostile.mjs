// Texts that mean harm, what they are put into, and what a page must be while it shows them. What is run of
// them calls `hurt`.
import assert from 'node:assert/strict';
import {cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {openPage} from './browser.mjs';
import {source} from './server.mjs';

// Scripts, markup and addresses, as pages, frameworks, documents and address bars would run them.
export const scripts = [
  '<img src=x onerror=hurt(1)>', '"><svg onload=hurt(2)>', "'-hurt(3)-'", 'javascript:hurt(4)', '</script><script>hurt(5)</script>',
  '%3Cscript%3Ehurt(6)%3C%2Fscript%3E', '<iframe srcdoc="<script>parent.hurt(7)</script>">', 'data:text/html,<script>hurt(8)</script>',
  '<a href="javascript:hurt(9)">click</a>', '<style>*{display:none}</style>', '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<base href="//evil.example/">', '<form action="//evil.example"><input name=a>', '&lt;img src=x onerror=hurt(10)&gt;',
  '<math><style><img src=x onerror=hurt(11)></style></math>', '\\u003cimg src=x onerror=hurt(12)\\u003e', '<!--', ']]><![CDATA[',
  '<link rel=stylesheet href="//evil.example/a.css">', '<img src="//evil.example/a.png">', '<object data="javascript:hurt(13)">',
  '"onfocus=hurt(14) autofocus x="', '`-hurt(15)-`', "');hurt(16);('",
];
// With brackets and braces, which texts of packs read as values.
export const templates = [
  '{{constructor.constructor("hurt(21)")()}}', '${hurt(22)}', '#{hurt(23)}', '[click](javascript:hurt(24))', '![a](x" onerror="hurt(25))',
  '<%= hurt(26) %>',
];
// In texts of packs braces stand for values.
const inPacks = scripts.filter((text) => !text.includes('{'));
// What spreadsheets compute, files are named, addresses are made of, and lines are turned by.
export const odd = [
  '=HYPERLINK("//evil.example","click")', '+cmd|"/c calc"!A1', '-2+3', '@SUM(1)', 'x;=1+1', '../../../etc/passwd', '..\\..\\x', 'a%2Fb%252Fc', '?on=2020-01-01#score',
  '//evil.example/x', 'C:\\x?*:|', '🐑👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'dana \u202Eeulb\u2066 x', '\u2067\u202Dx\u2069\u202E', '\u200B\u200D\uFEFF\u00AD.', 'Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034Falgo', 'שלום ‏dana',
  'Ｗ'.repeat(30), '%', '%E0%A4%A', 'a\tb', ' ',
];
// Found in every object, and in no table of words.
export const inherited = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

const cut = (text, most) => {
  let kept = '';
  for (const letter of text) {
    if (Buffer.byteLength(kept + letter) > most) break;
    kept += letter;
  }
  return kept;
};

// A text for a place: it ends in the place's name, so that it is known again on a screen.
export const marked = (text, place, most = 4000) => `${cut(text, most - Buffer.byteLength(` ·${place}`))} ·${place}`;

// As pages show it: the console closes what turns the direction of writing, names of packs have blanks for
// underscores, and blanks are one.
export const plain = (text) => text.replace(/[\u2066-\u2069\u202A-\u202E]/g, '').replace(/[\s_]+/g, ' ').trim();

// rules/saas, with alerts, whose every text for people has a payload behind it, and with names that are
// payloads. `texts`: what was put in, by key.
export function hostilePack(folder) {
  cpSync(join(source, 'rules/saas'), folder, {recursive: true});
  for (const aside of ['tests', 'fixtures', 'accounts', 'book', 'imports', 'README.md']) rmSync(join(folder, aside), {recursive: true});
  const alerts = readFileSync(join(source, 'rules/examples/alerts/alerts.yaml'), 'utf8').replaceAll(/\n {4}(for|quiet_hours|cooldown): .*/g, '');
  const plan = /\n  engagement_plan:[^]*?(?=\n  executive_escalation:)/.exec(readFileSync(join(source, 'rules/examples/alerts/pack.yaml'), 'utf8'))[0];
  writeFileSync(join(folder, 'alerts.yaml'), `${alerts}\nplaybooks:${plan}\n`);
  const texts = new Map();
  let count = 0;
  const harm = (key, text) => {
    const harmful = marked(inPacks[count++ % inPacks.length], key);
    texts.set(key, [...(texts.get(key) ?? []), harmful]);
    return JSON.stringify(`${text} ${harmful}`.trim());
  };
  const walk = (within) => {
    for (const name of readdirSync(within)) {
      const path = join(within, name);
      if (statSync(path).isDirectory()) walk(path);
      else writeFileSync(path, withTexts(readFileSync(path, 'utf8'), harm));
    }
  };
  walk(folder);
  writeFileSync(join(folder, 'names.yaml'), names());
  const pack = join(folder, 'pack.yaml');
  writeFileSync(pack, readFileSync(pack, 'utf8')
    .replace(/^segments: \[(.*?)\].*/m, `segments: [$1, ${quoted(name('segment'))}, constructor]`)
    .replace(/^severities: \[(.*?)\].*/m, `severities: [$1, ${quoted(name('severity'))}, constructor]`));
  return {folder, texts};
}

// What turns the text around it stands in a pack as an escape alone.
const quoted = (text) => JSON.stringify(text).replaceAll(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, (turn) =>
  `\\u${turn.codePointAt(0).toString(16).padStart(4, '0')}`);
// Of a pack: at most 100 bytes.
export const name = (place) => marked(scripts[place.length % 4], place, 100);

// What stands in lists is any word; what expressions name is made of letters.
function names() {
  return `health:
  constructor:
    description: ${quoted(marked(scripts[1], 'model.description'))}
    source: ${quoted(marked(scripts[3], 'model.source'))}
    applies_when: "stage == 'customer'"
    priority: 11
    bands: [${quoted(name('band'))}: 50, constructor: 0]
    components:
      hasOwnProperty: {weight: 1, of: meeting_attendance_ratio, source: ${quoted(marked(scripts[3], 'component.source'))}}
      toString: {weight: 1, of: active_user_ratio, description: ${quoted(marked(scripts[19], 'component.description'))}, source: Ours}
flags:
  __proto__:
    severity: ${quoted(name('severity'))}
    when: "missed_meetings >= 1"
    description: ${quoted(marked('Long '.repeat(2000), 'flag.description', 10_000))}
    reason: ${quoted(marked('Unbroken'.repeat(1250), 'flag.reason', 10_000))}
    playbook: hasOwnProperty
    notify: [${quoted(name('notified'))}]
    source: ${quoted(marked(scripts[0], 'flag.source'))}
  constructor: {severity: constructor, when: "missed_meetings >= 1", reason: inherited, description: inherited, source: Ours}
playbooks:
  hasOwnProperty:
    description: ${quoted(marked(scripts[6], 'playbook.description'))}
    source: Ours
    steps:
      - {do: ${quoted(marked(scripts[7], 'step'))}, owner: ${quoted(name('owner'))}, due_days: 0}
      - {do: ${quoted(marked(odd[12], 'turned step'))}, owner: csm, due_days: 0}
alerts:
  toString:
    when: "missed_meetings >= 1"
    severity: ${quoted(name('severity'))}
    reason: ${quoted(marked(scripts[1], 'alert.reason'))}
    dedupe: constructor
    route: [${quoted(name('route'))}]
    playbook: hasOwnProperty
    source: Ours
dashboards:
  constructor: {title: ${quoted(marked(scripts[0], 'dashboard.title'))}, rhythm: constructor, source: Ours}
  toString: {title: toString, rhythm: ${quoted(marked(scripts[1], 'rhythm'))}, source: Ours}
portfolio:
  __proto__:
    description: ${quoted(marked(scripts[6], 'metric.description'))}
    measure: band_share
    of: green
    dashboards: [constructor, toString]
    source: ${quoted(marked(scripts[3], 'metric.source'))}
`;
}

// Each text for people in a file of a pack, as this project writes such files, with what `harm` makes of it.
function withTexts(yaml, harm) {
  const keys = 'description|reason|do|title|message|sign|rhythm|check_in|en|id|ms';
  const lines = yaml.split('\n');
  const out = [];
  for (let at = 0; at < lines.length; ++at) {
    const found = new RegExp(`^(\\s*(?:- )*)(${keys}|source): (.*)$`).exec(lines[at]);
    // A flow that goes on in the next line ends there.
    if (!found || /^[{[]|^[^{"']*\}/.test(found[3])) {
      out.push(lines[at].replaceAll(new RegExp(`(^\\s+|[{,] )(${keys}|source): ("[^"]*"|[^,{}\\[\\]"]+?)(?=\\s*[,}])`, 'g'), (_, before, key, text) =>
        `${before}${key}: ${harm(key, text.replaceAll('"', ''))}`)
        .replace(/^(\s*)source: \[(.*?)\].*$/, (_, indent, all) => `${indent}source: [${all}, ${harm('source', '')}]`));
      continue;
    }
    const [, before, key, rest] = found;
    const deeper = () => lines[at + 1] !== undefined && lines[at + 1].trim() !== '' && /^\s*/.exec(lines[at + 1])[0].length > before.length;
    let text = /^[>|]/.test(rest) ? '' : rest;
    while (deeper()) text += ` ${lines[++at].trim()}`;
    const closed = /^"((?:[^"\\]|\\.)*)"|^'([^']*)'/.exec(text.trim());
    text = closed ? (closed[1] ?? closed[2]) : text.replace(/\s+#.*$/, '');
    out.push(`${before}${key}: ${harm(key, text.trim())}`);
  }
  return out.join('\n');
}

// A page whose `faults` are also that anything was run, and whose `texts` are all that it has shown.
export async function openHostile(browser, url, options) {
  const opened = await openPage(browser, url, options);
  const {page, faults} = opened;
  page.context().setDefaultTimeout(60_000);
  await page.context().exposeFunction('hurt', (which) => faults.push(`hurt(${which}) at ${page.url()}`));
  page.on('framenavigated', (frame) => {
    if (!/^(about:|blob:)/.test(frame.url()) && !frame.url().startsWith(url)) faults.push(`goes to ${frame.url()}`);
  });
  return {...opened, texts: new Set()};
}

// Notes what is shown, and judges how: nothing reaches over the page's right edge, but what scrolls by itself,
// and no text of ours is turned by one of theirs.
export async function judge({page, texts}, what) {
  const found = await page.evaluate(() => {
    const shown = [];
    const wide = [];
    const turned = [];
    const scrolls = '.table-scroll, .tabs, .top nav, .code, .visually-hidden, .hidden, .skip, .popover, svg, pre';
    const turns = /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC]/;
    const visit = (root, scrollsItself) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.nodeType === Node.ELEMENT_NODE) {
          if (node.shadowRoot) visit(node.shadowRoot, node.matches('.code'));
          for (const attribute of ['value', 'aria-label', 'title', 'placeholder']) if (node[attribute] ?? node.getAttribute(attribute)) shown.push(String(node[attribute] ?? node.getAttribute(attribute)));
          continue;
        }
        const text = node.data;
        if (!text.trim()) continue;
        shown.push(text);
        const range = document.createRange();
        range.selectNodeContents(node);
        const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
        if (scrollsItself || rects.length === 0 || node.parentElement?.closest(scrolls)) continue;
        const right = Math.max(...rects.map((rect) => rect.right));
        if (right > innerWidth + 1) wide.push(`${text.slice(0, 60)} ends at ${Math.round(right)}`);
        // Two letters beside each other: of what is ours behind what is theirs, which ends in the name of its place.
        const behind = turns.test(text) ? /^([^]*·[\w. ]+?)[\u2069\u202C]+([^\u2069\u202C]*)$/.exec(text) : ['', '', text];
        const letters = behind ? behind[2].search(/[A-Za-z0-9]{2}/) : -1;
        const first = letters < 0 ? -1 : text.length - behind[2].length + letters;
        if (first < 0) continue;
        const left = [first, first + 1].map((from) => {
          range.setStart(node, from);
          range.setEnd(node, from + 1);
          return range.getBoundingClientRect();
        });
        if (Math.abs(left[0].top - left[1].top) < 2 && left[1].left < left[0].left) turned.push(text.slice(-80));
      }
    };
    visit(document.documentElement);
    const {scrollWidth} = document.documentElement;
    if (scrollWidth > innerWidth) wide.push(`the page is ${scrollWidth} wide`);
    return {shown, wide, turned};
  });
  for (const text of found.shown) texts.add(text);
  assert.deepEqual(found.wide, [], `${what} in ${page.viewportSize().width} pixels`);
  assert.deepEqual(found.turned, [], `${what}: turned`);
}

// Of `wanted`, what was on none of the pages.
export function unseen(texts, wanted) {
  const all = plain([...texts].join('\n'));
  return wanted.filter((text) => !all.includes(plain(text)));
}

export function makeFolder(...parts) {
  const folder = join(...parts);
  mkdirSync(folder, {recursive: true});
  return folder;
}
