import type { JsonObject } from "../json.ts";
import type { OpenApiDocument } from "./document.ts";
import { beginWriting, type Thrift, TooLongError, type Writing, writeSchema } from "./schema-writer.ts";

/** A schema that stands on its own: what it refers to is inside it. */
export interface OwnSchema {
  readonly schema: JsonObject;
  /** What readers should know, such as what was left out. */
  readonly notes: readonly string[];
}

/** What a schema is written for. */
export interface SchemaOptions {
  readonly document: OpenApiDocument;
  readonly direction: Writing["direction"];
  /** The most characters of its JSON text. */
  readonly longest: number;
}

/** Deeper ones nobody writes by hand, and every reader of JSON has a limit somewhere. */
const DEEPEST = 24;
/** A schema of more takes a validator too long. */
const MOST_SCHEMAS = 4_000;

function whole(more: Partial<Thrift>, longest: number): Thrift {
  return { isInline: true, describedLevels: DEEPEST, deepest: DEEPEST, most: MOST_SCHEMAS, longest, ...more };
}

/** From the best to read to the shortest. */
function* thrifts(longest: number): Generator<Thrift> {
  yield whole({}, longest);
  yield whole({ isInline: false }, longest);
  yield whole({ isInline: false, describedLevels: 1 }, longest);
  for (const deepest of [6, 5, 4, 3, 2, 1]) yield whole({ describedLevels: 1, deepest }, longest);
  yield whole({ describedLevels: 0, deepest: 1 }, longest);
  yield whole({ describedLevels: 0, deepest: 0 }, longest);
  yield whole({ describedLevels: -1, deepest: 0 }, longest);
}

/**
 * Makes one schema out of schemas of a document. `compose` gets a function that writes one of the document's, and puts
 * what it wrote together; it may be called several times. What is referred to stands where it is used; where that gets
 * too long, in `$defs`; where that is still too long, nested descriptions and at last what is nested deep are left
 * out. Null when it is too long even so. The same document gives the same schema each time.
 */
export function makeSchema(
  options: SchemaOptions,
  compose: (write: (source: unknown) => JsonObject) => JsonObject,
): OwnSchema | null {
  for (const thrift of thrifts(options.longest)) {
    const writing = beginWriting(options.document, options.direction, thrift);
    const schema = attempt(writing, compose);
    if (schema === null || (writing.isCut && thrift.isInline && thrift.deepest === DEEPEST)) continue;
    if (JSON.stringify(schema).length > options.longest) continue;
    const notes = [...writing.notes];
    if (writing.isCut)
      notes.push(`What is nested deeper than ${levels(thrift.deepest)} is left open: there is too much of it.`);
    return { schema, notes };
  }
  return null;
}

function levels(count: number): string {
  return count === 1 ? "1 level" : `${count} levels`;
}

type Compose = Parameters<typeof makeSchema>[1];

function attempt(writing: Writing, compose: Compose): JsonObject | null {
  try {
    const schema = compose((source) => writeSchema(writing, source));
    return withDefinitions(schema, writing);
  } catch (error) {
    if (error instanceof TooLongError) return null;
    throw error;
  }
}

function withDefinitions(schema: JsonObject, { definitions }: Writing): JsonObject {
  if (definitions.size === 0) return schema;
  const $defs = Object.fromEntries([...definitions.values()].map(({ name, schema: inner }) => [name, inner]));
  return { ...schema, $defs };
}
