import {
  type AgentRow,
  type AgentVersionRow,
  findVersion,
  insertAgent,
  insertVersion,
  listAgents,
  listVersions,
  lockAgent,
  markAgentDeleted,
  updateVersion,
  type WhichVersion,
} from "../db/agents.ts";
import type { Database } from "../db/database.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError, type Problem } from "../domain/error.ts";
import { type AgentReference, newId, parseAgentReference, versionId } from "../domain/ids.ts";
import type { Target } from "../domain/precondition.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { ApiKey } from "./api-keys.ts";
import { assertUnchanged, tagged } from "./entity-tags.ts";
import { invalidConfig } from "./effective-config.ts";

/** What a caller says of an agent. */
export interface AgentInput<Config> {
  name: string;
  description: string;
  config: Config;
  /** Empty for the agents that have none. */
  postprocess_agents: string[];
}

/** Which version a change ended in. */
export interface AgentVersionId {
  id: string;
  version_id: string;
}

/** Who asks, and by which connection the answer is to be found. */
export interface Asked {
  key: ApiKey;
  database: Database;
}

/** What one kind of agent has of its own. */
export interface AgentKind<Config, More extends object> {
  readonly prefix: "ca" | "pa";
  /** What one is called in sentences, e.g. `conversational agent`. */
  readonly called: string;
  /** Its path in the API, e.g. `conversational_agents`. */
  readonly path: string;
  /** Names what is wrong with what a caller says of an agent. */
  problems(input: Partial<AgentInput<Config>>, asked: Asked): Promise<Problem[]>;
  /** Returns what is shown of a version beside what is shown of every agent's. */
  more(row: AgentRow<Config>, asked: Asked): Promise<More>;
  /** Throws why a version cannot be released as things stand. */
  assertReleasable(row: AgentRow<Config>, asked: Asked): Promise<void>;
  /** Throws why an agent cannot be deleted as things stand. */
  assertDeletable(id: string, asked: Asked): Promise<void>;
}

interface Wanted {
  reference: AgentReference;
  which: WhichVersion;
  database?: Database;
}

/** The agents of one kind and their versions. `More` is what is shown of this kind alone. */
export class VersionedAgents<Config, More extends object> {
  readonly #database: Database;
  readonly #kind: AgentKind<Config, More>;

  constructor(database: Database, kind: AgentKind<Config, More>) {
    this.#database = database;
    this.#kind = kind;
  }

