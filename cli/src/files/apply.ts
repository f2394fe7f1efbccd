import { randomUUID } from "node:crypto";
import { OperatorApiError } from "@operator/sdk";
import { CliError, EXIT } from "../cli-error.ts";
import { addedTo } from "./defaults.ts";
import { withVariables } from "./environment-values.ts";
import { isObject, type JsonObject } from "./json.ts";
import type { LockEntry } from "./lock-file.ts";
import type { Plan, Step } from "./plan.ts";
import { digestOf, type Kind, nameOf, type ProjectItem } from "./project-item.ts";
import { toIds } from "./references.ts";
import type { ChangedThing, RemoteThing } from "./remote.ts";
import { storedForm, type SyncState } from "./sync-state.ts";
import { forComparison, stateOf } from "./verdict.ts";

/** What was done, told step by step. */
export interface ApplyListener {
  done(step: Step, thing: { id: string; versionId?: string }): void;
  /** What the server noticed in a thing that it took. */
  warned(step: Step, message: string): void;
}

/**
 * Does what was planned, one thing after the other; after each it is written down, so that a run that is cut off is gone
 * on with by another one. Throws a `CliError` for what somebody has changed in the meantime.
 */
export async function applyPlan(state: SyncState, plan: Plan, listener: ApplyListener): Promise<void> {
  for (const step of plan.steps) {
    try {
      await carryOut(state, plan, { step, listener });
    } catch (error) {
      throw explained(error, step);
    }
  }
}

function explained(error: unknown, step: Step): unknown {
  if (!(error instanceof OperatorApiError)) return error;
  const name = nameOf(step);
  if (error.code === "etag_mismatch") {
    const message =
      `Somebody has changed ${name} on the server at this moment, and it was left as it is. Pull it with ` +
      "`operator pull`, then apply again. What was done before this is done.";
    return new CliError(message, { exitCode: EXIT.conflict, cause: error });
  }
  return new OperatorApiError(`${name}: ${error.message}`, {
    status: error.status,
    type: error.type,
    code: error.code,
    param: error.param,
    details: error.details,
    requestId: error.requestId,
    retryAfterSeconds: error.retryAfterSeconds,
    cause: error,
  });
}

interface Doing {
  step: Step;
  listener: ApplyListener;
}

async function carryOut(state: SyncState, plan: Plan, { step, listener }: Doing): Promise<void> {
  const { kind, item, thing } = step;
  if (item === undefined) return remove(state, { step, listener });
  if (kind === "transfers") await makeDestination(state, plan, item);
  const changed = step.action === "same" ? await takeAsItIs(state, item, thing) : await write(state, step, item);
  for (const { param, message } of changed.warnings) listener.warned(step, `${param}: ${message}`);
  if (step.isReleased) await release(state, item, changed);
  if (step.action !== "same" || step.isReleased) listener.done(step, changed);
}

async function remove({ lock, remote }: SyncState, { step, listener }: Doing): Promise<void> {
  const { kind, slug, thing } = step;
  if (thing !== null) await remote.delete(kind, thing.id, thing.etag);
  await lock.set(kind, slug, null);
  listener.done(step, { id: thing?.id ?? slug });
}

/** What the server has already as the files want it is only noted. */
async function takeAsItIs(state: SyncState, item: ProjectItem, thing: RemoteThing | null): Promise<ChangedThing> {
  const there = thing as RemoteThing;
  const entry = entryFrom(state, item, there);
  const known = state.lock.get(item.kind, item.slug);
  if (JSON.stringify(known) !== JSON.stringify(entry)) await state.lock.set(item.kind, item.slug, entry);
  return { ...there, warnings: [] };
}

async function write(state: SyncState, step: Step, item: ProjectItem): Promise<ChangedThing> {
  const { kind, slug } = item;
  const entry = state.lock.get(kind, slug);
  const body = bodyOf(state, item);
  if (kind === "tools" && !entry?.id) refuseUnknownHeaders(item, body);
  const digest = digestOf(item.form);
  const key = entry?.pending?.digest === digest ? entry.pending.key : randomUUID();
  // Written down first: whoever finds it after a crash knows that what is there may be this.
  await state.lock.set(kind, slug, { ...(entry ?? { id: null }), pending: { key, digest } });
  const changed = await send(state, { step, item, body, key, entry });
  await note(state, item, changed);
  return changed;
}

interface Sent {
  step: Step;
  item: ProjectItem;
  body: JsonObject;
  key: string;
  entry: LockEntry | undefined;
}

