import { type Kind, KINDS, nameOf, type ProjectItem } from "./project-item.ts";
import type { RemoteThing } from "./remote.ts";
import { compare, readRemotes, type SyncState } from "./sync-state.ts";
import { decide, hasHeaderValues, isChangedThere, type Compared } from "./verdict.ts";

/** What is done about a thing. */
export interface Step {
  readonly action: "create" | "update" | "same" | "delete";
  readonly kind: Kind;
  readonly slug: string;
  /** Whether the agent's version is released then. */
  readonly isReleased: boolean;
  /** Its files; absent for what is deleted. */
  readonly item?: ProjectItem;
  /** What the server had when the plan was made. */
  readonly thing: RemoteThing | null;
}

/** Something that is not done, because somebody else would lose by it. */
export interface Conflict {
  readonly kind: Kind;
  readonly slug: string;
  readonly message: string;
}

/** What is to be done for a server to be as files say. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly conflicts: readonly Conflict[];
  /** What this folder once held and the server still has; left alone unless it is asked for. */
  readonly leftAlone: readonly Pick<Step, "kind" | "slug">[];
}

/** What a plan is asked for. */
export interface PlanOptions {
  /** Whether agents are released. */
  readonly release: boolean;
  /** Whether what the folder holds no more is deleted. */
  readonly prune: boolean;
  /** Whether tools are written anew whose files give values to headers, which no server shows. */
  readonly secrets: boolean;
}

/** Plans what is to be done, each thing before what refers to it. It changes nothing. */
export async function makePlan(state: SyncState, options: PlanOptions): Promise<Plan> {
  const { items } = state;
  const things = await readRemotes(state, items);
  const steps: Step[] = [];
  const conflicts: Conflict[] = [];
  for (const item of items) {
    const thing = things.get(item) ?? null;
    const compared = compare(state, item, thing);
    const verdict = decide(compared);
    if (verdict.action === "conflict") conflicts.push(conflictOf(item, verdict.reason));
    else steps.push(stepOf({ action: verdict.action, compared, thing }, options));
  }
  const removed = await planRemovals(state, options);
  return {
    steps: [...steps, ...removed.steps],
    conflicts: [...conflicts, ...removed.conflicts],
    leftAlone: removed.left,
  };
}

interface Decided {
  action: "create" | "update" | "same";
  compared: Compared;
  thing: RemoteThing | null;
}

function stepOf({ action, compared, thing }: Decided, options: PlanOptions): Step {
  const { item } = compared;
  const isAgent = item.kind === "conversational_agents" || item.kind === "procedural_agents";
  const isDraft = action !== "same" || thing?.versionStatus === "draft";
  const isWrittenAnew = action === "same" && options.secrets && hasHeaderValues(item);
  return {
    action: isWrittenAnew ? "update" : action,
    kind: item.kind,
    slug: item.slug,
    isReleased: options.release && isAgent && isDraft,
    item,
    thing,
  };
}

async function planRemovals(state: SyncState, { prune }: PlanOptions) {
  const { items, lock, remote } = state;
  const isThere = (kind: Kind, slug: string) => items.some((item) => item.kind === kind && item.slug === slug);
  const known = lock.all().filter(({ kind, slug, entry }) => entry.id !== null && !isThere(kind, slug));
  // What refers to others goes before them.
  known.sort((a, b) => KINDS.indexOf(b.kind) - KINDS.indexOf(a.kind));
  const steps: Step[] = [];
  const conflicts: Conflict[] = [];
  const left: Pick<Step, "kind" | "slug">[] = [];
  for (const { kind, slug, entry } of known) {
    const thing = await remote.read(kind, entry.id as string);
    const removed = { kind, slug, form: {} };
    if (!prune) {
      if (thing !== null) left.push({ kind, slug });
    } else if (thing !== null && isChangedThere({ ...compare(state, removed, thing), entry })) {
      const reason = "is in the folder no more, but was changed on the server since. Pull it, or delete it there.";
      conflicts.push(conflictOf(removed, reason));
    } else steps.push({ action: "delete", kind, slug, isReleased: false, thing });
  }
  return { steps, conflicts, left };
}

function conflictOf({ kind, slug }: Pick<ProjectItem, "kind" | "slug">, reason: string): Conflict {
  return { kind, slug, message: `${capitalised(nameOf({ kind, slug }))} ${reason}` };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Lists the steps that change something. */
export function changesOf({ steps }: Plan): Step[] {
  return steps.filter(({ action, isReleased }) => action !== "same" || isReleased);
}

/** Says what a step does, e.g. `update agent front-desk, release it`. */
export function describeStep(step: Step): string {
  const name = nameOf(step);
  if (step.action === "same") return `release ${name}`;
  return `${step.action} ${name}${step.isReleased ? ", release it" : ""}`;
}