  /** Makes an agent with its first version, a draft. Throws `invalid_config` naming all that is wrong with it. */
  async create(key: ApiKey, input: AgentInput<Config>): Promise<AgentVersionId> {
    await this.#check(key, input);
    const id = newId(this.#kind.prefix);
    const { livemode } = key;
    const version = { version: 0, status: "draft", ...columns(input) } as const;
    return this.#database.transaction().execute(async (transaction) => {
      await insertAgent(transaction, { id, livemode }, version);
      return this.#changed({ key, database: transaction }, { agent_id: id, version: 0 });
    });
  }

  /** Lists the latest version of each agent, newest agent first. */
  async list(key: ApiKey, page: { position: CursorPosition | null; limit: number }) {
    const which = { prefix: this.#kind.prefix, livemode: key.livemode ? null : false };
    const rows = await listAgents(this.#database, which, { ...page, limit: page.limit + 1 });
    const positionOf = (row: ListedRow) => ({ createdAt: row.agent_created_at, id: row.agent_id });
    const { shown, cursor } = cutPage(rows, page.limit, positionOf);
    return { data: shown.map((row) => ({ id: row.agent_id, ...versionEntry(row) })), cursor };
  }

  /** Shows the version that a bare id (the latest) or `…@vN` means. Throws `not_found`. */
  async find(key: ApiKey, id: string) {
    const reference = this.#read(id);
    const row = await this.#version(key, { reference, which: reference.version ?? "latest" });
    return tagged(await this.#shown(row, { key, database: this.#database }), configurationOf(row));
  }

  /** Finds the version that work is done by: the pinned one, or the released one. Throws `not_released`. */
  async findForConversation(key: ApiKey, id: string): Promise<AgentRow<Config>> {
    const reference = this.#read(id);
    if (reference.version !== null) return this.#version(key, { reference, which: reference.version });
    const released = await findVersion<Config>(this.#database, reference.agentId, "released");
    if (released && mayUse(key, released)) return released;
    // Says that there is no such agent, if so.
    await this.#version(key, { reference, which: "latest" });
    const message =
      `Agent ${id} was never released. Release a version with POST /${this.#kind.path}/{version_id}/release, ` +
      `or name one, e.g. ${versionId(id, 0)}.`;
    throw new OperatorError("not_released", message, { param: "agent_id" });
  }

  /**
   * Writes into the draft, or opens one copied from the version that `target` names. Absent fields stay as they are. What
   * the caller demands to be unchanged is what is written into: the draft where there is one. Throws `etag_mismatch`.
   */
  async update(key: ApiKey, target: Target, change: Partial<AgentInput<Config>>): Promise<AgentVersionId> {
    await this.#check(key, change);
    const reference = this.#read(target.id);
    return this.#locked(key, reference, async (transaction) => {
      const which = reference.version ?? "latest";
      const asked = { key, database: transaction };
      const named = await this.#version(key, { reference, which, database: transaction });
      const draft = await findVersion<Config>(transaction, reference.agentId, "draft");
      this.#assertUnchanged(target, draft ?? named);
      if (draft) {
        await updateVersion(transaction, draft, columnsOfChange(change));
        return this.#changed(asked, draft);
      }
      const latest = await this.#version(key, { reference, which: "latest", database: transaction });
      const opened = { agent_id: named.agent_id, version: latest.version + 1 };
      const { name, description, config, postprocess_agents } = { ...named, ...change };
      const row = columns({ name, description, config, postprocess_agents });
      await insertVersion(transaction, { ...row, ...opened, status: "draft" });
      return this.#changed(asked, opened);
    });
  }

  /**
   * Makes a version the released one; the former becomes archived. Releasing an archived one rolls back. Throws
   * `etag_mismatch`.
   */
  async release(key: ApiKey, target: Target): Promise<AgentVersionId> {
    const { id } = target;
    const reference = this.#read(id);
    const { version } = reference;
    if (version === null) {
      const message = `Name the version to release, e.g. ${versionId(id, 0)}. GET /${this.#kind.path}/${id}/versions lists them.`;
      throw new OperatorError("invalid_field", message, { param: "version_id" });
    }
    return this.#locked(key, reference, async (transaction) => {
      const asked = { key, database: transaction };
      const named = await this.#version(key, { reference, which: version, database: transaction });
      this.#assertUnchanged(target, named);
      if (named.status === "released") return this.#changed(asked, named);
      await this.#kind.assertReleasable(named, asked);
      const former = await findVersion<Config>(transaction, reference.agentId, "released");
      if (former) await updateVersion(transaction, former, { status: "archived" });
      await updateVersion(transaction, named, { status: "released" });
      return this.#changed(asked, named);
    });
  }

  /** Lists an agent's versions, newest first. */
  async versions(key: ApiKey, id: string) {
    const reference = this.#read(id);
    await this.#version(key, { reference, which: reference.version ?? "latest" });
    return (await listVersions(this.#database, reference.agentId)).map(versionEntry);
  }

  /** Deletes an agent with all its versions. Throws what forbids it, and `etag_mismatch` for the latest version. */
  async delete(key: ApiKey, target: Target): Promise<void> {
    const { id } = target;
    const reference = this.#read(id);
    if (reference.version !== null) {
      const message = `Versions are not deleted one by one. Name the agent, ${reference.agentId}, to delete all of it.`;
      throw new OperatorError("invalid_field", message, { param: "id" });
    }
    await this.#locked(key, reference, async (transaction, latest) => {
      this.#assertUnchanged(target, latest);
      await this.#kind.assertDeletable(id, { key, database: transaction });
      await markAgentDeleted(transaction, id);
    });
  }

  #read(id: string): AgentReference {
    const reference = parseAgentReference(id, this.#kind.prefix);
    if (!reference) throw notFound(this.#kind.called, id);
    return reference;
  }

  async #version(key: ApiKey, wanted: Wanted): Promise<AgentRow<Config>> {
    const { reference, which, database = this.#database } = wanted;
    const row = await findVersion<Config>(database, reference.agentId, which);
    if (row && mayUse(key, row)) return row;
    const id = typeof which === "number" ? versionId(reference.agentId, which) : reference.agentId;
    throw notFound(this.#kind.called, id);
  }

  async #locked<Result>(
    key: ApiKey,
    reference: AgentReference,
    change: (transaction: Database, latest: AgentRow<Config>) => Promise<Result>,
  ): Promise<Result> {
    return this.#database.transaction().execute(async (transaction) => {
      await lockAgent(transaction, reference.agentId);
      return change(transaction, await this.#version(key, { reference, which: "latest", database: transaction }));
    });
  }

  async #shown(row: AgentRow<Config>, asked: Asked) {
    const { name, description, status, config } = row;
    const is_released = status === "released";
    const more = await this.#kind.more(row, asked);
    return { ...idsOf(row), name, description, version_status: status, is_released, config, ...more };
  }

  /** Names a version that was changed, with the entity tag that it has from now on. */
  async #changed(asked: Asked, { agent_id, version }: Pick<AgentVersionRow, "agent_id" | "version">) {
    const reference = { agentId: agent_id, version };
    const row = await this.#version(asked.key, { reference, which: version, database: asked.database });
    return tagged(idsOf(row), configurationOf(row), await this.#shown(row, asked));
  }

  #assertUnchanged({ ifMatch }: Target, row: AgentRow<Config>): void {
    const id = versionId(row.agent_id, row.version);
    assertUnchanged({ id, ifMatch }, `${row.status} version`, configurationOf(row));
  }

  async #check(key: ApiKey, input: Partial<AgentInput<Config>>): Promise<void> {
    const problems = await this.#kind.problems(input, { key, database: this.#database });
    if (problems.length > 0) throw invalidConfig(problems);
  }
}

