import { type AgentRow, findVersion } from "../db/agents.ts";
import type { ConversationRow } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { conversationOfCall } from "../db/phone-calls.ts";
import { OperatorError } from "../domain/error.ts";
import type { PayloadOf } from "../domain/event-payloads.ts";
import { parseAgentReference, versionId } from "../domain/ids.ts";
import type { TransferDestination } from "../domain/transfer.ts";
import type { ToolOutcome } from "../ports/tool.ts";
import type { Beginnings } from "./beginnings.ts";
import type { ConversationCall } from "./conversation-call.ts";
import { openUnlessOver } from "./conversation-jobs.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { PhoneCalls } from "./phone-calls.ts";
import { failedCall } from "./tool-arguments.ts";

interface Services {
  readonly database: Database;
  readonly beginnings: Pick<Beginnings, "begin">;
  readonly live: Pick<LiveConversations, "open">;
  readonly calls: Pick<PhoneCalls, "moved">;
  /** Is told of a fault of ours. */
  onError(error: unknown, conversationId: string): void;
}

/** A caller who is to talk with another agent. */
interface HandoverOrder {
  readonly call: ConversationCall;
  readonly row: ConversationRow;
  readonly destination: TransferDestination;
}

/**
 * Hands calls over to other agents: the line goes on in a new conversation of theirs, which goes on with the former one
 * and knows what was said in it (docs/decisions/0030-transfers.md).
 */
export class AgentHandover {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Resolves once the other agent has the caller, or to why it has not; then nothing has changed. */
  async handOver(order: HandoverOrder): Promise<ToolOutcome> {
    const { call, destination } = order;
    await call.voice?.saidAll();
    const former = call.conversation;
    const agent = await this.#agentAt(destination.destination);
    if (agent === undefined)
      return failedCall(`${destination.name} is an agent that is deleted or was never released.`);
    const nextId = await this.#begin(agent, order);
    const isMoved = await this.#move(order, agent, nextId).catch(async (error: unknown) => {
      await this.#takeBack(order, nextId);
      throw error;
    });
    if (!isMoved) return failedCall("The caller hung up before the transfer came about.");
    // The end of the former waits for this very tool call to come back.
    former.end("transferred").catch((error: unknown) => {
      if (!(error instanceof OperatorError)) this.#services.onError(error, former.id);
    });
    return { status: "succeeded", result: { transferred: true, conversation_id: nextId } };
  }

  /** From the transaction that stores it on, the call is the next one's: who finds the call lost ends it with the call. */
  async #begin(agent: AgentRow, { call, row }: HandoverOrder): Promise<string> {
    const { livemode, direction, channel, customer_id: customerId } = row;
    const { id } = await this.#services.beginnings.begin({
      agent,
      livemode,
      direction,
      channel,
      thread: null,
      context: call.conversation.state.context,
      customerId,
      continues: row.id,
      // The caller waits for somebody to speak.
      override: { runtime: { speaks_first: true } },
      isBegunByAsker: true,
      callId: call.about.id,
    });
    return id;
  }

  /** The former goes on with the call, and the next one never begins. */
  async #takeBack({ call, row }: HandoverOrder, nextId: string): Promise<void> {
    const { database, live, onError } = this.#services;
    try {
      await (await openUnlessOver(live, nextId))?.fail(NOT_MOVED);
      await database.executeQuery(conversationOfCall(database, call.about.id, row.id));
    } catch (error) {
      onError(error, nextId);
    }
  }

  async #agentAt(destination: string) {
    const reference = parseAgentReference(destination);
    if (reference === null) return undefined;
    return findVersion(this.#services.database, reference.agentId, reference.version ?? "released");
  }

  /** Returns false when nobody is on the line any more. Rejects when nothing has changed. */
  async #move({ call, destination }: HandoverOrder, agent: AgentRow, nextId: string): Promise<boolean> {
    const { live, calls, onError } = this.#services;
    const former = call.conversation;
    const next = await live.open(nextId);
    if (!call.isLeft) await former.note(transferredTo(destination, agent, nextId));
    // A call that is over by now has ended the former, and nobody would end the next one.
    if (call.isLeft) {
      await next.fail(GAVE_UP);
      return false;
    }
    const moving = call.moveTo(next);
    calls.moved(former.id, call);
    // From here on the call cannot go back: what goes wrong ends it.
    await moving.catch((error: unknown) => {
      if (!(error instanceof OperatorError)) onError(error, next.id);
      call.hangUp();
    });
    return true;
  }
}

function transferredTo(
  { id, name }: TransferDestination,
  agent: AgentRow,
  nextId: string,
): PayloadOf<"conversation.transferred"> {
  return {
    type: "conversation.transferred",
    transfer_id: id,
    name,
    kind: "agent",
    destination: versionId(agent.agent_id, agent.version),
    mode: "cold",
    carried_by: "platform",
    summary: null,
    next_conversation_id: nextId,
  };
}

const NOT_MOVED = { code: "transfer_failed", message: "The call could not be brought to the agent." };
const GAVE_UP = { code: "caller_gave_up", message: "The caller hung up before the agent had the call." };
