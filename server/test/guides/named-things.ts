import type { CodePiece, NamedThing } from "./document-words.ts";

const SHELLS = ["sh", "bash"];
const PROGRAMS = ["ts", "tsx", "js"];

/** Lists the npm scripts that a document says to run, as `script` or `script -w workspace`. */
export function npmScriptsIn(code: readonly CodePiece[]): NamedThing[] {
  const form = /\bnpm (?:run(?: --silent| -s)? |(?=start\b|test\b))([\w:-]+)(?: -w (\w+))?/g;
  return findAll(code, form, ([, script, workspace]) => (workspace ? `${script} -w ${workspace}` : (script ?? "")));
}

/** Lists the programs of the repository that a document says to run. */
export function programsIn(code: readonly CodePiece[]): NamedThing[] {
  return findAll(code, /\b(?:npx tsx|tsx) ([\w./-]+\.ts)/g, ([, file]) => file ?? "");
}

/** Lists the calls of the command line: the words and options after `operator`, up to the first that is a value. */
export function commandsIn(code: readonly CodePiece[]): NamedThing[] {
  const commands = code.filter(({ language }) => language === null || SHELLS.includes(language));
  const inBlock = /(?:^|[|;&(]\s*|\bnpx )operator((?: +[^|;&()<>"'`]+)?)/g;
  const inSpan = /^(?:npx )?operator((?: +[^|;&()<>"'`]+)?)/g;
  return commands.flatMap((piece) =>
    findAll([piece], piece.language === null ? inSpan : inBlock, ([, words]) => (words ?? "").trim()),
  );
}

/**
 * Lists what looks like variables of an environment; one that stands for several ends in `_`. Names within programs are
 * their own affair.
 */
export function variablesIn(code: readonly CodePiece[]): NamedThing[] {
  const outside = code.filter(({ language }) => language === null || !PROGRAMS.includes(language));
  return findAll(outside, /(?<![\w./#-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+_?(?![\w-])/g, ([name]) => name);
}

/** Lists the variables that a document's code sets itself, and those that its programs read. */
export function variablesSetIn(code: readonly CodePiece[]): Set<string> {
  const form =
    /(?:^|[\s;{])(?:export )?([A-Z][A-Z0-9_]*)=|\$\{([A-Z][A-Z0-9_]*):?=|\benv(?:\.|\[["'])([A-Z][A-Z0-9_]*)/g;
  const set = findAll(code, form, (match) => String(match[1] ?? match[2] ?? match[3]));
  return new Set(set.map(({ name }) => name));
}

/** Lists the calls of the API, as `GET /path/{id}`; those that curl makes have the method that its options say. */
export function callsIn(code: readonly CodePiece[]): NamedThing[] {
  const plain = findAll(
    code,
    /\b(GET|POST|PUT|PATCH|DELETE) (?:\$OPERATOR_HOST)?(\/[^\s`?"',)]*)/g,
    ([, method, path]) => `${method} ${path}`,
  );
  const curled = findAll(code, /\$\{?OPERATOR_HOST\}?(\/[^\s`?"')]*)/g, ([, path]) => `ANY ${path}`);
  return [...plain, ...curled];
}

/** Lists what may be types of events: words of a span that is nothing else, with points between them. */
export function dottedNamesIn(code: readonly CodePiece[]): NamedThing[] {
  const spans = code.filter(({ language }) => language === null);
  return findAll(spans, /^[a-z_]+(?:\.[a-z_]+)+$/g, ([name]) => name);
}

/** Tells whether a path as a document writes it, with any words for ids, is the path of a call. */
export function isPathOf(written: string, path: string): boolean {
  const [ours, theirs] = [written, path].map((text) => text.replace(/\/$/, "").split("/"));
  if (ours?.length !== theirs?.length) return false;
  return (theirs ?? []).every((part, index) => part.startsWith("{") || part === ours?.[index]);
}

function findAll(code: readonly CodePiece[], form: RegExp, nameOf: (match: RegExpMatchArray) => string): NamedThing[] {
  return code.flatMap(({ text, line }) => [...text.matchAll(form)].map((match) => ({ name: nameOf(match), line })));
}
