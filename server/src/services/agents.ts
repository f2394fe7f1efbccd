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
import { hasOpenConversation } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import type { AgentConfig } from "../domain/agent-config.ts";
import { checkConfig } from "../domain/check-config.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { type AgentReference, newId, parseAgentReference, versionId } from "../domain/ids.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { ApiKey } from "./api-keys.ts";
import { invalidConfig } from "./effective-config.ts";
import type { KnownThingsReader } from "./known-things.ts";

/** What a caller says of an agent. */
export interface AgentInput {
  name: string;
  description: string;
  config: AgentConfig;
  postprocess_agents: string[];
}

/** Which version a change ended in. */
export interface AgentVersionId {
  id: string;
  version_id: string;
}

interface Wanted {
  reference: AgentReference;
  which: WhichVersion;
  database?: Database;
}

/** The conversational agents and their versions. */
export class Agents {
  readonly #database: Database;
  readonly #knownThings: KnownThingsReader;

  constructor(database: Database, knownThings: KnownThingsReader) {
    this.#database = database;
    this.#knownThings = knownThings;
  }

  /** Makes an agent with its first version, a draft. Throws `invalid_config` naming all that is wrong with it. */
  async create(input: AgentInput, livemode: boolean): Promise<AgentVersionId> {
    await this.#check(input);
    const id = newId("ca");
    await this.#database
      .transaction()
      .execute((transaction) =>
        insertAgent(transaction, { id, livemode }, { version: 0, status: "draft", ...columns(input) }),
      );
    return { id, version_id: versionId(id, 0) };
  }