async function send({ lock, remote }: SyncState, { step, item, body, key, entry }: Sent): Promise<ChangedThing> {
  const { kind, slug } = item;
  const id = entry?.id ?? null;
  try {
    if (id === null) return await remote.create(kind, body, key);
    return await remote.update(kind, id, { body, etag: etagFor(step, entry) });
  } catch (error) {
    // What was refused was not done, and what is asked for under the same key again would be refused again.
    if (isRefusal(error)) await lock.set(kind, slug, entry === undefined ? null : withoutPending(entry));
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  const status = error instanceof OperatorApiError ? error.status : null;
  return status !== null && status >= 400 && status < 500 && status !== 429;
}

function withoutPending({ pending: _, ...entry }: LockEntry): LockEntry | null {
  return entry.id === null ? null : entry;
}

/** A step that was planned for what this run has made itself has no tag of it yet. */
function etagFor({ thing }: Step, entry: LockEntry | undefined): string {
  return thing?.etag ?? entry?.etag ?? "";
}

/** Notes what the server has now, and which defaults it has added. */
async function note({ lock, remote }: SyncState, item: ProjectItem, changed: ChangedThing): Promise<void> {
  const { kind, slug } = item;
  const stored = await remote.read(kind, changed.versionId ?? changed.id);
  const { pending: _, ...former } = lock.get(kind, slug) ?? { id: null };
  const named = { ...former, id: changed.id, ...(changed.versionId ? { version_id: changed.versionId } : {}) };
  // So that the next one to look sees who was faster, the tag is that of what was written, not of what was read.
  const etag = changed.etag ?? stored?.etag ?? "";
  const { seen: _seen, added: _added, ...rest } = named;
  await lock.set(kind, slug, { ...rest, name: nameIn(item), etag, digest: digestOf(item.form) });
  // What somebody else has changed in between was not seen by these files.
  if (stored === null || stateOf(stored.etag) !== stateOf(etag)) return;
  const entry = lock.get(kind, slug) as LockEntry;
  await lock.set(kind, slug, { ...entry, ...seenOf({ lock }, item, stored) });
}

function nameIn({ form, slug }: ProjectItem): string {
  return typeof form["name"] === "string" ? form["name"] : slug;
}

/** Returns what is remembered of a thing that is on the server as its files say. */
export function entryFrom(state: Pick<SyncState, "lock" | "place">, item: ProjectItem, thing: RemoteThing): LockEntry {
  return {
    id: thing.id,
    ...(thing.versionId === undefined ? {} : { version_id: thing.versionId }),
    name: nameIn(item),
    etag: thing.etag,
    digest: digestOf(item.form),
    ...seenOf(state, item, thing),
  };
}

function seenOf(
  state: Pick<SyncState, "lock">,
  item: ProjectItem,
  thing: RemoteThing,
): Pick<LockEntry, "seen" | "added"> {
  const form = storedForm(state, thing);
  const added = addedTo(forComparison(item, item.form), form);
  return { seen: digestOf(thing.form), ...(added === undefined ? {} : { added }) };
}

async function release(state: SyncState, item: ProjectItem, changed: ChangedThing): Promise<void> {
  const { lock, remote } = state;
  const entry = lock.get(item.kind, item.slug) as LockEntry;
  const versionId = changed.versionId as string;
  const released = await remote.release(item.kind, versionId, changed.etag ?? (entry.etag as string));
  await lock.set(item.kind, item.slug, { ...entry, version_id: versionId, etag: released.etag ?? "" });
}

/** Writes a thing as the server takes it: references as ids, variables filled in. */
function bodyOf({ lock, place }: SyncState, item: ProjectItem): JsonObject {
  const body = toIds(item, (kind, slug) => lock.get(kind, slug)?.id ?? undefined);
  if (item.kind === "transfers") return { ...TRANSFER_DEFAULTS, ...body };
  return item.kind === "tools" ? withVariables(body, place.environment, nameOf(item)) : body;
}

/** A change of a transfer leaves what is absent as it was; files that say nothing of it mean the default. */
const TRANSFER_DEFAULTS = {
  mode: "cold",
  pushback: "honour",
  hours: null,
  outside: { say: null, offer: "none" },
  ring_for_sec: 30,
  accept_by: "staying",
  summary_instructions: null,
};

function refuseUnknownHeaders(item: ProjectItem, { headers }: JsonObject): void {
  const unknown = isObject(headers) ? Object.keys(headers).filter((name) => headers[name] === null) : [];
  if (unknown.length === 0) return;
  const message =
    `${nameOf(item)} is new there, and its files hold no value for ${unknown.join(", ")}, which no server shows. Write ` +
    `\${env:NAME} in tools/${item.slug}.yaml, and set that variable.`;
  throw new CliError(message);
}

/** What an agent is until all that it refers to is there. */
const SHELL_PROMPT = "This agent is being set up. Say so, and end the conversation.";

/**
 * Makes the agent that a transfer leads to, where it is not there yet: as a draft of nothing, for the agent itself may
 * refer to the transfer.
 */
async function makeDestination(state: SyncState, { steps }: Plan, { form }: ProjectItem): Promise<void> {
  const kind: Kind = "conversational_agents";
  const slug = String(form["destination"]).replace(/@v\d+$/, "");
  const agent = steps.find((step) => step.kind === kind && step.slug === slug && step.action === "create")?.item;
  if (form["kind"] !== "agent" || agent === undefined || state.lock.get(kind, slug)?.id) return;
  const { runtime } = agent.form["config"] as { runtime: JsonObject };
  const prompt = { type: "fixed", text: SHELL_PROMPT };
  const config = { runtime: { model: runtime["model"], prompt } };
  const { name, description } = agent.form;
  const shell = { kind, slug, form: { name, description, postprocess_agents: [], config } };
  const pending = { key: state.lock.get(kind, slug)?.pending?.key ?? randomUUID(), digest: digestOf(agent.form) };
  await state.lock.set(kind, slug, { id: null, pending });
  await note(state, shell, await state.remote.create(kind, shell.form, `${pending.key}-shell`));
}
