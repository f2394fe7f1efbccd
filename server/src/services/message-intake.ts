import { createHash } from "node:crypto";
import { type AgentRow, findVersion } from "../db/agents.ts";
import { type ConversationRow, findConversation, findOpenThread } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import {
  assignMessage,
  headOfLane,
  orderLane,
  settleInbound,
  TAKE_MESSAGES,
  type TakenMessage,
} from "../db/message-lanes.ts";
import { insertInbound, isInLog, type MessageRow } from "../db/messages.ts";
import { isTerminal } from "../domain/conversation.ts";
import { isRefusal, OperatorError } from "../domain/error.ts";
import { newId, parseAgentReference } from "../domain/ids.ts";
import { boundedText, isSameAddress, partiesOf, textForAgent } from "../domain/message.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { MessageFromPerson } from "../ports/message-carrier.ts";
import type { Beginnings } from "./beginnings.ts";
import type { JobKind, JobResult, Jobs } from "./jobs.ts";
import type { LiveConversations } from "./live-conversations.ts";
import { type MessageChannel, type MessageChannels, channelMissing } from "./message-channel.ts";
import type { TestAddresses } from "./test-addresses.ts";

/** How many lanes one process takes messages of at once. */
const CONCURRENCY = 32;
/** After so many of one person in one go, others have their turn. */
const MOST_IN_A_ROW = 50;
/** How often a message looks for another conversation when the one it found ended in the same moment. */
const MOST_TRIES = 5;
const LONGEST_ADDRESS = 320;
const LONGEST_SUBJECT = 998;
const MOST_ATTACHMENTS = 100;

interface Services {
  database: Database;
  jobs: Pick<Jobs, "announce">;
  channels: MessageChannels;
  live: Pick<LiveConversations, "open">;
  beginnings: Pick<Beginnings, "begin">;
  testAddresses: Pick<TestAddresses, "mayReach">;
  /** Is told of a message that no agent takes, once. */
  onRejected(messageId: string, reason: { code: string; message: string }): void;
}

/** Takes what people send: stores it before its carrier is thanked, and gives it to the agent that it is meant for. */
export class MessageIntake {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * Stores a person's message together with the job that gives it to an agent. Resolves once both are durable, so that
   * its carrier may be thanked; a message that was brought before is not stored again. What is too long to be kept is
   * cut, and says so.
   */
  async receive(message: MessageFromPerson): Promise<void> {
    const { database, jobs } = this.#services;
    const row = inboundRow(wellFormed(message));
    await database.transaction().execute(async (transaction) => {
      if (!(await insertInbound(transaction, row))) return;
      await transaction.executeQuery(orderLane(transaction, TAKE_MESSAGES, row.lane));
    });
    jobs.announce();
  }

  /** The job that gives people's messages to agents, those of one person in their order. Throws `HeldElsewhereError`. */
  get jobKind(): JobKind {
    return {
      kind: TAKE_MESSAGES,
      concurrency: CONCURRENCY,
      perPool: CONCURRENCY,
      run: (job) => this.#takeLane(job.subject),
    };
  }

  async #takeLane(lane: string): Promise<JobResult> {
    let count = 0;
    while (count < MOST_IN_A_ROW) {
      const row = await headOfLane(this.#services.database, lane, "inbound");
      if (row === undefined) return { again: null, did: count === 0 ? null : `${count} taken` };
      const taken = await this.#take(row);
      await settleInbound(this.#services.database, row.id, taken);
      if (taken.error) this.#services.onRejected(row.id, taken.error);
      count += 1;
    }
    return { again: 0, did: `${count} taken` };
  }

  async #take(row: MessageRow): Promise<TakenMessage> {
    const channel = this.#services.channels[row.channel];
    if (channel === undefined) return { status: "rejected", error: reasonOf(channelMissing(row.channel)) };
    const keyword = await channel.screen(row);
    if (keyword !== null) return this.#takeKeyword(channel, row, keyword);
    try {
      return await this.#giveToAgent(channel, row);
    } catch (error) {
      // Whoever set the agent up must see to it; another try would come to the same.
      if (error instanceof OperatorError && error.code !== "unavailable") {
        return { status: "rejected", error: { code: error.code, message: error.message } };
      }
      throw error;
    }
  }

