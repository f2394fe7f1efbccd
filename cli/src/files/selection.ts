import { CliError } from "../cli-error.ts";
import { guess } from "./guess.ts";
import { KINDS, type Kind, type ProjectItem } from "./project-item.ts";
import { referencesOf } from "./references.ts";
import { forEachOf, listAll, type RemoteThing } from "./remote.ts";
import type { SyncState } from "./sync-state.ts";

/** Reads everything of the server that files can hold. */
export async function readEverything({ remote }: SyncState): Promise<RemoteThing[]> {
  const lists = await listAll(remote);
  const named = KINDS.flatMap((kind) => (lists.get(kind) ?? []).map(({ id }) => ({ kind, id })));
  const things = await forEachOf(named, ({ kind, id }) => remote.read(kind, id));
  return things.filter((thing) => thing !== null);
}

/** Finds agents by their folders, ids or names, with everything that they refer to. Throws a `CliError` for none. */
export async function readSelection(state: SyncState, wanted: readonly string[]): Promise<RemoteThing[]> {
  const lists = await listAll(state.remote);
  const found = new Map<string, RemoteThing>();
  const open = wanted.map((text) => findAgent(state, lists, text));
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { kind, id } = next;
    if (found.has(`${kind} ${id}`)) continue;
    const thing = await state.remote.read(kind, id);
    if (thing === null) continue;
    found.set(`${kind} ${id}`, thing);
    open.push(...referencesOf(thing).map(({ kind: of, name }) => ({ kind: of, id: name })));
  }
  return [...found.values()];
}

type Lists = ReadonlyMap<Kind, readonly { id: string; name: string }[]>;

function findAgent({ lock }: SyncState, lists: Lists, text: string): { kind: Kind; id: string } {
  const kinds = ["conversational_agents", "procedural_agents"] as const;
  const agents = kinds.flatMap((kind) => (lists.get(kind) ?? []).map((agent) => ({ kind, ...agent })));
  // One that comes with the platform stands in no list.
  if (/^(ca|pa)_\w+$/.test(text)) {
    return { kind: text.startsWith("ca") ? "conversational_agents" : "procedural_agents", id: text };
  }
  const byFolder = kinds.flatMap((kind) => {
    const id = lock.get(kind, text)?.id ?? null;
    return id === null ? [] : [{ kind, id }];
  });
  const matches = byFolder.length > 0 ? byFolder : agents.filter(({ name }) => name === text);
  if (matches.length === 1) return matches[0] as { kind: Kind; id: string };
  if (matches.length > 1) {
    throw new CliError(
      `Several agents are called ${text}: ${matches.map(({ id }) => id).join(", ")}. Name one by its id.`,
    );
  }
  const meant = guess(
    text,
    agents.map(({ name }) => name),
  );
  const hint = meant === null ? "`operator pull` without a name takes all there are." : `Did you mean "${meant}"?`;
  throw new CliError(`There is no agent ${text} on the server. ${hint}`);
}

/** Keeps the things of those slugs; all without any. Throws a `CliError` for a slug of nothing. */
export function itemsNamed(items: readonly ProjectItem[], slugs: readonly string[]): readonly ProjectItem[] {
  if (slugs.length === 0) return items;
  const unknown = slugs.find((slug) => !items.some((item) => item.slug === slug));
  if (unknown === undefined) return items.filter(({ slug }) => slugs.includes(slug));
  const known = items.map(({ slug }) => slug);
  const meant = guess(unknown, known);
  const hint = meant === null ? `There are ${known.join(", ") || "none"}.` : `Did you mean ${meant}?`;
  throw new CliError(`There is nothing called ${unknown} in the folder. ${hint}`);
}
