import { findVersion } from "../db/agents.ts";
import { type ConversationRow, findConversation } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { readCitedEvents, readEvents } from "../db/events.ts";
import {
  findProcedure,
  listProcedures,
  type ProcedureFilter,
  type ProcedureRow,
  readPulses,
} from "../db/procedures.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import type { ProcedureEvent } from "../domain/event.ts";
import { parseAgentReference, sequenceOfEventId } from "../domain/ids.ts";
import { isOver, type ProcedureItem } from "../domain/procedure.ts";
import type { JsonObject } from "../lib/json.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { ApiKey } from "./api-keys.ts";
import { procedureOriginOf } from "./procedure-material.ts";
import { procedureItemOf } from "./procedure-view.ts";
import type { ProcedureWatch } from "./procedure-watch.ts";
import type { Procedures } from "./procedures.ts";

/** What a caller says of a run to be ordered. */
export interface ProcedureRequest {
  agent_id: string;
  conversation_id?: string | null | undefined;
  livemode?: boolean | null | undefined;
  input?: JsonObject | null | undefined;
}

interface Services {
  database: Database;
  procedures: Procedures;
  watch: ProcedureWatch;
}

/** A cancelled run is waited for so long, so that the answer shows it as cancelled. */
const CANCELLED_WITHIN = 3_000;

