import type { Database } from "../db/database.ts";
import { failPending } from "../db/message-lanes.ts";
import { lastConversationBetween, type MessageRow } from "../db/messages.ts";
import { deleteOptOut, insertOptOut, isOptedOut, type NumberPair } from "../db/opt-outs.ts";
import { findDefaultNumber, findDialled } from "../db/phone-numbers.ts";
import { carrierKeyword } from "../domain/carrier-keyword.ts";
import { OperatorError } from "../domain/error.ts";
import type { CarrierKeyword } from "../domain/message.ts";
import type { MessageCarrier, MessageToSend } from "../ports/message-carrier.ts";
import type { PrepareChannel } from "./channels.ts";
import type { MessageChannel, MessageRefusal, Prepared } from "./message-channel.ts";
import { ourNumber } from "./our-number.ts";

const OPTED_OUT: MessageRefusal = {
  code: "opted_out",
  message: "The customer asked for no more messages from this number, by STOP or a word like it; START lifts that.",
  again: null,
};

/** What the conversation of two numbers is found by while it is open. */
function threadOf({ ours, theirs }: NumberPair): string {
  return `sms:${ours}:${theirs}`;
}

/** Makes the channel of text messages: who answers at which number, and who wants none. */
export function smsChannel(database: Database, carrier: MessageCarrier): MessageChannel {
  return {
    type: "sms",
    carrier: { ...carrier, send: (message, signal) => send({ database, carrier }, message, signal) },
    answererAt: async (number) => (await findDialled(database, number))?.agent_id ?? null,
    screen: (message) => screen(database, message),
    placeOf: (message) => placeOf(database, message),
    prepare: (message) => prepare(database, message),
  };
}

/** A carrier may know of an opt-out that never came to us, and is asked once only. */
async function send(
  { database, carrier }: { database: Database; carrier: MessageCarrier },
  message: MessageToSend,
  signal: AbortSignal,
) {
  const outcome = await carrier.send(message, signal);
  const isRefused = outcome.status === "failed" && outcome.code === OPTED_OUT.code;
  if (isRefused) await insertOptOut(database, { ours: message.from, theirs: message.to });
  return outcome;
}

async function screen(database: Database, message: MessageRow): Promise<CarrierKeyword | null> {
  const pair = pairOf(message);
  const said = message.keyword ?? carrierKeyword(message.text, { isOptedOut: await isOptedOut(database, pair) });
  if (said === "stop") {
    const { code, message: why } = OPTED_OUT;
    await insertOptOut(database, pair);
    await failPending(database, { channel: "sms", ...pair }, { code, message: why });
  }
  if (said === "start") await deleteOptOut(database, pair);
  return said;
}

async function placeOf(database: Database, message: MessageRow) {
  const pair = pairOf(message);
  const { livemode } = message;
  const answers = await lastConversationBetween(database, { channel: "sms", livemode, ...pair });
  return { thread: threadOf(pair), answers: answers ?? null };
}

/** Of an inbound message. */
function pairOf({ from_address, to_address }: MessageRow): NumberPair {
  return { ours: to_address, theirs: from_address ?? "" };
}

async function prepare(database: Database, message: MessageRow): Promise<Prepared | MessageRefusal> {
  const { livemode, from_address, to_address: theirs } = message;
  const ours =
    from_address === null ? await findDefaultNumber(database, livemode) : await findDialled(database, from_address);
  if (ours === undefined || ours.livemode !== livemode) {
    const what = from_address === null ? "a default number" : "the number that it should come from";
    const text = `The installation does not have ${what} (any more). GET /phone_numbers lists those that it has.`;
    return { code: "no_sender", message: text, again: null };
  }
  if (await isOptedOut(database, { ours: ours.number, theirs })) return OPTED_OUT;
  return { from: ours.number, subject: null, headers: {} };
}

/**
 * Makes what gets a conversation of text messages ready that the platform opens. Throws `channel_unavailable` where none
 * of the installation's numbers can be used, and `invalid_field` for somebody who wants no messages.
 */
export function smsOpening(database: Database): PrepareChannel {
  return async (channel, { livemode }) => {
    if (channel.type !== "sms") throw new TypeError(`${channel.type} is no channel of text messages.`);
    const { number: ours } = await ourNumber(database, channel.caller_no, livemode);
    const pair = { ours, theirs: channel.callee_no };
    if (await isOptedOut(database, pair)) {
      throw new OperatorError("invalid_field", `channel.callee_no: ${OPTED_OUT.message}`, {
        param: "channel.callee_no",
      });
    }
    return { channel: { ...channel, caller_no: ours }, thread: threadOf(pair) };
  };
}
