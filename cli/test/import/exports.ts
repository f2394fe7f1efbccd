import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { takeOver, type Vendor } from "../../src/import/importers.ts";
import type { ExportedDocument } from "../../src/import/place.ts";
import type { ImportOptions, ImportResult } from "../../src/import/project-draft.ts";

const FOLDER = fileURLToPath(new URL("fixtures/", import.meta.url));

/** The exports that tests import, each of one vendor. */
export const EXPORTS: readonly (readonly [Vendor, readonly string[]])[] = [
  ["vapi", ["bike-shop.json", "bike-shop-tools.json"]],
  ["vapi", ["hotel-squad.json"]],
  ["retell", ["dentist.json", "energy-flow.json"]],
  ["elevenlabs", ["library.json", "library-tools.json", "events-flow.json"]],
];

/** Returns where the exported files of a vendor lie. */
export function exportedPaths(vendor: Vendor, names: readonly string[] = readdirSync(`${FOLDER}${vendor}`)): string[] {
  return names.map((name) => `${FOLDER}${vendor}/${name}`);
}

/** Reads exported files of a vendor. */
export function exported(vendor: Vendor, names: readonly string[]): ExportedDocument[] {
  return exportedPaths(vendor, names).map((path, index) => ({
    name: names[index] ?? path,
    content: JSON.parse(readFileSync(path, "utf8")) as unknown,
  }));
}

/** Imports exported files of a vendor. */
export function imported(vendor: Vendor, names: readonly string[], options: ImportOptions = {}): ImportResult {
  return takeOver(vendor)(exported(vendor, names), options);
}

/** Imports one document of a vendor that a test writes down itself. */
export function importedDocument(vendor: Vendor, content: unknown, options: ImportOptions = {}): ImportResult {
  return takeOver(vendor)([{ name: "export.json", content }], options);
}

/** A value that says something, and where it stands. */
export interface Leaf {
  readonly keys: readonly (string | number)[];
  readonly path: string;
  readonly value: string | number | boolean;
}

/** Lists every value that says something: neither null nor empty. */
export function leavesOf(document: ExportedDocument): Leaf[] {
  const leaves: Leaf[] = [];
  const walk = (value: unknown, keys: readonly (string | number)[], path: string): void => {
    if (typeof value === "object" && value !== null) {
      const isList = Array.isArray(value);
      for (const [key, inner] of Object.entries(value)) {
        walk(inner, [...keys, isList ? Number(key) : key], path + step(path, isList ? Number(key) : key));
      }
    } else if (value !== null && value !== "") {
      leaves.push({ keys, path, value: value as Leaf["value"] });
    }
  };
  walk(document.content, [], `${document.name}:`);
  return leaves;
}

function step(path: string, key: string | number): string {
  const blank = path.endsWith(":") ? " " : "";
  if (typeof key === "number") return `${blank}[${key}]`;
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${blank}[${JSON.stringify(key)}]`;
  return blank === "" ? `.${key}` : ` ${key}`;
}

/** Tells whether a note at one path speaks of another. */
export function covers(path: string, leaf: string): boolean {
  return leaf === path || (leaf.startsWith(path) && (path.endsWith(":") || /^[.[]/.test(leaf.slice(path.length))));
}

/** Copies a document with another value in one place. */
export function withValue(
  document: ExportedDocument,
  keys: readonly (string | number)[],
  value: unknown,
): ExportedDocument {
  const content = structuredClone(document.content);
  let holder = content as Record<string | number, unknown>;
  for (const key of keys.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  holder[keys.at(-1) ?? ""] = value;
  return { ...document, content };
}
