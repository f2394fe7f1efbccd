import { writeProject } from "./agent-project.ts";
import { entryFrom } from "./apply.ts";
import { isWithin, withoutAdded } from "./defaults.ts";
import { keepVariables } from "./environment-values.ts";
import { placeOf, filePaths } from "./file-paths.ts";
import { isSlug, removeFile } from "./folder.ts";
import { isObject, type JsonObject } from "./json.ts";
import type { LockEntry } from "./lock-file.ts";
import { digestOf, findItem, type Kind, nameOf, type ProjectItem, projectOf } from "./project-item.ts";
import type { RemoteThing } from "./remote.ts";
import { compare, storedForm, type SyncState } from "./sync-state.ts";
import { forComparison, isChangedThere, isSame } from "./verdict.ts";

/** What became of a thing that was pulled. */
export interface Pulled {
  readonly kind: Kind;
  readonly slug: string;
  /**
   * `written`: its files are the server's now. `same`: they were. `kept`: they were changed here, and the server's are as
   * they were. `edited`: both were changed, and nothing was written. `removed`, `orphaned`: it is gone from the server,
   * and its files are, or stay because they were changed.
   */
  readonly outcome: "written" | "same" | "kept" | "edited" | "removed" | "orphaned";
}

/** Writes things of the server to their files. What was changed in files stays, unless it is forced away. */
export async function pullThings(
  state: SyncState,
  things: readonly (RemoteThing & { slug: string })[],
  isForced: boolean,
): Promise<Pulled[]> {
  // First all slugs, then all files: they name each other by them.
  for (const { kind, slug, id, name } of things) {
    if (state.lock.get(kind, slug)?.id !== id) await state.lock.set(kind, slug, { id, name });
  }
  const pulled: Pulled[] = [];
  for (const thing of things) pulled.push(await pullOne(state, thing, isForced));
  return pulled;
}

async function pullOne(state: SyncState, thing: RemoteThing & { slug: string }, isForced: boolean): Promise<Pulled> {
  const { kind, slug } = thing;
  const item = findItem(state.items, thing);
  if (item === undefined) return write(state, thing, { kind, slug, form: blank(thing) });
  const compared = compare(state, item, thing);
  const entry = compared.entry as LockEntry;
  const isUnknown = entry.seen === undefined && isWithin(forComparison(item, compared.wanted), compared.remote?.form);
  if (isUnknown || isSame({ ...compared, entry: { ...entry, digest: digestOf(item.form) } })) {
    return note(state, thing, item);
  }
  if (isForced || entry.digest === digestOf(item.form)) return write(state, thing, item);
  if (entry.seen === undefined || isChangedThere(compared)) return { kind, slug, outcome: "edited" };
  // Nothing to merge: the next change is to be made by the tag that it has now.
  await state.lock.set(kind, slug, { ...entry, etag: thing.etag });
  return { kind, slug, outcome: "kept" };
}

/** Nothing of a thing that has no files yet. */
function blank({ name }: RemoteThing): JsonObject {
  return { name };
}

async function note(state: SyncState, thing: RemoteThing, item: ProjectItem): Promise<Pulled> {
  const { kind, slug } = item;
  const entry = entryFrom(state, item, thing);
  if (JSON.stringify(state.lock.get(kind, slug)) !== JSON.stringify(entry)) await state.lock.set(kind, slug, entry);
  return { kind, slug, outcome: "same" };
}

async function write(state: SyncState, thing: RemoteThing, former: ProjectItem): Promise<Pulled> {
  const { kind, slug } = former;
  const entry = state.lock.get(kind, slug);
  const stored = withoutAdded(storedForm(state, thing), former.form, entry?.added);
  const kept = keepVariables(stored, former.form, state.place.environment) as JsonObject;
  const item = { kind, slug, form: withHeaders(kept, former.form) };
  await writeProject(state.place.folder, projectOf([item]));
  await state.lock.set(kind, slug, entryFrom(state, item, thing));
  return { kind, slug, outcome: "written" };
}

/** What files say of the values of headers stays: the server does not show them. */
function withHeaders(stored: JsonObject, former: JsonObject): JsonObject {
  const { headers } = stored;
  const known = former["headers"];
  if (!isObject(headers) || !isObject(known)) return stored;
  const values = Object.keys(headers).map((name) => [name, known[name] ?? null]);
  return { ...stored, headers: Object.fromEntries(values) };
}

/** Removes the files of what is gone from the server; those that were changed stay, to be made anew if so wanted. */
export async function pullRemovals(state: SyncState, isForced: boolean): Promise<Pulled[]> {
  const pulled: Pulled[] = [];
  for (const { kind, slug, entry } of state.lock.all()) {
    if (entry.id === null || (await state.remote.read(kind, entry.id)) !== null) continue;
    const item = findItem(state.items, { kind, slug });
    const isRemoved = item !== undefined && (isForced || entry.digest === digestOf(item.form));
    if (isRemoved) for (const path of filePaths(item)) await removeFile(state.place.folder, path);
    await state.lock.set(kind, slug, null);
    if (item !== undefined) pulled.push({ kind, slug, outcome: isRemoved ? "removed" : "orphaned" });
  }
  return pulled;
}

const LONGEST_SLUG = 48;

/** Chooses by which slug each thing is known: the one it has, that of files of its name, or a new one. */
export function chooseSlugs(state: SyncState, things: readonly RemoteThing[]): (RemoteThing & { slug: string })[] {
  const { lock, items } = state;
  const taken = new Set([
    ...items.map(({ kind, slug }) => placeOf(kind, slug)),
    ...lock.all().map(({ kind, slug }) => placeOf(kind, slug)),
  ]);
  return things.map((thing) => {
    const slug = lock.slugOf(thing.kind, thing.id) ?? fileOf(state, things, thing) ?? freshSlug(thing, taken);
    taken.add(placeOf(thing.kind, slug));
    return { ...thing, slug };
  });
}

/** Files that nothing is remembered of belong to the one thing of their name. */
function fileOf({ items, lock }: SyncState, things: readonly RemoteThing[], thing: RemoteThing): string | null {
  const isOf = (item: ProjectItem) =>
    item.kind === thing.kind && item.form["name"] === thing.name && !lock.get(item.kind, item.slug)?.id;
  const files = items.filter(isOf);
  const rivals = things.filter(({ kind, name, id }) => {
    return kind === thing.kind && name === thing.name && lock.slugOf(kind, id) === undefined;
  });
  return files.length === 1 && rivals.length === 1 ? (files[0]?.slug ?? null) : null;
}

function freshSlug(thing: RemoteThing, taken: ReadonlySet<string>): string {
  const { kind, name } = thing;
  if (kind === "tools" && isSlug(name)) return name;
  const words = name
    .slice(0, 200)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const base =
    (words ?? []).join("-").slice(0, LONGEST_SLUG).replace(/-+$/, "") ||
    nameOf({ kind, slug: "" }).trim().replaceAll(" ", "-");
  let slug = base;
  for (let number = 2; taken.has(placeOf(kind, slug)); number++) slug = `${base}-${number}`;
  return slug;
}
