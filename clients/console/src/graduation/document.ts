// A document of headings, paragraphs, lists and tables, as Markdown and as a page that stands by itself.
// Texts come from anybody: each form writes them as text.
export type Block =
  | {kind: 'heading'; level: 2 | 3; text: string}
  | {kind: 'paragraph'; text: string}
  | {kind: 'list'; items: readonly string[]}
  | {kind: 'facts'; facts: readonly (readonly [string, string])[]}
  | {kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[]};

export interface Document {
  title: string;
  // Tag of its language.
  language: string;
  blocks: readonly Block[];
}

// What Markdown would read as something else than text.
function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/^(\s*)([#+\-=])/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/gm, '$1\\$2');
}

function oneLine(text: string): string {
  return plain(text.replace(/\s*[\n\r\u2028\u2029]\s*/g, ' ').trim());
}

function markdownOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${oneLine(block.text)}`;
    case 'paragraph':
      return block.text.trim().split(/\n\s*\n/).map((each) => plain(each.trim()).replace(/\n/g, '  \n')).join('\n\n');
    case 'list':
      return block.items.map((item) => `- ${oneLine(item)}`).join('\n');
    case 'facts':
      return block.facts.map(([name, value]) => `- **${oneLine(name)}:** ${oneLine(value)}`).join('\n');
    case 'table':
      return [
        `| ${block.head.map(oneLine).join(' | ')} |`,
        `| ${block.head.map(() => '---').join(' | ')} |`,
        ...block.rows.map((row) => `| ${row.map(oneLine).join(' | ')} |`),
      ].join('\n');
  }
}

export function toMarkdown(document: Document): string {
  return `# ${oneLine(document.title)}\n\n${document.blocks.map(markdownOf).filter(Boolean).join('\n\n')}\n`;
}

function escaped(text: string): string {
  const names: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};
  return text.replace(/[&<>"']/g, (character) => names[character] ?? '');
}

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`;
    case 'paragraph':
      return block.text.trim().split(/\n\s*\n/).map((each) => `<p>${escaped(each.trim()).replace(/\n/g, '<br>')}</p>`).join('\n');
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${escaped(item)}</li>`).join('\n')}\n</ul>`;
    case 'facts':
      return `<dl>\n${block.facts.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('\n')}\n</dl>`;
    case 'table': {
      const head = block.head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('');
      const rows = block.rows.map((row) =>
        `<tr>${row.map((cell, index) => (index === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td>${escaped(cell)}</td>`)).join('')}</tr>`,
      );
      return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
    }
  }
}

const style = [
  'body { overflow-wrap: anywhere; font: 16px/1.5 system-ui, sans-serif; color: #17201c; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }',
  'h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; border-bottom: 1px solid #d8ddda; } h3 { font-size: 1rem; }',
  'table { border-collapse: collapse; width: 100%; } th, td { text-align: start; padding: .4rem .6rem; border-bottom: 1px solid #d8ddda; vertical-align: top; }',
  'dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; } dt { color: #55605b; } dd { margin: 0; }',
  '@media print { body { margin: 0; max-width: none; font-size: 10pt; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; } }',
].join('\n');

export function toHtml(document: Document): string {
  return [
    '<!doctype html>',
    `<html lang="${escaped(document.language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    // Nothing of it is ever run or loaded, wherever it is opened.
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
    `<title>${escaped(document.title)}</title>`,
    `<style>\n${style}\n</style>`,
    '</head>',
    '<body>',
    `<h1>${escaped(document.title)}</h1>`,
    ...document.blocks.map(htmlOf).filter(Boolean),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
