import { type Document, parseDocument } from "yaml";
import { InvalidDocumentError } from "./invalid-document.ts";

/** YAML takes fifty times as long as JSON, and twenty times its length in memory. */
const LONGEST_YAML = 12 * 1024 * 1024;
/** How often one anchor may be referred to, counting what it refers to itself: a document of use has a few dozen. */
const MOST_ALIASES = 1_000;

/**
 * Reads a text as JSON, else as YAML 1.2 (with the merge keys of 1.1), of which JSON is a part. The value may be deep,
 * and in YAML the same object may stand in several places.
 *
 * @throws InvalidDocumentError naming line and column of what cannot be read.
 */
export function readJsonOrYaml(text: string): unknown {
  const content = text.replace(/^\uFEFF/, "");
  if (content.trim() === "") throw new InvalidDocumentError("The document is empty.");
  if (content.includes("\0")) throw notText();
  if (/^\s*</.test(content)) {
    throw new InvalidDocumentError(
      "This is a page of HTML or XML, not an OpenAPI document. Name the document's own address.",
    );
  }
  try {
    return JSON.parse(content) as unknown;
  } catch (cause) {
    if (content.length <= LONGEST_YAML) return readYaml(content);
    const megabytes = LONGEST_YAML / 1024 / 1024;
    const message = `The document is not valid JSON, and as YAML it is longer than ${megabytes} MiB. Send it as JSON.`;
    throw new InvalidDocumentError(message, { cause });
  }
}

function notText(): InvalidDocumentError {
  return new InvalidDocumentError("The document is not text in UTF-8: it holds NUL characters.");
}

function readYaml(text: string): unknown {
  const document = parseDocument(text, {
    schema: "core",
    merge: true,
    // As JSON has it, the last of two wins; to look for them takes quadratic time.
    uniqueKeys: false,
    logLevel: "silent",
    prettyErrors: true,
  });
  const [error] = document.errors;
  if (error) throw new InvalidDocumentError(`The document is neither JSON nor YAML: ${firstLine(error.message)}`);
  return valueOf(document);
}

function valueOf(document: Document): unknown {
  const value = plainValueOf(document);
  if (holdsItself(value)) throw new InvalidDocumentError("The document's YAML aliases lead in a circle.");
  return value;
}

function plainValueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    const message = `The document's YAML aliases cannot be followed: ${cause.message}.`;
    throw new InvalidDocumentError(message, { cause });
  }
}

/** Looks at each object once, and needs no stack, however deep the value is. */
function holdsItself(root: unknown): boolean {
  const around = new Set<object>();
  const done = new Set<object>();
  const steps: { value: unknown; isLeft: boolean }[] = [{ value: root, isLeft: false }];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { value, isLeft } = step;
    if (typeof value !== "object" || value === null || (done.has(value) && !isLeft)) continue;
    if (isLeft) {
      around.delete(value);
      done.add(value);
    } else if (around.has(value)) return true;
    else {
      around.add(value);
      steps.push({ value, isLeft: true });
      for (const inner of Object.values(value)) steps.push({ value: inner, isLeft: false });
    }
  }
  return false;
}

/** Beyond the first line the parser shows the place in the text. */
function firstLine(message: string): string {
  return message.split("\n")[0]?.replace(/:$/, ".") ?? message;
}
