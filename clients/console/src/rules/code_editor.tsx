// The text of a file, with what is wrong with it at its place. It lives in a shadow root: there its styles
// are sheets of the script, which the page's policy allows, and not elements of the page, which it refuses.
import {autocompletion, completionKeymap, type CompletionContext, type CompletionResult} from '@codemirror/autocomplete';
import {history, historyKeymap, indentLess, indentMore, standardKeymap, toggleComment} from '@codemirror/commands';
import {yaml} from '@codemirror/lang-yaml';
import {HighlightStyle, indentOnInput, syntaxHighlighting} from '@codemirror/language';
import {lintGutter, lintKeymap, setDiagnostics, type Diagnostic} from '@codemirror/lint';
import {Annotation, EditorState} from '@codemirror/state';
import {
  Decoration, drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, WidgetType,
} from '@codemirror/view';
import {tags} from '@lezer/highlight';
import {useEffect, useRef} from 'react';
import {DiagnosticSeverity, type PackDiagnostic} from '../gen/bellwether/v1/packs_pb';
import type {Part} from './pack_files';
import {rangeIn} from './places';
import {keysAt, valuesAt, type Schema} from './schema_words';
import {pathAt} from './yaml_path';

const theme = EditorView.theme({
  '&': {color: 'var(--text)', backgroundColor: 'var(--card)', height: '100%', fontSize: '0.875rem'},
  '&.cm-focused': {outline: 'none'},
  // Above the line numbers, which would cover an outline's left side.
  '&.cm-focused::after': {content: '""', position: 'absolute', inset: '0', border: '2px solid var(--focus)', pointerEvents: 'none', zIndex: '300'},
  '.cm-scroller': {fontFamily: "ui-monospace, 'Cascadia Mono', 'Liberation Mono', monospace", lineHeight: '1.6'},
  '.cm-content': {caretColor: 'var(--text)', padding: '0.5rem 0'},
  '.cm-cursor': {borderLeftColor: 'var(--text)', borderLeftWidth: '2px'},
  '.cm-gutters': {backgroundColor: 'var(--sunk)', color: 'var(--quiet)', borderRight: '1px solid var(--line)'},
  '.cm-dot': {color: 'var(--bad)'},
  '.cm-activeLine': {backgroundColor: 'color-mix(in srgb, var(--accent-soft) 40%, transparent)'},
  '.cm-activeLineGutter': {backgroundColor: 'var(--accent-soft)', color: 'var(--text)'},
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--focus) 30%, transparent)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--card)', color: 'var(--text)', border: '1px solid var(--line-strong)', borderRadius: '8px', maxWidth: '36rem',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {fontFamily: 'inherit', maxHeight: '16rem'},
  '.cm-tooltip-autocomplete ul li[aria-selected]': {backgroundColor: 'var(--accent-soft)', color: 'var(--text)'},
  '.cm-completionInfo': {padding: '0.4rem 0.6rem', fontFamily: 'system-ui, sans-serif'},
  '.cm-completionIcon': {display: 'none'},
  '.cm-diagnostic': {padding: '0.4rem 0.6rem', whiteSpace: 'pre-wrap', fontFamily: 'system-ui, sans-serif'},
  '.cm-diagnostic-error': {borderLeft: '4px solid var(--bad)'},
  '.cm-diagnostic-warning': {borderLeft: '4px solid var(--middle)'},
  '.cm-diagnostic-info': {borderLeft: '4px solid var(--none)'},
  // Lines and marks are drawn and not pictures, which the policy refuses.
  '.cm-lintRange': {backgroundImage: 'none', paddingBottom: '0', textUnderlineOffset: '0.2em'},
  '.cm-lintRange-error': {backgroundImage: 'none', textDecoration: 'underline wavy var(--bad)'},
  '.cm-lintRange-warning': {backgroundImage: 'none', textDecoration: 'underline wavy var(--middle)'},
  '.cm-lintRange-info': {backgroundImage: 'none', textDecoration: 'underline dotted var(--none)'},
  '.cm-lintRange-active': {backgroundColor: 'var(--middle-soft)'},
  '.cm-gutter-lint': {width: '1.1rem'},
  '.cm-gutter-lint .cm-gutterElement': {padding: '0.5rem 0.2rem'},
  '.cm-lint-marker': {width: '0.65rem', height: '0.65rem'},
  '.cm-lint-marker-error': {content: 'normal', backgroundColor: 'var(--bad)', transform: 'rotate(45deg)'},
  '.cm-lint-marker-warning': {content: 'normal', backgroundColor: 'var(--middle)', borderRadius: '50%'},
  '.cm-lint-marker-info': {content: 'normal', border: '2px solid var(--none)', borderRadius: '50%'},
});

const colours = syntaxHighlighting(
  HighlightStyle.define([
    {tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--accent)', fontWeight: '600'},
    {tag: [tags.string, tags.content, tags.attributeValue], color: 'var(--text)'},
    {tag: [tags.lineComment, tags.comment], color: 'var(--quiet)', fontStyle: 'italic'},
    {tag: [tags.meta, tags.typeName, tags.labelName, tags.keyword], color: 'var(--series-3)'},
    {tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--quiet)'},
  ]),
);

