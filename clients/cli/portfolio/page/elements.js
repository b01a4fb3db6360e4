// Elements of a page: tables, and figures that are drawn as wide as their place is, and again when
// that or the theme changes. Text goes in as text, never as HTML.
//
//   PageElements.show(root, () => [element('h1', {}, 'Title'), figure('Plot', (width) => svg)]);
const PageElements = (() => {
  'use strict';
  const COLOURS = ['ink', 'quiet', 'line', 'panel', 'accent', 'good', 'middling', 'bad'];
  function theme() {
    const style = getComputedStyle(document.documentElement);
    return Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
    return made;
  }
  // Columns after the first hold numbers; those of `wide` are left out on narrow screens.
  function table(header, rows, {wide = [], texts = 1, label = header[0]} = {}) {
    const kind = (i) => [i >= texts ? 'number' : '', wide.includes(i) ? 'wide' : ''].filter(Boolean).join(' ');
    const cells = (name, row) => row.map((cell, i) => {
      const made = element(name, kind(i) ? {class: kind(i)} : {}, cell ?? '');
      if (name === 'th') made.setAttribute('scope', 'col');
      return made;
    });
    const body = rows.map((row) => (row.length === 1
        ? element('tr', {}, element('th', {class: 'part', scope: 'rowgroup', colspan: header.length}, row[0]))
        : element('tr', {}, ...cells('td', row))));
    const made = element('table', {}, element('thead', {}, element('tr', {}, ...cells('th', header))), element('tbody', {}, ...body));
    return element('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label || 'numbers'}, made);
  }

  // ---- Plots: drawn as wide as their place is, and again when that or the theme changes.

  const pending = [];  // [figure, draw]
  function figure(title, draw) {
    const made = element('figure', {}, element('figcaption', {}, title));
    pending.push([made, draw]);
    return made;
  }

  function drawAll() {
    for (const [place, draw] of pending) {
      const width = Math.floor(place.clientWidth);
      if (width < 1 || place.drawn === width) continue;
      place.drawn = width;
      place.querySelector('svg')?.remove();
      place.append(draw(width));
    }
  }

  // Fills `root` with what `make` makes, now and whenever the theme changes; what was opened stays
  // open.
  function show(root, make) {
    const fill = () => {
      const open = new Set([...document.querySelectorAll('details[open]')].map((one) => one.closest('section').id));
      pending.length = 0;
      root.replaceChildren(...make().filter((child) => child !== null && child !== undefined && child !== ''));
      for (const id of open) document.getElementById(id)?.querySelector('details')?.setAttribute('open', '');
      drawAll();
    };
    fill();
    new ResizeObserver(drawAll).observe(root);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', fill);
  }

  return {element, figure, show, table, theme};
})();
