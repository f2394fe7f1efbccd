/** A piece of a prompt. `text` is literal; neighbouring pieces of text are joined into one. */
export type PromptPart =
  | { type: "text"; text: string }
  /** The value of a variable belongs here. */
  | { type: "variable"; name: string }
  /** The name of a tool, a transfer or a procedural agent belongs here. */
  | { type: "reference"; name: string };

const MARKS = /:\/\/|:variable(?=[[{])|[$@]/g;
const VARIABLE = /[A-Za-z_][A-Za-z0-9_]*/y;
const WORD = "[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?";
const REFERENCE = new RegExp(`${WORD}(?:/${WORD})?`, "y");
const REST_OF_URL = /[^\s"'<>()[\]{}`]*/y;
const ENDS_IN_WORD = /[\p{L}\p{N}_]$/u;
/** No directive is longer than that on either side; keeps the cost of unclosed ones linear. */
const LONGEST_BRACKET = 1_000;

/**
 * Reads a prompt in one pass:
 *
 * - `$name` and the Markdown directive `:variable[label]{name="name"}`, as remark-directive writes it, are variables.
 * - `@name` and `@server/tool` are references. An `@` directly after a letter, digit, `_` or variable, as in an e-mail
 *   address, or inside a URL is literal.
 * - `$$` and `@@` are a literal `$` and `@`. So is a `$` before anything that no name begins with (`$5`), and a lone `@`.
 *
 * Code spans and fences are not special: authors write tools' names in them, and a literal `$HOME` is `$$HOME`.
 * What is put in for a variable is not part of the text and so never read.
 */
export function parsePrompt(text: string): PromptPart[] {
  const parts: PromptPart[] = [];
  let done = 0;
  let urlEnd = 0;
  MARKS.lastIndex = 0;
  for (let mark = MARKS.exec(text); mark !== null; mark = MARKS.exec(text)) {
    const at = mark.index;
    if (mark[0] === "://") {
      if (at >= urlEnd) urlEnd = at + (matchAt(REST_OF_URL, text, at)?.length ?? 0);
      continue;
    }
    const found = readMark(text, at, { isInUrl: at < urlEnd, isAfterVariable: at === done && endsInValue(parts) });
    if (found === null) continue;
    addText(parts, text.slice(done, at));
    if (found.part.type === "text") addText(parts, found.part.text);
    else parts.push(found.part);
    done = at + found.length;
    MARKS.lastIndex = done;
  }
  addText(parts, text.slice(done));
  return parts;
}

/** Lists the names that a prompt refers to with `@`, each once, in the order of their first mention. */
export function referencesIn(text: string): string[] {
  const names = parsePrompt(text).flatMap((part) => (part.type === "reference" ? [part.name] : []));
  return [...new Set(names)];
}

interface Found {
  part: PromptPart;
  /** How many characters of the prompt it takes up. */
  length: number;
}

interface Surroundings {
  isInUrl: boolean;
  isAfterVariable: boolean;
}

/** Reads what begins at a mark; `null` when the mark is an ordinary character. */
function readMark(text: string, at: number, surroundings: Surroundings): Found | null {
  const mark = text[at] as string;
  if (mark === ":") return readDirective(text, at);
  if (text[at + 1] === mark) return { part: { type: "text", text: mark }, length: 2 };
  if (mark === "$") return named("variable", matchAt(VARIABLE, text, at + 1));
  const isLiteral = surroundings.isInUrl || surroundings.isAfterVariable || ENDS_IN_WORD.test(before(text, at));
  return isLiteral ? null : named("reference", matchAt(REFERENCE, text, at + 1));
}

function named(type: "variable" | "reference", name: string | null): Found | null {
  return name === null ? null : { part: { type, name }, length: name.length + 1 };
}

/** Returns the character before a place; both halves of it when it lies beyond the first 65,536. */
function before(text: string, at: number): string {
  return text.slice(Math.max(0, at - 2), at);
}

function endsInValue(parts: readonly PromptPart[]): boolean {
  return parts.at(-1)?.type === "variable";
}

const LABEL_START = ":variable".length;
const NAME_ATTRIBUTE = /(?:^|\s)name\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/;

/** Reads `:variable[label]{attributes}`; the label may be absent. `null` when there is no `name` among the attributes. */
function readDirective(text: string, at: number): Found | null {
  if (text[at - 1] === ":") return null;
  const start = at + LABEL_START;
  const labelEnd = text[start] === "[" ? endOfLabel(text, start) : start;
  if (labelEnd === null || text[labelEnd] !== "{") return null;
  const end = endOfAttributes(text, labelEnd);
  if (end === null) return null;
  const name = nameAttribute(text.slice(labelEnd + 1, end - 1));
  return name === "" ? null : { part: { type: "variable", name }, length: end - at };
}

function nameAttribute(attributes: string): string {
  const [, inDouble, inSingle, bare] = NAME_ATTRIBUTE.exec(attributes) ?? [];
  return (inDouble ?? inSingle ?? bare ?? "").trim();
}

/** Returns where the label that begins at `start` is over: brackets balance, a backslash escapes. */
function endOfLabel(text: string, start: number): number | null {
  const limit = Math.min(text.length, start + LONGEST_BRACKET);
  let depth = 0;
  for (let at = start; at < limit; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "[") depth++;
    else if (text[at] === "]" && --depth === 0) return at + 1;
  }
  return null;
}

/** Returns where the attributes that begin at `start` are over: a brace within quotes does not count. */
function endOfAttributes(text: string, start: number): number | null {
  const limit = Math.min(text.length, start + LONGEST_BRACKET);
  let quote: string | null = null;
  for (let at = start + 1; at < limit; at++) {
    const character = text[at] as string;
    if (quote !== null) quote = character === quote ? null : quote;
    else if (character === "}") return at + 1;
    else if (character === '"' || character === "'") quote = character;
  }
  return null;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function addText(parts: PromptPart[], text: string): void {
  if (text === "") return;
  const last = parts.at(-1);
  if (last?.type === "text") last.text += text;
  else parts.push({ type: "text", text });
}
