import { isDeepStrictEqual } from "node:util";
import { isWithin, withoutAdded } from "./defaults.ts";
import { isObject, type JsonObject } from "./json.ts";
import type { LockEntry } from "./lock-file.ts";
import { digestOf, type ProjectItem } from "./project-item.ts";

/** A thing as the server has it: what it refers to is named by slugs, and as the server says it, by ids. */
export interface ComparedThing {
  readonly etag: string;
  readonly form: JsonObject;
  readonly raw: JsonObject;
}

/** A thing's files, what was remembered of it, and what the server has. */
export interface Compared {
  /** As the files say it, for the digest. */
  readonly item: ProjectItem;
  /** As the server would be told it, all variables filled in. */
  readonly wanted: JsonObject;
  readonly entry: LockEntry | undefined;
  readonly remote: ComparedThing | null;
}

/** What is to be done for the server to be as the files say. */
export type Verdict =
  | { readonly action: "create" | "update" | "same" }
  | { readonly action: "conflict"; readonly reason: string };

/**
 * Decides what is to be done about a thing. What somebody has changed on the server since files and server last agreed is
 * never written over; what is on the server as the files want it is taken as it is.
 */
export function decide(compared: Compared): Verdict {
  const { item, entry, remote } = compared;
  if (entry === undefined || entry.id === null) return decideUnknown(compared);
  if (remote === null) return conflict("was deleted on the server. `operator pull` takes note of that.");
  if (isSame(compared)) return { action: "same" };
  if (entry.pending?.digest === digestOf(item.form) && isWithin(forComparison(item, compared.wanted), remote.form)) {
    return { action: "same" };
  }
  if (!isChangedThere(compared)) return { action: "update" };
  return conflict(
    "was changed on the server since you pulled it. Pull it, `operator pull --force` where you have changed it as well, " +
      "and make your change to what it is now.",
  );
}

function decideUnknown({ item, wanted, entry, remote }: Compared): Verdict {
  if (remote !== null) {
    if (isWithin(forComparison(item, wanted), remote.form)) return { action: "same" };
    return conflict("is on the server already, with another content, and this folder does not know it. Pull it first.");
  }
  if (entry?.pending === undefined || entry.pending.digest === digestOf(item.form)) return { action: "create" };
  return conflict(
    "was perhaps made by a run that was cut off, and its files were changed since. See whether it is on the server, and " +
      "delete it there; then remove its entry from operator.lock.json.",
  );
}

function conflict(reason: string): Verdict {
  return { action: "conflict", reason };
}

/** Tells whether the server has what the files say, the defaults left aside that it added by itself. */
export function isSame({ item, wanted, entry, remote }: Compared): boolean {
  if (remote === null) return false;
  const files = forComparison(item, wanted);
  if (!isDeepStrictEqual(files, withoutAdded(remote.form, files, entry?.added))) return false;
  // No server shows the values of headers: whether they are the same is known only of files that were not touched.
  return !hasHeaderValues(item) || entry?.digest === digestOf(item.form);
}

/** Tells whether somebody has changed a thing on the server since files and server last agreed. */
export function isChangedThere({ item, entry, remote }: Pick<Compared, "item" | "entry" | "remote">): boolean {
  if (remote === null || entry === undefined) return false;
  if (entry.seen !== digestOf(remote.raw)) return true;
  // The values of headers are seen in the tag alone, whose part before the dot tells of what can be set.
  return item.kind === "tools" && stateOf(entry.etag) !== stateOf(remote.etag);
}

/** Returns the part of a tag that tells of what can be set, not of what else is shown. */
export function stateOf(etag: string | undefined): string | undefined {
  return etag?.split(".", 1)[0];
}

/** Tells whether a tool's files give values to headers. */
export function hasHeaderValues({ kind, form }: Pick<ProjectItem, "kind" | "form">): boolean {
  const { headers } = form;
  return kind === "tools" && isObject(headers) && Object.values(headers).some((value) => value !== null);
}

/** What the server shows of a thing: of headers the names. */
export function forComparison({ kind }: Pick<ProjectItem, "kind">, wanted: JsonObject): JsonObject {
  const { headers } = wanted;
  if (kind !== "tools" || !isObject(headers)) return wanted;
  return { ...wanted, headers: Object.fromEntries(Object.keys(headers).map((name) => [name, null])) };
}
