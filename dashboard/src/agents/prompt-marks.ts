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
    const place = { from, to: from + match[0].length };
    const { variable, reference, attributes } = match.groups ?? {};
    const name = variable ?? (attributes === undefined || text[from - 1] === ":" ? undefined : nameIn(attributes));
    if (name) marks.push({ kind: "variable", name, ...place });
    const isLiteral = from < urlEnd || (marks.at(-1)?.to === from && marks.at(-1)?.kind === "variable");
    if (reference && !isLiteral && !ENDS_IN_WORD.test(text.slice(Math.max(0, from - 2), from)))
      marks.push({ kind: "reference", name: reference, ...place });
  }
  return marks;
}

function endOfUrl(text: string, from: number): number {
  REST_OF_URL.lastIndex = from;
  return from + (REST_OF_URL.exec(text)?.[0].length ?? 0);
}

function nameIn(attributes: string): string | undefined {
  const [, inDouble, inSingle, bare] = NAME.exec(attributes) ?? [];
  return (inDouble ?? inSingle ?? bare)?.trim();
}