  /** Who wants no more messages ends the conversation; what else carriers' words ask for is the carrier's to answer. */
  async #takeKeyword(
    channel: MessageChannel,
    row: MessageRow,
    keyword: NonNullable<TakenMessage["keyword"]>,
  ): Promise<TakenMessage> {
    const { thread } = await channel.placeOf(row);
    const open = await findOpenThread(this.#services.database, { livemode: row.livemode, thread });
    if (open === undefined) return { status: "taken", keyword };
    await assignMessage(this.#services.database, row.id, open);
    if (keyword === "stop") {
      const message = "The customer asked for no more messages.";
      await this.#unlessOver(async () => (await this.#services.live.open(open)).fail({ code: "opted_out", message }));
    }
    return { status: "taken", keyword };
  }

  async #giveToAgent(channel: MessageChannel, row: MessageRow): Promise<TakenMessage> {
    if (await this.#wasGiven(row)) return { status: "taken" };
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const found = await this.#conversationFor(channel, row);
      if (typeof found !== "string") return { status: "rejected", error: found };
      await assignMessage(this.#services.database, row.id, found);
      const isGiven = await this.#unlessOver(async () => {
        const live = await this.#services.live.open(found);
        await live.send(textForAgent(row), row.id);
      });
      if (isGiven) return { status: "taken" };
    }
    throw new OperatorError("unavailable", `The conversations for ${row.id} end faster than they begin.`);
  }

  /** A process may have died after it had given the message, and the conversation may be over since. */
  async #wasGiven({ id, conversation_id }: MessageRow): Promise<boolean> {
    return conversation_id !== null && isInLog(this.#services.database, conversation_id, id);
  }

  /** Returns the open conversation that a message belongs to, or one begun for it; or why there is none. */
  async #conversationFor(
    channel: MessageChannel,
    row: MessageRow,
  ): Promise<string | { code: string; message: string }> {
    const { database } = this.#services;
    const { thread, answers } = await channel.placeOf(row);
    const open = await findOpenThread(database, { livemode: row.livemode, thread });
    if (open !== undefined) return open;
    const answered = answers === null ? undefined : await this.#answered(row, answers);
    if (answered?.channel_type === row.channel && !isTerminal(answered.status)) return answered.id;
    return this.#begin(channel, row, { thread, continues: answered?.id ?? null });
  }

  /** What one person was told is not for another who answers in their place. */
  async #answered(row: MessageRow, id: string): Promise<ConversationRow | undefined> {
    const conversation = await findConversation(this.#services.database, id);
    if (conversation?.livemode !== row.livemode) return undefined;
    const parties = partiesOf(conversation.channel, conversation.direction);
    if (parties === null) return conversation;
    return isSameAddress(parties.theirs, row.from_address) ? conversation : undefined;
  }

  async #begin(
    channel: MessageChannel,
    row: MessageRow,
    { thread, continues }: { thread: string; continues: string | null },
  ): Promise<string | { code: string; message: string }> {
    const agent = await this.#agentAt(channel, row.to_address);
    if ("code" in agent) return agent;
    if (!(await this.#services.testAddresses.mayReach(row.livemode, row.from_address ?? ""))) {
      return {
        code: "not_a_test_address",
        message: "Test mode answers only addresses that are listed as test addresses.",
      };
    }
    try {
      const begun = await this.#services.beginnings.begin({
        agent,
        livemode: row.livemode,
        direction: "inbound",
        channel: channelOf(row),
        thread,
        continues,
        context: { $customer: customerOf(row) },
      });
      return begun.id;
    } catch (error) {
      const isTaken = error instanceof OperatorError && error.code === "conversation_active";
      const open = isTaken
        ? await findOpenThread(this.#services.database, { livemode: row.livemode, thread })
        : undefined;
      if (open !== undefined) return open;
      // Whoever held the thread is over by now, so that another try begins it.
      if (isTaken) throw new OperatorError("unavailable", error.message, { cause: error });
      throw error;
    }
  }

  async #agentAt(channel: MessageChannel, address: string): Promise<AgentRow | { code: string; message: string }> {
    const answerer = await channel.answererAt(address);
    if (answerer === null) {
      return {
        code: "nobody_answers",
        message: "No agent of this installation answers at the address that it was sent to.",
      };
    }
    const reference = parseAgentReference(answerer);
    const which = reference?.version ?? "released";
    const agent = reference && (await findVersion(this.#services.database, reference.agentId, which));
    if (agent) return agent;
    return {
      code: "not_released",
      message: `Agent ${answerer}, which answers there, is deleted or was never released.`,
    };
  }

  /** Does something with an open conversation. Returns false when it was over by then. */
  async #unlessOver(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (isRefusal(error, "conversation_not_active", "not_found")) return false;
      throw error;
    }
  }
}

function reasonOf({ code, message }: { code: string; message: string }) {
  return { code, message };
}

/** Names who writes to whom, without saying who: lanes are written to the log. */
function laneOf({ channel, livemode, from, to }: MessageFromPerson): string {
  const sides = JSON.stringify([channel, livemode, to.toLowerCase(), from.toLowerCase()]);
  return createHash("sha256").update(sides).digest("base64url").slice(0, 22);
}

function inboundRow(message: MessageFromPerson) {
  const { channel, livemode, carrierId, from, to, subject, text, headers, attachments } = message;
  return {
    id: newId("msg"),
    livemode,
    channel,
    direction: "inbound" as const,
    lane: laneOf(message),
    from_address: from.slice(0, LONGEST_ADDRESS),
    to_address: to.slice(0, LONGEST_ADDRESS),
    subject: subject?.slice(0, LONGEST_SUBJECT) ?? null,
    text: boundedText(text),
    status: "received" as const,
    carrier_id: carrierId,
    keyword: message.keyword ?? null,
    headers: JSON.stringify(headers),
    attachments: JSON.stringify(attachments.slice(0, MOST_ATTACHMENTS)),
  };
}

/** The addresses stand as in a call: the person writes from one to another. */
function channelOf({ channel, from_address: from, to_address: to, subject }: MessageRow) {
  return channel === "sms"
    ? { type: "sms" as const, caller_no: from, callee_no: to }
    : { type: "email" as const, from, to, subject };
}

function customerOf({ channel, from_address: from, headers }: MessageRow) {
  if (channel === "sms") return { phone_no: from };
  return { email: from, ...(headers.from_name ? { name: headers.from_name } : {}) };
}