type ListedRow = Omit<AgentRow, "config">;

/** Tells whether a key may use an agent: one of test mode uses agents of test mode only. */
export function mayUse(key: Pick<ApiKey, "livemode">, agent: Pick<AgentRow, "livemode">): boolean {
  return key.livemode || !agent.livemode;
}

function idsOf(row: Pick<AgentVersionRow, "agent_id" | "version">): AgentVersionId {
  return { id: row.agent_id, version_id: versionId(row.agent_id, row.version) };
}

function configurationOf<Config>({ livemode: _, agent_created_at: __, ...version }: AgentRow<Config>): object {
  return version;
}

function versionEntry(row: Omit<AgentVersionRow, "config">) {
  return {
    version_id: versionId(row.agent_id, row.version),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    name: row.name,
    description: row.description,
    version_status: row.status,
  };
}

function columns<Config>(input: AgentInput<Config>) {
  const { name, description, config, postprocess_agents } = wellFormed(input);
  return { name, description, config: JSON.stringify(config), postprocess_agents: JSON.stringify(postprocess_agents) };
}

function columnsOfChange<Config>(change: Partial<AgentInput<Config>>) {
  const { config, postprocess_agents, ...texts } = wellFormed(change);
  return {
    ...texts,
    ...(config ? { config: JSON.stringify(config) } : {}),
    ...(postprocess_agents ? { postprocess_agents: JSON.stringify(postprocess_agents) } : {}),
  };
}