  /** Lists the latest version of each agent, newest agent first. */
  async list(key: ApiKey, page: { position: CursorPosition | null; limit: number }) {
    const rows = await listAgents(this.#database, key.livemode ? null : false, { ...page, limit: page.limit + 1 });
    const positionOf = (row: AgentRow) => ({ createdAt: row.agent_created_at, id: row.agent_id });
    const { shown, cursor } = cutPage(rows, page.limit, positionOf);
    return { data: shown.map((row) => ({ id: row.agent_id, ...versionEntry(row) })), cursor };
  }

  /** Shows the version that `ca_…` (the latest) or `ca_…@vN` means. Throws `not_found`. */
  async find(key: ApiKey, id: string) {
    const reference = readReference(id);
    const row = await this.#version(key, { reference, which: reference.version ?? "latest" });
    const { name, description, status, config, postprocess_agents } = row;
    const is_released = status === "released";
    return { ...idsOf(row), name, description, version_status: status, is_released, config, postprocess_agents };
  }

  /** Finds the version a conversation is held by: the pinned one, or the released one. Throws `not_released`. */
  async findForConversation(key: ApiKey, id: string): Promise<AgentRow> {
    const reference = readReference(id);
    if (reference.version !== null) return this.#version(key, { reference, which: reference.version });
    const released = await findVersion(this.#database, reference.agentId, "released");
    if (released && mayUse(key, released)) return released;
    // Says that there is no such agent, if so.
    await this.#version(key, { reference, which: "latest" });
    const message =
      `Agent ${id} was never released. Release a version with POST /conversational_agents/{version_id}/release, ` +
      `or name one, e.g. ${versionId(id, 0)}.`;
    throw new OperatorError("not_released", message, { param: "agent_id" });
  }

  /** Writes into the draft, or opens one copied from the version `id` names. Absent fields stay as they are. */
  async update(key: ApiKey, id: string, change: Partial<AgentInput>): Promise<AgentVersionId> {
    await this.#check(change);
    const reference = readReference(id);
    return this.#locked(key, reference, async (transaction) => {
      const target = await this.#version(key, {
        reference,
        which: reference.version ?? "latest",
        database: transaction,
      });
      const draft = await findVersion(transaction, reference.agentId, "draft");
      if (draft) {
        await updateVersion(transaction, draft, columnsOfChange(change));
        return idsOf(draft);
      }
      const latest = await this.#version(key, { reference, which: "latest", database: transaction });
      const version = latest.version + 1;
      const { name, description, config, postprocess_agents } = { ...target, ...change };
      const row = columns({ name, description, config, postprocess_agents });
      await insertVersion(transaction, { ...row, agent_id: target.agent_id, version, status: "draft" });
      return { id: target.agent_id, version_id: versionId(target.agent_id, version) };
    });
  }

  /** Makes a version the released one; the former becomes archived. Releasing an archived one rolls back. */
  async release(key: ApiKey, id: string): Promise<AgentVersionId> {
    const reference = readReference(id);
    const { version } = reference;
    if (version === null) {
      const message = `Name the version to release, e.g. ${versionId(id, 0)}. GET /conversational_agents/${id}/versions lists them.`;
      throw new OperatorError("invalid_field", message, { param: "version_id" });
    }
    return this.#locked(key, reference, async (transaction) => {
      const target = await this.#version(key, { reference, which: version, database: transaction });
      if (target.status === "released") return idsOf(target);
      const former = await findVersion(transaction, reference.agentId, "released");
      if (former) await updateVersion(transaction, former, { status: "archived" });
      await updateVersion(transaction, target, { status: "released" });
      return idsOf(target);
    });
  }

  /** Lists an agent's versions, newest first. */
  async versions(key: ApiKey, id: string) {
    const { agentId } = readReference(id);
    await this.find(key, id);
    return (await listVersions(this.#database, agentId)).map(versionEntry);
  }

  /** Deletes an agent with all its versions. Throws `conversation_active` while one of its conversations is open. */
  async delete(key: ApiKey, id: string): Promise<void> {
    const reference = readReference(id);
    if (reference.version !== null) {
      const message = `Versions are not deleted one by one. Name the agent, ${reference.agentId}, to delete all of it.`;
      throw new OperatorError("invalid_field", message, { param: "id" });
    }
    await this.#locked(key, reference, async (transaction) => {
      if (await hasOpenConversation(transaction, id)) {
        const message = `Agent ${id} has conversations that are queued or in progress. Delete the queued ones, let the others end, then delete it.`;
        throw new OperatorError("conversation_active", message);
      }
      await markAgentDeleted(transaction, id);
    });
  }

  async #version(key: ApiKey, wanted: Wanted): Promise<AgentRow> {
    const { reference, which, database = this.#database } = wanted;
    const row = await findVersion(database, reference.agentId, which);
    if (row && mayUse(key, row)) return row;
    throw notFound(
      "conversational agent",
      typeof which === "number" ? versionId(reference.agentId, which) : reference.agentId,
    );
  }

  async #locked<Result>(
    key: ApiKey,
    reference: AgentReference,
    change: (transaction: Database) => Promise<Result>,
  ): Promise<Result> {
    return this.#database.transaction().execute(async (transaction) => {
      await lockAgent(transaction, reference.agentId);
      await this.#version(key, { reference, which: "latest", database: transaction });
      return change(transaction);
    });
  }

  async #check(input: Partial<AgentInput>): Promise<void> {
    const problems = input.config ? checkConfig(input.config, await this.#knownThings()) : [];
    for (const [index, id] of (input.postprocess_agents ?? []).entries()) {
      const reference = parseAgentReference(id, "pa");
      const which = reference?.version ?? "latest";
      if (reference && (await findVersion(this.#database, reference.agentId, which))) continue;
      problems.push({ param: `postprocess_agents[${index}]`, message: `There is no procedural agent ${id}.` });
    }
    if (problems.length > 0) throw invalidConfig(problems);
  }
}

/** A key of test mode uses agents of test mode only. */
function mayUse(key: ApiKey, agent: AgentRow): boolean {
  return key.livemode || !agent.livemode;
}

function readReference(id: string): AgentReference {
  const reference = parseAgentReference(id);
  if (!reference) throw notFound("conversational agent", id);
  return reference;
}

function idsOf(row: AgentVersionRow): AgentVersionId {
  return { id: row.agent_id, version_id: versionId(row.agent_id, row.version) };
}

function versionEntry(row: AgentVersionRow) {
  return {
    version_id: versionId(row.agent_id, row.version),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    name: row.name,
    description: row.description,
    version_status: row.status,
  };
}

function columns(input: AgentInput) {
  const { name, description, config, postprocess_agents } = wellFormed(input);
  return { name, description, config: JSON.stringify(config), postprocess_agents: JSON.stringify(postprocess_agents) };
}

function columnsOfChange(change: Partial<AgentInput>) {
  const { config, postprocess_agents, ...texts } = wellFormed(change);
  return {
    ...texts,
    ...(config ? { config: JSON.stringify(config) } : {}),
    ...(postprocess_agents ? { postprocess_agents: JSON.stringify(postprocess_agents) } : {}),
  };
}
