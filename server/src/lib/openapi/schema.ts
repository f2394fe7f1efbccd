import type { JsonObject } from "../json.ts";
import type { OpenApiDocument } from "./document.ts";
import { beginWriting, type Thrift, type Writing, writeSchema } from "./schema-writer.ts";

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
/** Such as `"a":{},`; so it shows early that a text would get too long. */
const SHORTEST_SCHEMA = 7;

function whole(more: Partial<Thrift>, longest: number): Thrift {
  const most = Math.min(MOST_SCHEMAS, Math.ceil(longest / SHORTEST_SCHEMA));
  return { isInline: true, describedLevels: DEEPEST, deepest: DEEPEST, most, ...more };
}

/** From the best to read to the shortest. */
function* thrifts(longest: number): Generator<Thrift> {
  yield whole({}, longest);
  yield whole({ isInline: false }, longest);
  yield whole({ isInline: false, describedLevels: 1 }, longest);
  for (const deepest of [6, 5, 4, 3, 2, 1]) yield whole({ describedLevels: 1, deepest }, longest);
  yield whole({ describedLevels: 0, deepest: 1 }, longest);
  yield whole({ describedLevels: -1, deepest: 1 }, longest);
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
    const schema = withDefinitions(
      compose((source) => writeSchema(writing, source)),
      writing,
    );
    if (writing.written > thrift.most || (writing.isCut && thrift.isInline && thrift.deepest === DEEPEST)) continue;
    if (JSON.stringify(schema).length > options.longest) continue;
    if (writing.isCut) writing.notes.add(`What is nested deeper than ${thrift.deepest} levels is left open, for there is too much of it.`);
    return { schema, notes: [...writing.notes] };
  }
  return null;
}

function withDefinitions(schema: JsonObject, { definitions }: Writing): JsonObject {
  if (definitions.size === 0) return schema;
  const $defs = Object.fromEntries([...definitions.values()].map(({ name, schema: inner }) => [name, inner]));
  return { ...schema, $defs };
}
