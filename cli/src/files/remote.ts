import { type Client, etagOf, OperatorApiError } from "@operator/sdk";
import type { JsonObject } from "./json.ts";
import { KINDS, type Kind } from "./project-item.ts";

/** A thing as the server has it. */
export interface RemoteThing {
  readonly kind: Kind;
  /** What names it in the API: an id, a tool's name. */
  readonly id: string;
  readonly name: string;
  readonly etag: string;
  /** An agent's version, and where that stands. */
  readonly versionId?: string;
  readonly versionStatus?: string;
  /** What is set of it; other things are named by their ids, and texts have `\n` at their line ends. */
  readonly form: JsonObject;
}

/** What a call is made with, beside what it is about. */
export interface RemoteOptions {
  readonly signal: AbortSignal;
  readonly idempotencyKey?: string;
  readonly ifMatch?: string;
}

/** What an answer to a change says. */
export interface ChangedThing {
  readonly id: string;
  readonly etag: string | undefined;
  readonly versionId?: string;
  /** What the server noticed, e.g. fields that it does not know. */
  readonly warnings: readonly { param: string; message: string }[];
}

type Answer = JsonObject & { warnings?: readonly { param: string; message: string }[] };

/** The calls that the kinds of things share. */
interface Group {
  list(query: object, options: { signal: AbortSignal }): AsyncIterable<object>;
  create(body: never, options: RemoteOptions): Promise<object>;
  get(id: string, options: RemoteOptions): Promise<object>;
  delete(id: string, options: RemoteOptions): Promise<object>;
  update?(id: string, body: never, options: RemoteOptions): Promise<object>;
  change?(id: string, body: never, options: RemoteOptions): Promise<object>;
  release?(id: string, options: RemoteOptions): Promise<object>;
  versions?(id: string, options: RemoteOptions): Promise<readonly object[]>;
}

/** The platform's own procedural agent, which every installation has. */
const OWN_AGENT = "pa_0000summary";

/** What the server knows of a thing, which nobody sets. */
const READ_ONLY = "id version_id version_status is_released triggered_by used_by created_at updated_at warnings".split(
  " ",
);

/** Reads and changes the things of a server. Calls reject as the client's do. */
export class Remote {
  readonly #client: Client;
  readonly signal: AbortSignal;

  constructor(client: Client, signal: AbortSignal) {
    this.#client = client;
    this.signal = signal;
  }

  /** Lists what names the things of a kind, and by what people call them; what the platform brings along is left out. */
  async list(kind: Kind): Promise<{ id: string; name: string }[]> {
    const things: { id: string; name: string }[] = [];
    for await (const item of this.#group(kind).list({}, { signal: this.signal })) {
      const { id, name } = item as { id?: string; name: string };
      const named = { id: id ?? name, name };
      if (named.id !== OWN_AGENT) things.push(named);
    }
    return things;
  }

  /** Reads a thing, of an agent the latest version or the one that the id names; null when it is not there. */
  async read(kind: Kind, id: string): Promise<RemoteThing | null> {
    try {
      const answer = await this.#group(kind).get(id, { signal: this.signal });
      return thingOf(kind, answer as Answer);
    } catch (error) {
      if (error instanceof OperatorApiError && error.status === 404) return null;
      throw error;
    }
  }

  /** Names the released version of an agent; null without one. */
  async releasedVersion(kind: Kind, id: string): Promise<string | null> {
    const versions = (await this.#group(kind).versions?.(id, { signal: this.signal })) ?? [];
    const released = (versions as { version_id: string; version_status: string }[]).find(
      ({ version_status }) => version_status === "released",
    );
    return released?.version_id ?? null;
  }

  /** Makes a thing. */
  async create(kind: Kind, body: JsonObject, idempotencyKey: string): Promise<ChangedThing> {
    const options = { signal: this.signal, idempotencyKey };
    return changedOf(await this.#group(kind).create(body as never, options));
  }

  /** Makes a thing what it is to be, only while it bears that tag. */
  async update(kind: Kind, id: string, { body, etag }: { body: JsonObject; etag: string }): Promise<ChangedThing> {
    const group = this.#group(kind);
    const change = (group.update ?? group.change) as NonNullable<Group["update"]>;
    return changedOf(await change.call(group, id, body as never, { signal: this.signal, ifMatch: etag }));
  }

  /** Releases a version, only while it bears that tag. */
  async release(kind: Kind, versionId: string, etag: string): Promise<ChangedThing> {
    const group = this.#group(kind);
    const release = group.release as NonNullable<Group["release"]>;
    return changedOf(await release.call(group, versionId, { signal: this.signal, ifMatch: etag }));
  }

  /** Deletes a thing, only while it bears that tag. */
  async delete(kind: Kind, id: string, etag: string): Promise<void> {
    await this.#group(kind).delete(id, { signal: this.signal, ifMatch: etag });
  }

  #group(kind: Kind): Group {
    const { tools, transfers, conversationalAgents, proceduralAgents } = this.#client;
    const groups = {
      tools,
      transfers,
      conversational_agents: conversationalAgents,
      procedural_agents: proceduralAgents,
    };
    return groups[kind] as unknown as Group;
  }
}

function thingOf(kind: Kind, answer: Answer): RemoteThing {
  const { id, name, version_id, version_status } = answer as Partial<Record<string, string>>;
  const form = Object.fromEntries(Object.entries(answer).filter(([field]) => !READ_ONLY.includes(field)));
  return {
    kind,
    id: id ?? (name as string),
    name: name as string,
    etag: etagOf(answer) ?? "",
    ...(version_id === undefined ? {} : { versionId: version_id }),
    ...(version_status === undefined ? {} : { versionStatus: version_status }),
    form: withPlainPrompt(form),
  };
}

function withPlainPrompt(form: JsonObject): JsonObject {
  const { config } = form as { config?: { runtime: { prompt: { text?: string } } } };
  const text = config?.runtime.prompt.text;
  if (config === undefined || text === undefined) return form;
  const prompt = { ...config.runtime.prompt, text: text.replaceAll("\r\n", "\n") };
  return { ...form, config: { ...config, runtime: { ...config.runtime, prompt } } };
}

function changedOf(answer: object): ChangedThing {
  const { id, name, version_id, warnings = [] } = answer as Answer & Partial<Record<string, string>>;
  return {
    id: id ?? (name as string),
    etag: etagOf(answer),
    ...(version_id === undefined ? {} : { versionId: version_id }),
    warnings: warnings as ChangedThing["warnings"],
  };
}

/** How many things are read at the same time. */
const AT_ONCE = 6;

/** Does something for each of many, a few at a time; keeps their order. */
export async function forEachOf<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let first = 0; first < items.length; first += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(first, first + AT_ONCE).map(act))));
  }
  return results;
}

/** Names each kind with what the server has of it. */
export async function listAll(remote: Remote): Promise<Map<Kind, { id: string; name: string }[]>> {
  const lists = await Promise.all(KINDS.map(async (kind) => [kind, await remote.list(kind)] as const));
  return new Map(lists);
}
