import { identifierOf } from "./names.ts";

/** How a vendor's prompts are read. */
export interface PromptReading {
  /** What stands for a variable that the platform has no need of, e.g. one for the time; null for any other. */
  builtIn(name: string): string | null;
  /** The platform's names for tools that are called otherwise here, with the `@` before them. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** A prompt in the platform's syntax. */
export interface ReadPrompt {
  readonly text: string;
  /** The variables that it takes in, by the names they have here, with those that the vendor gave them. */
  readonly variables: ReadonlyMap<string, string>;
  /** What could not be read as more than text, shortened. */
  readonly strange: readonly string[];
}

/** What stands in prompts for the date and the time: the platform tells every agent both at the end of its prompt. */
export const PRESENT_TIME = "the present date and time (told at the end)";

type Part = { text: string } | { variable: string } | { reference: string };

const MOST_STRANGE = 5;
/** A value, a tag, or a word that may be the name of a tool. A tag that goes on and on is none. */
const TOKEN = /\{\{([^{}]{0,300})\}\}|\{%[^%]{0,300}%\}|[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*/g;
const NAME = /^[A-Za-z_][\w]*(?:[.[\]/ -]+[\w]+\]?)*$/;

/**
 * Writes a prompt of one of the vendors, where `{{name}}` is a variable, in the platform's syntax: `$name` for the
 * variable, `@name` for a tool that is called otherwise here; what would mean something here is doubled, so that it
 * means itself. Liquid tags and filters stay as text, and are told of.
 */
export function readPrompt(source: string, reading: PromptReading): ReadPrompt {
  const parts: Part[] = [];
  const variables = new Map<string, string>();
  const strange: string[] = [];
  let done = 0;
  for (const match of source.matchAll(TOKEN)) {
    const part = partOf(match, reading);
    if (part === null) {
      if (match[0].startsWith("{") && strange.length < MOST_STRANGE) strange.push(match[0].slice(0, 80));
      continue;
    }
    addText(parts, source.slice(done, match.index));
    if ("text" in part) addText(parts, part.text);
    else parts.push(part);
    if ("variable" in part) variables.set(part.variable, (match[1] ?? "").trim());
    done = match.index + match[0].length;
  }
  addText(parts, source.slice(done));
  return { text: write(parts), variables, strange };
}

function partOf(match: RegExpExecArray, { builtIn, renamed }: PromptReading): Part | null {
  const [whole, inside] = match;
  if (!whole.startsWith("{")) {
    const reference = renamed.get(whole);
    return reference === undefined || !isToolName(match) ? null : { reference };
  }
  const name = inside?.trim() ?? "";
  if (name === "") return null;
  const words = builtIn(name);
  if (words !== null) return { text: words };
  return NAME.test(name) ? { variable: variableName(name) } : null;
}

/** Tells a tool's name, `end_call` or `endCall`, from a word of the language, and from a part of an address. */
function isToolName({ 0: word, index, input }: RegExpExecArray): boolean {
  const isName = /[_-]|[a-z][A-Z]/.test(word);
  return (
    isName &&
    /(?:^|[\s"'`([*“‘])$/.test(input.slice(Math.max(0, index - 1), index)) &&
    !/^[\w/-]/.test(input.slice(index + word.length))
  );
}

/** Writes a text that has no variables for a prompt of the platform. */
export function escapeSigns(text: string): string {
  return text.replace(/[$@]/g, "$&$&").replace(/:variable(?=[[{])/g, ": variable");
}

/** Makes the name that a variable has here from the one it had: `customer.name` becomes `customer_name`. */
export function variableName(name: string): string {
  return /^_+[A-Za-z0-9]/.test(name) && /^\w{1,60}$/.test(name) ? name : identifierOf(name, "value");
}

function addText(parts: Part[], text: string): void {
  const last = parts.at(-1);
  if (last !== undefined && "text" in last) last.text += text;
  else if (text !== "") parts.push({ text });
}

function write(parts: readonly Part[]): string {
  let written = "";
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if ("text" in part) written += escaped(part.text, { before: written, isVariableNext: startsWithDollar(next) });
    else if ("reference" in part) written += part.reference;
    else written += variable(part.variable, { before: written, next });
  }
  return written;
}

function startsWithDollar(part: Part | undefined): boolean {
  return part !== undefined && "variable" in part;
}

/** A name that would run into the next word is written as a directive, which says where it ends. */
function variable(name: string, { before, next }: { before: string; next: Part | undefined }): string {
  if (next === undefined || !("text" in next) || !/^\w/.test(next.text)) return `$${name}`;
  return `${before.endsWith(":") ? " " : ""}:variable[${name}]{name="${name}"}`;
}

function escaped(text: string, { before, isVariableNext }: { before: string; isVariableNext: boolean }): string {
  const all = text
    .replace(/\$+(?=[A-Za-z_])|\${2,}/g, doubled)
    .replace(/@/g, (sign, at: number, whole: string) => (isInWord(whole, at, before) ? sign : "@@"))
    .replace(/:variable(?=[[{])/g, ": variable");
  return isVariableNext && /(?<!\$)\$$/.test(all) ? `${all}$` : all;
}

/** An `@` within a word, as in a mail address, means itself; a second one beside it would make it a sign again. */
function isInWord(text: string, at: number, before: string): boolean {
  const previous = at > 0 ? text.slice(Math.max(0, at - 2), at) : before.slice(-2);
  return /[\p{L}\p{N}_]$/u.test(previous) && text[at + 1] !== "@";
}

function doubled(signs: string): string {
  return signs + signs;
}