// Loaded when it is first asked for.
let schema: Promise<Schema> | undefined;
function loadSchema(): Promise<Schema> {
  schema ??= import('./pack_schema').then((loaded) => loaded.packSchema);
  return schema;
}

function completion(part: () => Part) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const path = part() === 'rules' ? pathAt(context.state.sliceDoc(0, context.pos)) : undefined;
    if (!path || (!context.explicit && path.from === context.pos)) return null;
    const known = await loadSchema();
    const words = path.value ? valuesAt(known, path.keys) : keysAt(known, path.keys);
    if (words.length === 0) return null;
    return {
      from: path.from,
      options: words.map(({word, means}) => ({
        label: word,
        apply: path.value ? word : `${word}: `,
        ...(means ? {info: means} : {}),
      })),
      validFor: /^[\w.-]*$/,
    };
  };
}

function placed(state: EditorState, diagnostic: PackDiagnostic): Diagnostic {
  const line = state.doc.line(Math.min(Math.max(1, diagnostic.line), state.doc.lines));
  const {from, to} = rangeIn(line.text, diagnostic);
  return {
    from: line.from + from,
    to: line.from + to,
    severity: diagnostic.allowedReason ? 'info' : diagnostic.severity === DiagnosticSeverity.ERROR ? 'error' : 'warning',
    message: [diagnostic.message, diagnostic.hint, diagnostic.allowedReason].filter(Boolean).join('\n'),
  };
}

// Characters that are not seen, or turn the text, are shown as a dot: rules are read as the server reads them.
class Dot extends WidgetType {
  toDOM(): HTMLElement {
    const made = document.createElement('span');
    made.className = 'cm-dot';
    made.textContent = '•';
    return made;
  }
}
const dot = Decoration.replace({widget: new Dot()});

function dots({state, visibleRanges}: EditorView) {
  return Decoration.set(
    visibleRanges.flatMap(({from, to}) =>
      [...state.sliceDoc(from, to).matchAll(/[\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g)].map(({index}) => dot.range(from + index, from + index + 1)),
    ),
  );
}

// Lines are measured at once, and not only when the text comes into view: their numbers stand beside them in a picture of
// the whole page, too. A place to scroll to makes the view measure; this one is where it is.
function measure(view: EditorView): void {
  view.dispatch({effects: view.scrollSnapshot()});
}

// Not typed, but taken over from outside.
const taken = Annotation.define<boolean>();

export function CodeEditor({name, part, text, label, diagnostics, go, onChange}: {
  name: string;
  part: Part;
  text: string;
  // Of the text, for those who do not see it.
  label: string;
  // Of this file.
  diagnostics: readonly PackDiagnostic[];
  // To a line, whenever `key` is another one.
  go: {line: number; key: string};
  onChange: (name: string, text: string) => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  // Each file keeps what can be undone, and where the cursor was.
  const states = useRef(new Map<string, EditorState>());
  const shown = useRef(name);
  const latest = useRef({part, onChange, label});
  latest.current = {part, onChange, label};

  const stateOf = (doc: string) =>
    EditorState.create({
      doc,
      extensions: [
        EditorView.decorations.of(dots), lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), drawSelection(), history(), indentOnInput(),
        yaml(), colours, theme, lintGutter(),
        autocompletion({override: [completion(() => latest.current.part)]}),
        // Tab leaves the text, as it does everywhere else.
        keymap.of([
          ...standardKeymap, {key: 'Mod-/', run: toggleComment}, {key: 'Mod-]', run: indentMore}, {key: 'Mod-[', run: indentLess},
          ...historyKeymap, ...lintKeymap, ...completionKeymap,
        ]),
        EditorView.contentAttributes.of(() => ({'aria-label': latest.current.label, spellcheck: 'false', tabindex: '0'})),
        EditorView.updateListener.of((update) => {
          const typed = update.docChanged && !update.transactions.some((each) => each.annotation(taken));
          if (typed) latest.current.onChange(shown.current, update.state.doc.toString());
        }),
      ],
    });

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({mode: 'open'});
    const made = new EditorView({state: stateOf(text), parent: root, root});
    measure(made);
    view.current = made;
    return () => {
      made.destroy();
      view.current = undefined;
    };
  }, []);

  useEffect(() => {
    const now = view.current;
    if (!now || shown.current === name) return;
    states.current.set(shown.current, now.state);
    shown.current = name;
    now.setState(states.current.get(name) ?? stateOf(text));
    measure(now);
    now.scrollDOM.scrollTop = 0;
  }, [name]);

  useEffect(() => {
    const now = view.current;
    if (!now || now.state.doc.toString() === text) return;
    now.dispatch({changes: {from: 0, to: now.state.doc.length, insert: text}, annotations: taken.of(true)});
  }, [name, text]);

  useEffect(() => {
    const now = view.current;
    if (now) now.dispatch(setDiagnostics(now.state, diagnostics.map((each) => placed(now.state, each))));
  }, [name, diagnostics]);

  useEffect(() => {
    const now = view.current;
    if (!now || go.line < 1) return;
    const {from} = now.state.doc.line(Math.min(go.line, now.state.doc.lines));
    now.dispatch({selection: {anchor: from}, effects: EditorView.scrollIntoView(from, {y: 'center'})});
    now.focus();
  }, [name, go.line, go.key]);

  return <div ref={host} className="code" />;
}
