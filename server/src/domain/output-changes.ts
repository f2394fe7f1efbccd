import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { isJsonObject, type JsonObject } from "../lib/json.ts";

/** One field in which two outputs differ. */
export const outputChangeSchema = z
  .object({
    path: z.string().describe("The field, as a JSON Pointer (RFC 6901); empty for the whole output."),
    change: z.enum(["added", "removed", "changed"]).describe("What became of it in the new output."),
    old: z.unknown().describe("Its value in the output to compare with; null for one that was added."),
    new: z.unknown().describe("Its value in the new output; null for one that was removed."),
  })
  .meta({ id: "OutputChange", description: "One field in which two outputs differ." });

/** One field in which two outputs differ. */
export type OutputChange = z.output<typeof outputChangeSchema>;

/** Deeper than this, objects are compared as a whole. */
const DEEPEST = 32;

/**
 * Lists the fields in which two outputs differ, in the order of their names. Objects are compared field by field; a list
 * is one field, for what moved in it and what changed cannot be told apart. The order of an object's fields means
 * nothing, and a field that is null is there.
 */
export function outputChanges(before: unknown, after: unknown): OutputChange[] {
  return changesAt("", { before, after }, 0);
}

function changesAt(
  path: string,
  { before, after }: { before: unknown; after: unknown },
  depth: number,
): OutputChange[] {
  if (isJsonObject(before) && isJsonObject(after) && depth < DEEPEST) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return names.flatMap((name) => changesOf({ before, after }, { name, path: `${path}/${escaped(name)}` }, depth));
  }
  return isDeepStrictEqual(before, after) ? [] : [{ path, change: "changed", old: before, new: after }];
}

function changesOf(
  { before, after }: { before: JsonObject; after: JsonObject },
  { name, path }: { name: string; path: string },
  depth: number,
): OutputChange[] {
  if (!Object.hasOwn(before, name)) return [{ path, change: "added", old: null, new: after[name] }];
  if (!Object.hasOwn(after, name)) return [{ path, change: "removed", old: before[name], new: null }];
  return changesAt(path, { before: before[name], after: after[name] }, depth + 1);
}

function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
