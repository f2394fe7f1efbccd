import type { Client } from "@operator/sdk";
import { readProject } from "./agent-project.ts";
import { withVariables } from "./environment-values.ts";
import type { JsonObject } from "./json.ts";
import { type LockEntry, type LockFile, readLockFile, ServerLock } from "./lock-file.ts";
import { digestOf, itemsOf, type Kind, nameOf, type ProjectItem } from "./project-item.ts";
import { assertReferences, toSlugs } from "./references.ts";
import { forEachOf, Remote, type RemoteThing } from "./remote.ts";
import { type Compared, forComparison } from "./verdict.ts";

/** Where files and server meet. */
export interface SyncPlace {
  readonly folder: string;
  readonly host: string;
  readonly client: Client;
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A folder, what it remembers, and the server. */
export interface SyncState {
  readonly place: SyncPlace;
  readonly items: readonly ProjectItem[];
  readonly lock: ServerLock;
  readonly remote: Remote;
}

/**
 * Reads a folder and what it remembers of the server. Folders that were renamed are known again by what is in them, else
 * by the name of what they hold; a server that has moved, by what is on it.
 */
export async function openSyncState(place: SyncPlace): Promise<SyncState> {
  const items = itemsOf(await readProject(place.folder));
  assertReferences(items);
  const remote = new Remote(place.client, place.signal);
  const file = await readLockFile(place.folder);
  await recogniseServer(file, place.host, remote);
  const lock = new ServerLock(place.folder, file, place.host);
  followRenames(items, lock);
  return { place, items, lock, remote };
}

/** Ids are random: whatever has a thing of the same id is the same installation, under another address. */
async function recogniseServer(file: LockFile, host: string, remote: Remote): Promise<void> {
  if (file.servers[host] !== undefined) return;
  for (const [other, entries] of Object.entries(file.servers)) {
    for (const kind of ["conversational_agents", "procedural_agents", "transfers"] as const) {
      const id = Object.values(entries[kind]).find((entry) => entry.id !== null)?.id;
      if (id === undefined || id === null) continue;
      if ((await remote.read(kind, id)) === null) break;
      file.servers[host] = entries;
      delete file.servers[other];
      return;
    }
  }
}

function followRenames(items: readonly ProjectItem[], lock: ServerLock): void {
  const isThere = (kind: Kind, slug: string) => items.some((item) => item.kind === kind && item.slug === slug);
  const fresh = items.filter(({ kind, slug }) => kind !== "tools" && lock.get(kind, slug) === undefined);
  for (const isLike of [sameContent, sameName]) {
    for (const item of fresh) {
      if (lock.get(item.kind, item.slug) !== undefined) continue;
      const left = lock.all().filter(({ kind, slug }) => kind === item.kind && !isThere(kind, slug));
      const like = left.filter(({ entry }) => isLike(item, entry));
      const rivals = fresh.filter(({ kind, form }) => kind === item.kind && form["name"] === item.form["name"]);
      if (like.length === 1 && rivals.length === 1) lock.rename(item.kind, like[0]?.slug as string, item.slug);
    }
  }
}

function sameContent(item: ProjectItem, entry: LockEntry): boolean {
  return entry.digest === digestOf(item.form);
}

function sameName(item: ProjectItem, entry: LockEntry): boolean {
  return entry.name !== undefined && entry.name === item.form["name"];
}

/** Reads what the server has of each of some things, by what is remembered of them, else by their names. */
export async function readRemotes(
  state: SyncState,
  items: readonly ProjectItem[],
): Promise<Map<ProjectItem, RemoteThing | null>> {
  const { lock, remote } = state;
  const needsNames = items.some(({ kind, slug }) => kind === "transfers" && !lock.get(kind, slug)?.id);
  const transfers = needsNames ? await remote.list("transfers") : [];
  const idOf = ({ kind, slug, form }: ProjectItem): string | null => {
    const known = lock.get(kind, slug)?.id ?? null;
    if (known !== null || kind === "tools") return known ?? slug;
    return kind === "transfers" ? (transfers.find(({ name }) => name === form["name"])?.id ?? null) : null;
  };
  const read = await forEachOf(items, async (item) => {
    const id = idOf(item);
    return [item, id === null ? null : await remote.read(item.kind, id)] as const;
  });
  return new Map(read);
}

/** Puts a thing's files beside what the server has. */
export function compare(state: SyncState, item: ProjectItem, thing: RemoteThing | null): Compared {
  const { lock } = state;
  return {
    item,
    wanted: wantedOf(state, item),
    entry: lock.get(item.kind, item.slug),
    remote: thing === null ? null : { etag: thing.etag, form: storedForm(state, thing), raw: thing.form },
  };
}

/** Returns a thing of the server in the form that files have. */
export function storedForm({ lock }: Pick<SyncState, "lock">, thing: RemoteThing): JsonObject {
  return toSlugs(thing, (kind, id) => lock.slugOf(kind, id));
}

/** Returns a thing as its files want it, the variables of tools filled in; the values of headers stay as they are. */
export function wantedOf({ place }: Pick<SyncState, "place">, item: ProjectItem): JsonObject {
  if (item.kind !== "tools") return item.form;
  const where = nameOf(item);
  return withVariables(forComparison(item, item.form), place.environment, where);
}
