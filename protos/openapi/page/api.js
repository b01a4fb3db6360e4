// Shows the OpenAPI document of this server: services, methods with a command each, messages with their fields.
// All of it is text of the document; nothing of it is read as markup.

const PREFIX = '#/components/schemas/';
const STREAM = 'application/connect+json';

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
};

const link = (id, ...children) => element('a', { href: `#${id}` }, ...children);

// A line of a comment: `code` and [words](address) in it.
const inline = (text) => text.split(/(`[^`]+`|\[[^\]]+\]\(https:[^)\s]+\))/).map((part) => {
  const address = /^\[([^\]]+)\]\((https:.+)\)$/.exec(part);
  if (address) return element('a', { href: address[2] }, address[1]);
  return /^`.+`$/.test(part) ? element('code', {}, part.slice(1, -1)) : part;
});

// Paragraphs, and tables that are indented by four spaces.
const prose = (text) => (text ? text.split('\n\n') : []).map((part) => (part.startsWith('    ')
  ? element('pre', { tabindex: '0' }, part.replace(/^ {4}/gm, ''))
  : element('p', {}, ...inline(part))));

const nameOf = (reference) => reference.$ref.slice(PREFIX.length);
const shortName = (name) => name.replace(/^bellwether\.v\d+\./, '');
const toMessage = (reference) => link(nameOf(reference), shortName(nameOf(reference)));

// What a value may be, in words.
const typeOf = (schema) => {
  if (schema.$ref) return [toMessage(schema)];
  if (schema.type === 'array' && schema.items) return ['list of ', ...typeOf(schema.items)];
  if (schema.additionalProperties) return ['map to ', ...typeOf(schema.additionalProperties)];
  if (schema.anyOf) return typeOf(schema.anyOf[0]);
  if (schema.contentEncoding) return [`${schema.type} (${schema.contentEncoding})`];
  if (!schema.type) return ['any value'];
  return [schema.format ? `${schema.type} (${schema.format})` : schema.type];
};

// Of each field that only one may be given of, these.
const alternatives = (schema) => {
  const found = new Map();
  for (const rule of schema.allOf ?? []) {
    const members = rule.oneOf.filter((way) => way.required).map((way) => way.required[0]);
    for (const member of members) found.set(member, members);
  }
  return found;
};

const field = (name, schema, needed, members) => {
  const kind = element('span', { class: 'kind' }, ...typeOf(schema));
  const term = element('dt', {}, element('code', {}, name), ' ', kind);
  if (needed) term.append(' ', element('strong', { class: 'need' }, 'required'));
  if (schema.deprecated) term.append(' ', element('strong', { class: 'need' }, 'deprecated'));
  if (members?.length > 1) term.append(' ', element('span', { class: 'kind' }, `· one of ${members.join(', ')}`));
  return [term, element('dd', {}, ...prose(schema.description))];
};

const fields = (schema) => {
  const one = alternatives(schema);
  const rows = Object.entries(schema.properties ?? {})
    .flatMap(([name, value]) => field(name, value, schema.required?.includes(name), one.get(name)));
  return rows.length ? element('dl', { class: 'fields' }, ...rows) : null;
};

const values = (schema) => (!schema.enum ? null : element('dl', { class: 'fields' }, ...schema.enum.flatMap((value) => [
  element('dt', {}, element('code', {}, value)),
  element('dd', {}, ...prose(schema['x-enumDescriptions']?.[value])),
])));

const about = (schema) => [...prose(schema.description),
  ...(schema.allOf ?? []).flatMap((rule) => prose(rule.description)), values(schema), fields(schema)];

const message = (name, schema) => element('article', { id: name },
  element('h3', {}, link(name, shortName(name)), ' ',
    element('span', { class: 'kind' }, schema.enum ? 'enum' : schema.properties ? '' : typeOf(schema)[0])),
  ...about(schema));

// The message that a body is made of, and whether it is a stream.
const bodyOf = (content) => content[STREAM]
  ? { reference: content[STREAM]['x-itemSchema'], streaming: true }
  : { reference: content['application/json'].schema, streaming: false };

// A method with the messages that it takes and gives. `schemas` loses these: they are shown here.
const method = (path, { post: operation, get }, schemas) => {
  const id = path.slice(1).replace('/', '.');
  const request = bodyOf(operation.requestBody.content);
  const answer = bodyOf(operation.responses['200'].content);
  const part = (title, { reference, streaming }, said) => {
    const schema = schemas.get(nameOf(reference));
    schemas.delete(nameOf(reference));
    return element('section', schema ? { id: nameOf(reference) } : {},
      element('h4', {}, `${title}: `, toMessage(reference)),
      ...(streaming ? prose(said) : []),
      ...(schema ? about(schema) : []));
  };
  return element('article', { id },
    element('h3', {}, link(id, path.split('/')[2]), ' ',
      element('span', { class: 'kind' }, request.streaming ? 'stream' : '')),
    element('p', { class: 'path' }, element('code', {}, `POST${get ? ', GET' : ''} ${path}`)),
    ...prose(operation.description),
    ...[operation, get].flatMap((one) => one?.['x-codeSamples'] ?? []).map((sample) => element('pre', { tabindex: '0' }, sample.source)),
    part('Request', request, operation.requestBody.description),
    part('Answer', answer, operation.responses['200'].description));
};

const section = (id, title, texts, articles) =>
  element('section', { id }, element('h2', {}, title), ...texts, ...articles);

const render = (api) => {
  const byService = new Map(api.tags.map((tag) => [tag.name, []]));
  for (const [path, item] of Object.entries(api.paths)) byService.get(item.post.tags[0]).push([path, item]);
  const schemas = new Map(Object.entries(api.components.schemas));
  const services = api.tags.map((tag) => section(tag.name, shortName(tag.name), prose(tag.description),
    byService.get(tag.name).map(([path, item]) => method(path, item, schemas))));
  const messages = [...schemas].map(([name, schema]) => message(name, schema));
  document.getElementById('version').textContent = api.info.version;
  document.getElementById('content').replaceChildren(
    section('about', 'How to ask', [...prose(api.info.description),
      element('p', {}, element('a', { href: '../openapi.json' }, 'openapi.json'))], []),
    ...services,
    section('messages', 'Messages', [], messages));
  document.getElementById('contents').append(element('ul', {},
    element('li', {}, link('about', 'How to ask')),
    ...api.tags.map((tag) => element('li', {}, link(tag.name, shortName(tag.name)),
      element('ul', {}, ...byService.get(tag.name).map(([path]) =>
        element('li', {}, link(path.slice(1).replace('/', '.'), path.split('/')[2])))))),
    element('li', {}, link('messages', 'Messages'))));
};

// Leaves the methods and messages that hold every word.
const filter = (words) => {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const articles = [...document.querySelectorAll('article')];
  for (const article of articles) {
    const text = article.textContent.toLowerCase();
    article.hidden = !wanted.every((word) => text.includes(word));
  }
  for (const part of document.querySelectorAll('main > section')) {
    part.hidden = wanted.length > 0 && !part.querySelector('article:not([hidden])');
  }
  for (const item of document.querySelectorAll('nav li')) {
    item.hidden = document.getElementById(item.firstChild.hash.slice(1)).hidden;
  }
  const found = articles.filter((article) => !article.hidden).length;
  document.getElementById('found').textContent = wanted.length ? `${found} found` : '';
};

// Shows what the address names, which may have come after the address, or be filtered away.
const goToFragment = (input) => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.closest('main')) return;
  if (target.closest('[hidden]')) {
    input.value = '';
    filter('');
  }
  target.scrollIntoView();
};

try {
  const answer = await fetch('../openapi.json');
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  render(await answer.json());
  const input = document.getElementById('filter');
  input.addEventListener('input', () => filter(input.value));
  addEventListener('hashchange', () => goToFragment(input));
  if (location.hash) location.replace(location.hash);
  goToFragment(input);
} catch (error) {
  document.getElementById('state').append(` It cannot be read: ${error.message}.`);
}
