import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "../db/database.ts";
import { changeOutbound, orderLane, SEND_MESSAGES } from "../db/message-lanes.ts";
import {
  findMessage,
  findMessageOfCall,
  insertOrdered,
  listMessages,
  type MessageFilter,
  type MessageRow,
} from "../db/messages.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import { boundedText, type CarriedChannel, type Message } from "../domain/message.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { ApiKey } from "./api-keys.ts";
import type { Jobs } from "./jobs.ts";
import { type MessageChannels, channelMissing } from "./message-channel.ts";

/** A message that a tool call is to send. */
export interface OrderedMessage {
  channel: CarriedChannel;
  /** A number in E.164 form, or a mail address. */
  to: string;
  /** Null or absent takes the installation's own. */
  from?: string | null;
  subject?: string | null;
  text: string;
  /** The tool call: of one, one message is sent. */
  callId: string;
  conversationId: string;
  livemode: boolean;
}

/** How a message that a tool call sends came out; `pending` is still tried. */
export interface OrderedOutcome {
  status: "sent" | "failed" | "unknown" | "pending";
  messageId: string;
  /** Why it was not sent, or not yet; null otherwise. */
  error: { code: string; message: string } | null;
}

interface Services {
  database: Database;
  jobs: Pick<Jobs, "announce">;
  channels: MessageChannels;
}

/** How often is looked how an ordered message came out, in ms. */
const LOOK_EVERY = 100;
/** How long is waited for that, in ms: less than a tool call may take. */
const WAIT_WITHIN = 12_000;

/** The messages that came and went over carriers: listing, showing, sending once more, and sending for tools. */
export class Messages {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Lists messages, newest first. A test key sees those of test mode. */
  async list(key: ApiKey, filter: MessageFilter, page: { position: CursorPosition | null; limit: number }) {
    const { position, limit } = page;
    const visible = { ...filter, testOnly: !key.livemode };
    const rows = await listMessages(this.#services.database, visible, { position, limit: limit + 1 });
    const { shown, cursor } = cutPage(rows, limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: shown.map(viewOf), cursor };
  }

  /** Shows a message. Throws `not_found`. */
  async show(key: ApiKey, id: string): Promise<Message> {
    return viewOf(await this.#find(key, id));
  }

  /**
   * Sends once more what failed, or what may or may not have been sent; of one that went out in parts, those that were
   * not taken, unless all were. Throws `not_found`, and `in_use` for any other message.
   */
  async resend(key: ApiKey, id: string): Promise<Message> {
    const { database, jobs } = this.#services;
    const row = await this.#find(key, id);
    if (row.direction !== "outbound" || (row.status !== "failed" && row.status !== "unknown")) {
      const message = `Message ${id} is ${row.status}: only outbound ones that are failed or unknown can be sent once more.`;
      throw new OperatorError("in_use", message);
    }
    await database.transaction().execute(async (transaction) => {
      const isWhole =
        row.carrier_parts.length === row.parts || row.carrier_parts.some(({ status }) => status === "failed");
      const parts = isWhole ? { carrierParts: [] } : {};
      await changeOutbound(transaction, row, { status: "pending", error: null, attempts: 0, ...parts });
      await transaction.executeQuery(orderLane(transaction, SEND_MESSAGES, row.lane));
    });
    jobs.announce();
    return this.show(key, id);
  }

  /**
   * Sends a message for a tool call, once however often it is called, and waits for a while how that comes out. Throws
   * `channel_unavailable` where the installation has no carrier for it.
   */
  async order(ordered: OrderedMessage, signal?: AbortSignal): Promise<OrderedOutcome> {
    const { database, channels, jobs } = this.#services;
    if (channels[ordered.channel] === undefined) {
      throw new OperatorError("channel_unavailable", channelMissing(ordered.channel).message);
    }
    await database.transaction().execute(async (transaction) => {
      const row = orderedRow(wellFormed(ordered));
      if (await insertOrdered(transaction, row)) {
        await transaction.executeQuery(orderLane(transaction, SEND_MESSAGES, row.lane));
      }
    });
    jobs.announce();
    return this.#outcome(ordered.callId, signal);
  }

  async #outcome(callId: string, signal: AbortSignal | undefined): Promise<OrderedOutcome> {
    const until = performance.now() + WAIT_WITHIN;
    for (;;) {
      const row = await findMessageOfCall(this.#services.database, callId);
      if (row === undefined) throw new Error(`The message of ${callId} is gone.`);
      const status = outcomeOf(row);
      if (status !== "pending" || signal?.aborted === true || performance.now() >= until) {
        return { status, messageId: row.id, error: row.error };
      }
      await delay(LOOK_EVERY);
    }
  }

  async #find(key: ApiKey, id: string): Promise<MessageRow> {
    const row = await findMessage(this.#services.database, id);
    if (row && (key.livemode || !row.livemode)) return row;
    throw notFound("message", id);
  }
}

function outcomeOf({ status }: MessageRow): OrderedOutcome["status"] {
  switch (status) {
    case "sent":
    case "delivered":
      return "sent";
    case "failed":
    case "unknown":
      return status;
    default:
      return "pending";
  }
}

function orderedRow({ channel, to, from, subject, text, callId, conversationId, livemode }: OrderedMessage) {
  const id = newId("msg");
  return {
    id,
    livemode,
    channel,
    direction: "outbound" as const,
    conversation_id: conversationId,
    call_id: callId,
    lane: id,
    from_address: from ?? null,
    to_address: to,
    subject: subject ?? null,
    text: boundedText(text),
    status: "pending" as const,
  };
}

function viewOf(row: MessageRow): Message {
  const { id, channel, direction, livemode, conversation_id, call_id, subject, text, status, keyword } = row;
  return {
    id,
    channel,
    direction,
    livemode,
    conversation_id,
    call_id,
    from: row.from_address,
    to: row.to_address,
    subject,
    text,
    attachments: row.attachments.map(({ filename, type, size }) => ({ filename, type, size })),
    status,
    keyword,
    parts: row.parts,
    carrier_id: row.carrier_id,
    attempts: row.attempts,
    error: row.error,
    created_at: row.created_at.toISOString(),
    settled_at: row.settled_at?.toISOString() ?? null,
  };
}
