// @vitest-environment jsdom
import {expect, test} from 'vitest';
import {toHtml, toMarkdown, type Block, type Document} from './document';

const hostile = '<script>alert(1)</script> & *bold* [a](b) | `c`';
const document: Document = {
  title: 'Handoff: acme',
  language: 'en',
  blocks: [
    {kind: 'heading', level: 2, text: 'Value'},
    {kind: 'paragraph', text: '# one\ntwo\n\n1. three'},
    {kind: 'list', items: [hostile, 'two\nlines']},
    {kind: 'facts', facts: [['Seats', '1,200']]},
    {kind: 'table', head: ['Step', 'By'], rows: [['Brief | tell', 'csm']]},
  ],
};

test('as Markdown, with texts that stay texts', () => {
  expect(toMarkdown(document)).toBe(
    [
      '# Handoff: acme', '',
      '## Value', '',
      '\\# one  \ntwo\n\n1\\. three', '',
      '- \\<script\\>alert(1)\\</script\\> &amp; \\*bold\\* \\[a\\](b) \\| \\`c\\`',
      '- two lines', '',
      '- **Seats:** 1,200', '',
      '| Step | By |', '| --- | --- |', '| Brief \\| tell | csm |', '',
    ].join('\n'),
  );
});

test('as a page that runs and loads nothing', () => {
  const html = toHtml(document);
  expect(html).toContain('<html lang="en">');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; *bold*');
  expect(html).not.toContain('<script');
  expect(html).toContain("default-src 'none'");
  expect(html).toContain('<p># one<br>two</p>\n<p>1. three</p>');
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  expect(parsed.querySelectorAll('li')[0]?.textContent).toBe(hostile);
  expect(parsed.querySelector('td')?.textContent).toBe('csm');
});

test('no text of a table, a list or a heading begins another line', () => {
  const odd = 'a\r| b |\r\n# c\u2028- d\n\n<i>e';
  const blocks: Block[] = [
    {kind: 'heading', level: 3, text: odd}, {kind: 'list', items: [odd]}, {kind: 'facts', facts: [[odd, odd]]},
    {kind: 'table', head: [odd], rows: [[odd]]},
  ];
  const lines = toMarkdown({title: odd, language: 'en', blocks}).split(/[\n\r\u2028\u2029]/).filter(Boolean);
  expect(lines).toHaveLength(7);
  for (const line of lines) expect(line).not.toMatch(/^- d|[^\\]<i>/);
});
