import { agentFiles } from "./agent-project.ts";
import { withoutAdded } from "./defaults.ts";
import { inOrder } from "./field-order.ts";
import { filePaths } from "./file-paths.ts";
import { isObject, type JsonObject } from "./json.ts";
import { type DiffLine, diffLines, nearChanges } from "./line-diff.ts";
import type { Kind, ProjectItem } from "./project-item.ts";
import type { RemoteThing } from "./remote.ts";
import { compare, readRemotes, type SyncState } from "./sync-state.ts";
import { forComparison, isSame } from "./verdict.ts";
import { yamlText } from "./yaml-file.ts";

/** How the files of a thing differ from what the server has. */
export interface Difference {
  readonly kind: Kind;
  readonly slug: string;
  /** `new`: not on the server. `gone`: of the server, without files. */
  readonly state: "different" | "new" | "gone";
  /** For each file that differs, its lines from the server's to the file's; `null` stands for lines left out. */
  readonly files: readonly { readonly path: string; readonly lines: readonly (DiffLine | null)[] }[];
}

/** Compares files with what the server has: the latest version of agents, or the released one. */
export async function findDifferences(
  state: SyncState,
  items: readonly ProjectItem[],
  { released, isWhole }: { released: boolean; isWhole: boolean },
): Promise<Difference[]> {
  const things = await readRemotes(state, items);
  const differences: Difference[] = [];
  for (const item of items) {
    const latest = things.get(item) ?? null;
    const thing = released ? await releasedOf(state, latest) : latest;
    const difference = differenceOf(state, item, thing);
    if (difference !== null) differences.push(difference);
  }
  return isWhole ? [...differences, ...(await goneFiles(state))] : differences;
}

async function releasedOf({ remote }: SyncState, thing: RemoteThing | null): Promise<RemoteThing | null> {
  if (thing === null || thing.versionStatus === undefined || thing.versionStatus === "released") return thing;
  const version = await remote.releasedVersion(thing.kind, thing.id);
  return version === null ? null : remote.read(thing.kind, version);
}

function differenceOf(state: SyncState, item: ProjectItem, thing: RemoteThing | null): Difference | null {
  const { kind, slug } = item;
  const compared = compare(state, item, thing);
  const files = forComparison(item, compared.wanted);
  if (compared.remote === null) return { kind, slug, state: "new", files: linesOf(item, null, files) };
  if (isSame(compared)) return null;
  const stored = withoutAdded(compared.remote.form, files, compared.entry?.added) as JsonObject;
  return { kind, slug, state: "different", files: linesOf(item, stored, files) };
}

/** Writes both sides as files are written, in one order, so that only what differs does. */
function linesOf(item: ProjectItem, stored: JsonObject | null, files: JsonObject): Difference["files"] {
  const before = stored === null ? null : textsOf(item, inOrder(stored, files) as JsonObject);
  const after = textsOf(item, files);
  return filePaths(item).flatMap((path, index) => {
    const lines = nearChanges(diffLines(before?.[index] ?? "", after[index] as string));
    return lines.length === 0 ? [] : [{ path: path.join("/"), lines }];
  });
}

function textsOf({ kind }: ProjectItem, form: JsonObject): string[] {
  if (kind === "tools" || kind === "transfers" || !isObject(form["config"])) return [yamlText(form)];
  const { agent, prompt } = agentFiles(form);
  return [yamlText(agent), `${prompt}\n`];
}

async function goneFiles({ items, lock, remote }: SyncState): Promise<Difference[]> {
  const gone: Difference[] = [];
  for (const { kind, slug, entry } of lock.all()) {
    if (entry.id === null || items.some((item) => item.kind === kind && item.slug === slug)) continue;
    if ((await remote.read(kind, entry.id)) !== null) gone.push({ kind, slug, state: "gone", files: [] });
  }
  return gone;
}