/** The runs of procedural agents, for callers of the API. A key of test mode sees those of test mode. */
export class ProcedureApi {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Orders a run. Throws `not_found`, `not_released`, `not_allowed` and `invalid_field`. */
  async create(key: ApiKey, asked: ProcedureRequest): Promise<ProcedureRow> {
    const { database, procedures } = this.#services;
    const reference = parseAgentReference(asked.agent_id, "pa");
    if (!reference || !(await this.#mayUse(key, reference.agentId))) throw notFound("procedural agent", asked.agent_id);
    const conversationId = asked.conversation_id ?? null;
    const input = asked.input ?? null;
    if (conversationId === null && input === null) {
      const message = "Say what the agent is to work on: a conversation_id, an input, or both.";
      throw new OperatorError("invalid_field", message, { param: "conversation_id" });
    }
    const id = await procedures.order({
      ...reference,
      livemode: await this.#modeOf(key, conversationId, asked.livemode ?? null),
      conversationId,
      input: wellFormed(input),
      trigger: "api",
      triggerKey: null,
      batchId: null,
    });
    return (await findProcedure(database, id)) as ProcedureRow;
  }

  /** Lists runs, newest first. */
  async list(
    key: ApiKey,
    filter: ProcedureFilter,
    page: { position: CursorPosition | null; limit: number },
  ): Promise<{ data: ProcedureItem[]; cursor: string | null }> {
    const visible = key.livemode ? filter : { ...filter, livemode: false };
    const rows = await listProcedures(this.#services.database, visible, { ...page, limit: page.limit + 1 });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: await this.#shownAs(shown), cursor };
  }

  /** Shows a run with at most `mostEvents` of its events. Throws `not_found`. */
  async show(key: ApiKey, id: string, mostEvents: number): Promise<ProcedureItem & { events: ProcedureEvent[] }> {
    const row = await this.#find(key, id);
    const [item] = await this.#shownAs([row]);
    const events: ProcedureEvent[] = [];
    const range = { after: 0, upTo: mostEvents };
    for await (const page of readEvents(this.#services.database, procedureOriginOf(row), range)) {
      events.push(...page.map(({ envelope }) => envelope as ProcedureEvent));
    }
    return { ...(item as ProcedureItem), events };
  }

  /** Cancels a run; one that is over stays as it is. Waits a moment for its end. Throws `not_found`. */
  async cancel(key: ApiKey, id: string): Promise<ProcedureRow> {
    const row = await this.#find(key, id);
    if (isOver(row.status)) return row;
    await this.#services.procedures.requestCancel(id);
    return (await this.#services.procedures.waitFor(id, AbortSignal.timeout(CANCELLED_WITHIN))) ?? row;
  }

  /** Finds where to go on following a run. Throws `not_found`, and `invalid_field` for an event that is not its. */
  async position(
    key: ApiKey,
    id: string,
    lastEventId: string | null,
  ): Promise<{ row: ProcedureRow; after: number; isAllSeen: boolean }> {
    const row = await this.#find(key, id);
    const [pulse] = await readPulses(this.#services.database, [id]);
    const last = pulse?.sequence ?? 0;
    if (lastEventId === null) return { row, after: 0, isAllSeen: false };
    const after = sequenceOfEventId(lastEventId);
    if (after === null || after > last) {
      const message = `${lastEventId.slice(0, 100)} is not an event of this run. Leave it out to begin at the start.`;
      throw new OperatorError("invalid_field", message, { param: "last_event_id" });
    }
    return { row, after, isAllSeen: pulse !== undefined && isOver(pulse.status) && after >= last };
  }

  /**
   * Yields a run's events after the place `after`, a page at a time, as they are stored by whichever process, until it
   * is over.
   */
  async *follow(row: ProcedureRow, after: number, signal: AbortSignal): AsyncGenerator<ProcedureEvent[], void> {
    const { database, watch } = this.#services;
    let seen = after;
    for await (const pulse of watch.follow(row.id, signal)) {
      for await (const page of readEvents(database, procedureOriginOf(row), { after: seen, upTo: pulse.sequence })) {
        if (signal.aborted) return;
        yield page.map(({ envelope }) => envelope as ProcedureEvent);
        seen = page.at(-1)?.sequence ?? seen;
      }
      if (isOver(pulse.status)) return;
    }
  }

  async #find(key: ApiKey, id: string): Promise<ProcedureRow> {
    const row = await findProcedure(this.#services.database, id);
    if (!row || (row.livemode && !key.livemode)) throw notFound("procedure", id);
    return row;
  }

  async #mayUse(key: ApiKey, agentId: string): Promise<boolean> {
    const latest = await findVersion(this.#services.database, agentId, "latest");
    return latest !== undefined && (key.livemode || !latest.livemode);
  }

  /** Of a run over a conversation, the mode is the conversation's. */
  async #modeOf(key: ApiKey, conversationId: string | null, asked: boolean | null): Promise<boolean> {
    if (!key.livemode && asked === true) {
      const message = "A test key orders test runs only. Leave livemode out, or use a live key (op_prod_…).";
      throw new OperatorError("not_allowed", message, { param: "livemode" });
    }
    if (conversationId === null) return asked ?? key.livemode;
    const { livemode } = await this.#conversation(key, conversationId);
    if (asked === null || asked === livemode) return livemode;
    const mode = livemode ? "a live" : "a test";
    const message = `Conversation ${conversationId} is ${mode} one, and so is every run about it. Leave livemode out.`;
    throw new OperatorError("invalid_field", message, { param: "livemode" });
  }

  async #conversation(key: ApiKey, id: string): Promise<ConversationRow> {
    const row = await findConversation(this.#services.database, id);
    if (row && (key.livemode || !row.livemode)) return row;
    throw notFound("conversation", id);
  }

  async #shownAs(rows: readonly ProcedureRow[]): Promise<ProcedureItem[]> {
    const wanted = rows.flatMap(({ conversation_id, citations }) => {
      if (conversation_id === null) return [];
      return [...new Set(Object.values(citations ?? {}).flat())].map((id) => ({
        conversationId: conversation_id,
        sequence: sequenceOfEventId(id) ?? 0,
      }));
    });
    const events = wanted.length === 0 ? [] : await readCitedEvents(this.#services.database, wanted);
    const cited = new Map(events.map((event) => [event.id, event]));
    return rows.map((row) => procedureItemOf(row, cited));
  }
}
