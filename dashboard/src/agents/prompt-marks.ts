/** A place of a prompt where a value or a name belongs. */
export interface PromptMark {
  kind: "variable" | "reference";
  name: string;
  from: number;
  to: number;
}

const WORD = "[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?";
const LABEL = String.raw`\[(?:[^[\]\\]|\\.|\[(?:[^[\]\\]|\\.)*\]){0,1000}\]`;
const ATTRIBUTES = String.raw`\{(?:[^}"']|"[^"]*"|'[^']*')*\}`;
const MARK = new RegExp(
  [
    "://",
    String.raw`\$\$`,
    "@@",
    String.raw`:variable(?:${LABEL})?(?<attributes>${ATTRIBUTES})`,
    String.raw`\$(?<variable>[A-Za-z_][A-Za-z0-9_]*)`,
    `@(?<reference>${WORD}(?:/${WORD})?)`,
  ].join("|"),
  "g",
);
const REST_OF_URL = /[^\s"'<>()[\]{}`]*/y;
const NAME = /(?:^\{|\s)name\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`}]+))/;
const ENDS_IN_WORD = /[\p{L}\p{N}_]$/u;

/**
 * Finds what a prompt mentions by the server's rules: `$name` and `:variable[label]{name="name"}` are variables, `@name`
 * and `@server/tool` are references. `$$` and `@@` are literal, and so is an `@` after a letter, a digit or a variable,
 * or in a URL.
 */
export function marksIn(text: string): PromptMark[] {
  const marks: PromptMark[] = [];
  let urlEnd = 0;
  for (const match of text.matchAll(MARK)) {
    const from = match.index;
    if (match[0] === "://") {
      if (from >= urlEnd) urlEnd = endOfUrl(text, from);
      continue;
    }
    const mark = markOf(match);
    if (mark !== null && !isLiteral(mark, { text, urlEnd, before: marks.at(-1) })) marks.push(mark);
  }
  return marks;
}

function markOf({ index: from, input, groups = {}, 0: whole }: RegExpExecArray): PromptMark | null {
  const { variable, reference, attributes } = groups;
  const place = { from, to: from + whole.length };
  if (reference !== undefined) return { kind: "reference", name: reference, ...place };
  if (variable !== undefined) return { kind: "variable", name: variable, ...place };
  const name = attributes === undefined || input[from - 1] === ":" ? undefined : nameIn(attributes);
  return name ? { kind: "variable", name, ...place } : null;
}

interface Surroundings {
  text: string;
  /** Where the URL ends that was begun last. */
  urlEnd: number;
  /** The mark before this one. */
  before: PromptMark | undefined;
}

function isLiteral({ kind, from }: PromptMark, { text, urlEnd, before }: Surroundings): boolean {
  if (kind === "variable") return false;
  const isAfterVariable = before?.kind === "variable" && before.to === from;
  return from < urlEnd || isAfterVariable || isAfterWord(text, from);
}

/** The character before may have two halves, beyond the first 65,536. */
function isAfterWord(text: string, from: number): boolean {
  return ENDS_IN_WORD.test(text.slice(Math.max(0, from - 2), from));
}

function endOfUrl(text: string, from: number): number {
  REST_OF_URL.lastIndex = from;
  return from + (REST_OF_URL.exec(text)?.[0].length ?? 0);
}

function nameIn(attributes: string): string | undefined {
  const [, inDouble, inSingle, bare] = NAME.exec(attributes) ?? [];
  return (inDouble ?? inSingle ?? bare)?.trim();
}
