import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, stringify, type YAMLMap } from "yaml";
import { CliError } from "../cli-error.ts";
import { readTextFile } from "./folder.ts";
import { guess } from "./guess.ts";
import { isObject, type JsonObject } from "./json.ts";

/** A file of YAML that holds one object. */
export interface YamlFile {
  readonly value: JsonObject;
  /** Makes the error of a wrong place in it, by the names of the fields that lead there. */
  problem(fields: readonly (string | number)[], message: string): CliError;
}

/** More references to anchors than this are no file that a person wrote. */
const MOST_ALIASES = 100;

/** Reads a file of YAML; null when it is not there. Throws a `CliError` that names the file, the line and the column. */
export async function readYamlFile(path: string): Promise<YamlFile | null> {
  const text = await readTextFile(path);
  if (text === null) return null;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true });
  const placed = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    return new CliError(`${path}:${line}:${col}: ${message}`);
  };
  const [error] = document.errors;
  if (error) throw placed(error.pos[0], sentence(error.message));
  const value = valueOf(document, (message) => placed(0, message));
  if (!isObject(value)) throw placed(0, "This is no object of fields, such as `name: Front desk`.");
  return { value, problem: (fields, message) => placed(offsetOf(document, fields), message) };
}

function valueOf(document: Document, problem: (message: string) => CliError): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    // What JSON does not know, such as a date, is sent as JSON writes it.
    return JSON.parse(JSON.stringify(value ?? null));
  } catch (cause) {
    throw problem(`It cannot be read: ${(cause as Error).message}`);
  }
}

/** A part of a document that knows where it stands. */
type Placed = { range?: readonly [number, number, number] | null } | null | undefined;

/** Finds the last field on the way that is there. */
function offsetOf(document: Document, fields: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const field of fields) {
    const found: { at: Placed; node: unknown } | undefined = isMap(node) ? pairOf(node, field) : elementOf(node, field);
    if (found === undefined) return offset;
    offset = found.at?.range?.[0] ?? offset;
    node = found.node;
  }
  return offset;
}

function pairOf(map: YAMLMap, field: string | number): { at: Placed; node: unknown } | undefined {
  const pair = map.items.find(({ key }) => isScalar(key) && key.value === field);
  return pair && { at: pair.key as Placed, node: pair.value };
}

function elementOf(node: unknown, field: string | number): { at: Placed; node: unknown } | undefined {
  if (!isSeq(node)) return undefined;
  const element = node.items[field as number];
  return element === undefined ? undefined : { at: element as Placed, node: element };
}

function sentence(message: string): string {
  const text = message.trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Throws for a field that is not known at a place of a file, with a guess at what was meant. */
export function assertKnownFields(file: YamlFile, at: readonly string[], known: readonly string[]): void {
  const object = at.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), file.value);
  if (!isObject(object)) return;
  const wrong = Object.keys(object).find((name) => !known.includes(name));
  if (wrong === undefined) return;
  const meant = guess(wrong, known);
  const hint = meant === null ? `Known are ${known.join(", ")}.` : `Did you mean ${meant}?`;
  throw file.problem([...at, wrong], `${[...at, wrong].join(".")} is not known here. ${hint}`);
}

/** Writes an object as YAML; long texts are written as blocks, as people do. */
export function yamlText(value: JsonObject): string {
  return stringify(value, { lineWidth: 120, aliasDuplicateObjects: false });
}
