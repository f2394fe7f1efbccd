import { autocompletion, type Completion, type CompletionContext, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown } from "@codemirror/lang-markdown";
import { syntaxTree } from "@codemirror/language";
import { Compartment, EditorState, type Extension, type Range, StateEffect } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, keymap, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { EDITOR_THEME } from "./code-mirror-theme.ts";
import { marksIn } from "./prompt-marks.ts";
import { type PromptName, type PromptNames, problemOf } from "./prompt-names.ts";

interface EditorOptions {
  /** Where it lives. Its styles are adopted there, which the Content-Security-Policy allows. */
  root: ShadowRoot;
  text: string;
  label: string;
  isReadOnly: boolean;
  names: PromptNames;
  onChange(text: string): void;
  /** Called when somebody chooses a name that the agent does not have yet. */
  onMention(name: string): void;
}

/** An editor of a prompt. */
export interface PromptEditorView {
  setText(text: string): void;
  setNames(names: PromptNames): void;
  setReadOnly(isReadOnly: boolean): void;
  destroy(): void;
}

/** Opens an editor of Markdown in which variables and references are completed, marked, and underlined when unknown. */
export function openPromptEditor(options: EditorOptions): PromptEditorView {
  const { root, text, label, isReadOnly, names, onChange, onMention } = options;
  const known: Completions = { names, onMention };
  const locking = new Compartment();
  const extensions = [
    history(),
    keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
    markdown({ completeHTMLTags: false }),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "true", autocapitalize: "sentences" }),
    EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
    withNames(known),
    locking.of(locked(isReadOnly)),
    EDITOR_THEME,
  ];
  const view = new EditorView({ parent: root, root, state: EditorState.create({ doc: text, extensions }) });
  return {
    setText: (next) => {
      const now = view.state.doc;
      if (now.toString() !== next) view.dispatch({ changes: { from: 0, to: now.length, insert: next } });
    },
    setNames: (next) => {
      known.names = next;
      view.dispatch({ effects: namesChanged.of(null) });
    },
    setReadOnly: (isLocked) => view.dispatch({ effects: locking.reconfigure(locked(isLocked)) }),
    destroy: () => view.destroy(),
  };
}

function locked(isReadOnly: boolean): Extension {
  return [EditorState.readOnly.of(isReadOnly), EditorView.editable.of(!isReadOnly)];
}

const namesChanged = StateEffect.define<null>();

/** The same source for good: another would close the list of completions that is open. */
function withNames(known: Completions): Extension {
  return [
    autocompletion({ override: [(context) => complete(context, known)], icons: false }),
    ViewPlugin.define((view) => new Marks(view, known), { decorations: ({ decorations }) => decorations }),
  ];
}

interface Completions {
  names: PromptNames;
  onMention(name: string): void;
}

function complete(context: CompletionContext, { names, onMention }: Completions) {
  const begun = context.matchBefore(/(?<![\p{L}\p{N}_$@])[$@][A-Za-z0-9_/-]*/u);
  if (begun === null) return null;
  const sign = begun.text[0] as string;
  const known = sign === "$" ? names.variables : names.references;
  const options = known.map((one) => completion(sign, one, onMention));
  return { from: begun.from, options, validFor: /^[$@][A-Za-z0-9_/-]*$/ };
}

function completion(sign: string, { name, kind, about, isEnabled }: PromptName, onMention: (name: string) => void) {
  const label = `${sign}${name}`;
  const offered: Completion = {
    label,
    detail: isEnabled ? kind : `${kind}, added when chosen`,
    boost: isEnabled ? 1 : 0,
  };
  if (about !== "") offered.info = about;
  if (isEnabled) return offered;
  const apply = (view: EditorView, _chosen: Completion, ...[from, to]: [from: number, to: number]) => {
    view.dispatch({ changes: { from, to, insert: label }, selection: { anchor: from + label.length } });
    onMention(name);
  };
  return { ...offered, apply };
}

/** How parts of the Markdown are drawn, by the names of their nodes. */
const LOOKS: readonly [RegExp, string][] = [
  [/^ATXHeading\d$/, "cm-prompt-heading"],
  [/^StrongEmphasis$/, "cm-prompt-strong"],
  [/^Emphasis$/, "cm-prompt-emphasis"],
  [/^(InlineCode|FencedCode)$/, "cm-prompt-code"],
];

/** Draws what the prompt mentions, and its headings and emphases. */
class Marks {
  decorations: DecorationSet;
  readonly #known: Completions;

  constructor(view: EditorView, known: Completions) {
    this.#known = known;
    this.decorations = this.#draw(view);
  }

  update(update: ViewUpdate): void {
    const isParsed = syntaxTree(update.startState) !== syntaxTree(update.state);
    const isNamed = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(namesChanged)));
    if (update.docChanged || update.viewportChanged || isParsed || isNamed) this.decorations = this.#draw(update.view);
  }

  #draw(view: EditorView): DecorationSet {
    const { doc } = view.state;
    const mentions = marksIn(doc.toString()).map((mark) => {
      const title = problemOf(mark, this.#known.names);
      const look = title === null ? `cm-prompt-${mark.kind}` : "cm-prompt-unknown";
      return Decoration.mark({ class: look, attributes: title === null ? {} : { title } }).range(mark.from, mark.to);
    });
    return Decoration.set([...mentions, ...markdownLooks(view)], true);
  }
}

function markdownLooks(view: EditorView): Range<Decoration>[] {
  const looks: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        const look = LOOKS.find(([form]) => form.test(node.name))?.[1];
        if (look !== undefined && node.to > node.from)
          looks.push(Decoration.mark({ class: look }).range(node.from, node.to));
      },
    });
  }
  return looks;
}
