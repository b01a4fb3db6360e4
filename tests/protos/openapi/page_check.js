// Looks at the page from within and posts what it finds to the test.
const refused = [];
addEventListener('securitypolicyviolation', (event) => refused.push(`${event.violatedDirective} ${event.blockedURI}`));

const until = async (condition) => {
  while (!condition()) await new Promise((done) => setTimeout(done, 20));
};
const post = (found) => fetch('/found', { method: 'POST', body: JSON.stringify(found) });
const id = (name) => document.getElementById(name);

const everything = async () => {
  const api = await (await fetch('../openapi.json')).json();
  const missing = [];
  for (const [path, item] of Object.entries(api.paths)) {
    const text = id(path.slice(1).replace('/', '.'))?.textContent ?? '';
    const commands = Object.values(item).map((operation) => operation['x-codeSamples'][0].source);
    for (const wanted of [path, ...commands]) if (!text.includes(wanted)) missing.push(wanted);
  }
  for (const [name, schema] of Object.entries(api.components.schemas)) {
    const text = id(name)?.textContent ?? '';
    for (const field of Object.keys(schema.properties ?? {})) if (!text.includes(field)) missing.push(`${name}.${field}`);
    for (const value of schema.enum ?? []) if (!text.includes(value)) missing.push(value);
    if (!text) missing.push(name);
  }
  for (const link of document.querySelectorAll('a[href^="#"]')) if (!id(link.hash.slice(1))) missing.push(link.hash);
  const judged = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
  const faults = judged.violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.slice(0, 3).map((node) => node.html)}`);
  const scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  return { missing, faults, refused, scheme, methods: document.querySelectorAll('article .path').length };
};

const visible = (selector) => [...document.querySelectorAll(selector)].filter((one) => !one.closest('[hidden]'));

const filtered = async () => {
  const input = id('filter');
  input.value = 'frees MEMORY';
  input.dispatchEvent(new Event('input'));
  const found = {
    shown: visible('article').map((article) => article.id),
    status: id('found').textContent,
    services: visible('nav > ul > li').map((item) => item.firstChild.textContent),
  };
  location.hash = '#bellwether.v1.Account';
  await until(() => input.value === '');
  found.after = { filter: input.value, status: id('found').textContent, visible: !id('bellwether.v1.Account').hidden };
  return found;
};

const what = location.search.slice(1);
if (what === 'state') {
  await until(() => id('state')?.textContent.includes('cannot be read'));
  await post({ state: id('state').textContent });
} else {
  await until(() => document.querySelector('article'));
  await post(await (what === 'all' ? everything() : filtered()));
}
