// Where in a YAML file a cursor is: the keys that lead there, by indentation, and within braces on a line.
// It reads what people type in packs, also while it is half typed; it is for completion, and no parser.

export interface YamlPath {
  // Keys, and -1 for an entry of a list.
  keys: readonly (string | -1)[];
  // After the colon of the last key: a value is being typed, else a key.
  value: boolean;
  // Of the word that is being typed, in the text.
  from: number;
}

const keyed = /^(['"]?)([A-Za-z_][\w.-]*)\1:(?:\s|$)/;

interface Line {
  indent: number;
  // Without its indentation, dashes and comment.
  text: string;
  // How many entries of lists begin here.
  dashes: number[];
}

function readLine(line: string): Line {
  let indent = line.length - line.trimStart().length;
  let text = line.slice(indent);
  const dashes: number[] = [];
  for (let dash = /^-(\s+|$)/.exec(text); dash; dash = /^-(\s+|$)/.exec(text)) {
    dashes.push(indent);
    indent += dash[0].length;
    text = text.slice(dash[0].length);
  }
  return {indent, text: text.startsWith('#') ? '' : text, dashes};
}

// Keys and lists around the line at its indentation, outermost first.
function around(lines: readonly string[], line: Line): (string | -1)[] {
  const keys: (string | -1)[] = [];
  let indent = line.indent;
  const climb = (dashes: readonly number[]) => {
    for (const dash of [...dashes].reverse()) {
      if (dash >= indent) continue;
      keys.unshift(-1);
      indent = dash;
    }
  };
  climb(line.dashes);
  // A list may stand at the indentation of its key.
  let listed = line.dashes.length > 0;
  for (let at = lines.length - 1; at >= 0 && (indent > 0 || listed); at--) {
    const above = readLine(lines[at] ?? '');
    if (above.text === '' && above.dashes.length === 0) continue;
    const found = keyed.exec(above.text);
    const holds = above.indent < indent || (listed && above.indent === indent && above.dashes.length === 0);
    if (found && holds) {
      keys.unshift(found[2] ?? '');
      indent = above.indent;
      listed = false;
      climb(above.dashes);
      if (above.dashes.length > 0) listed = true;
    } else if (above.dashes.some((dash) => dash < indent)) {
      climb(above.dashes);
      listed = true;
    }
  }
  return keys;
}

// `before`: the text up to the cursor. Undefined: in a comment, or where nothing can be said.
export function pathAt(before: string): YamlPath | undefined {
  const begin = before.lastIndexOf('\n') + 1;
  const current = before.slice(begin);
  if (/(^|\s)#/.test(current)) return undefined;
  const line = readLine(current);
  const keys = around(before.slice(0, Math.max(0, begin - 1)).split('\n'), line);
  let rest = line.text;
  let value = false;
  const key = keyed.exec(rest);
  if (key) {
    keys.push(key[2] ?? '');
    rest = rest.slice(key[0].length);
    value = true;
  }
  // Braces and brackets of this line that are open.
  const open: ('{' | '[')[] = [];
  let word = '';
  for (const character of rest) {
    switch (character) {
      case '{':
      case '[':
        open.push(character);
        if (character === '[') keys.push(-1);
        value = character === '[';
        word = '';
        break;
      case '}':
      case ']':
        if (value && open.at(-1) === '{') keys.pop();
        if (open.pop() === '[') keys.pop();
        value = true;
        word = '';
        break;
      case ',':
        if (open.at(-1) === '{' && value) {
          keys.pop();
          value = false;
        }
        word = '';
        break;
      case ':':
        if (open.at(-1) === '{' && !value) {
          keys.push(word.trim());
          value = true;
        }
        word = '';
        break;
      default:
        word += character;
    }
  }
  const typed = open.length > 0 || key ? word.trimStart() : rest;
  if (/\s/.test(typed)) return undefined;
  return {keys, value, from: before.length - typed.length};
}
