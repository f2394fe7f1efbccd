import type { Database } from "../db/database.ts";
import {
  deleteDemoLink,
  type DemoLinkRow,
  findDemoLink,
  insertDemoLink,
  listDemoLinks,
  lockDemoLink,
  updateDemoLink,
} from "../db/demo-links.ts";
import { countUsage, type DemoUsage } from "../db/demo-visits.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import type { DemoLink, DemoLinkChange, DemoLinkSettings, NewDemoLink } from "../domain/demo-link.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import type { Target } from "../domain/precondition.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { Agents } from "./agents.ts";
import { type ApiKey, assertLive, assertScope } from "./api-keys.ts";
import { assertUnchanged, tagged } from "./entity-tags.ts";

interface Services {
  database: Database;
  agents: Pick<Agents, "find">;
  /** Where people reach the pages, without a slash at the end. */
  publicUrl: string;
}

/** Which links a list shows. */
interface DemoLinkPage {
  /** Those to this agent, `ca_…`; null for all. */
  agentId: string | null;
  position: CursorPosition | null;
  limit: number;
}

const NO_USAGE: DemoUsage = { open: 0, last_day: 0 };

/** The public links by which anybody can talk with an agent. */
export class DemoLinks {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Makes a link. Throws `unknown_reference` for an agent, and `not_allowed` for who may not begin conversations. */
  async create(key: ApiKey, input: NewDemoLink): Promise<DemoLink> {
    assertLive(key, "make public links");
    assertMayBegin(key);
    const settings = wellFormed(input);
    await this.#assertAgent(key, settings);
    const row = await insertDemoLink(this.#services.database, { id: newId("demo"), settings });
    return tagged(this.#viewOf(row, NO_USAGE), row);
  }

  /** Lists links, newest first. */
  async list(key: ApiKey, page: DemoLinkPage) {
    assertLive(key, "see public links");
    const { database } = this.#services;
    const rows = await listDemoLinks(database, { ...page, limit: page.limit + 1 });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    const usage = await countUsage(
      database,
      shown.map(({ id }) => id),
    );
    return { data: shown.map((row) => this.#viewOf(row, usage.get(row.id) ?? NO_USAGE)), cursor };
  }

  /** Shows a link. Throws `not_found`. */
  async show(key: ApiKey, id: string): Promise<DemoLink> {
    assertLive(key, "see public links");
    const row = await findDemoLink(this.#services.database, id);
    if (!row) throw notFound("public link", id);
    const usage = await countUsage(this.#services.database, [id]);
    return tagged(this.#viewOf(row, usage.get(id) ?? NO_USAGE), row);
  }

  /** Changes what is given of a link; conversations go on as they began. Throws `not_found`, `etag_mismatch`, and as `create`. */
  async change(key: ApiKey, target: Target, change: DemoLinkChange): Promise<DemoLink> {
    assertLive(key, "change public links");
    const { id } = target;
    const given = Object.fromEntries(Object.entries(wellFormed(change)).filter(([, value]) => value !== undefined));
    return this.#services.database.transaction().execute(async (transaction) => {
      const former = await lockedLink(transaction, target);
      assertMayBegin(key);
      const settings = { ...former.settings, ...given } as DemoLinkSettings;
      await this.#assertAgent(key, settings);
      const row = await updateDemoLink(transaction, id, settings);
      const usage = await countUsage(transaction, [id]);
      return tagged(this.#viewOf(row, usage.get(id) ?? NO_USAGE), row);
    });
  }

  /** Withdraws a link at once; conversations that are open go on. Throws `not_found` and `etag_mismatch`. */
  async delete(key: ApiKey, target: Target): Promise<void> {
    assertLive(key, "withdraw public links");
    await this.#services.database.transaction().execute(async (transaction) => {
      await lockedLink(transaction, target);
      await deleteDemoLink(transaction, target.id);
    });
  }

  async #assertAgent(key: ApiKey, { agent_id }: DemoLinkSettings): Promise<void> {
    try {
      await this.#services.agents.find(key, agent_id);
    } catch (cause) {
      if (!(cause instanceof OperatorError) || cause.code !== "not_found") throw cause;
      const message = `There is no conversational agent ${agent_id}. GET /conversational_agents lists them.`;
      throw new OperatorError("unknown_reference", message, { param: "agent_id", cause });
    }
  }

  #viewOf({ id, settings, created_at, updated_at }: DemoLinkRow, { open, last_day }: DemoUsage): DemoLink {
    return {
      id,
      url: `${this.#services.publicUrl}/demo/${id}`,
      ...settings,
      usage: { open, last_day },
      created_at: created_at.toISOString(),
      updated_at: updated_at.toISOString(),
    };
  }
}

/** Whoever makes a link lets anybody begin conversations, so that they have to be allowed to. */
function assertMayBegin(key: ApiKey): void {
  assertScope(key, "conversations:write");
}

async function lockedLink(transaction: Database, target: Target): Promise<DemoLinkRow> {
  const row = await lockDemoLink(transaction, target.id);
  if (!row) throw notFound("public link", target.id);
  assertUnchanged(target, "public link", row);
  return row;
}
