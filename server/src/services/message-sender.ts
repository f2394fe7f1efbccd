import type { Database } from "../db/database.ts";
import { beginSending, changeOutbound, headOfLane, SEND_MESSAGES } from "../db/message-lanes.ts";
import type { MessageRow } from "../db/messages.ts";
import { judgeLookUp, judgeRetry } from "../domain/message.ts";
import { linkedAbort } from "../lib/linked-abort.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { HandOver, MessageToSend } from "../ports/message-carrier.ts";
import type { ClaimedJob, JobKind, JobResult } from "./jobs.ts";
import { type MessageChannel, type MessageChannels, channelMissing, type MessageRefusal } from "./message-channel.ts";
import { failMessage, recordPart } from "./outbound-messages.ts";
import type { TestAddresses } from "./test-addresses.ts";

/** How many messages one process hands over at once. */
const CONCURRENCY = 32;
/** After so many in one go, others have their turn. */
const MOST_IN_A_ROW = 20;
/** For how long a carrier may take to answer, in ms. */
const TIME_LIMIT = 20_000;

interface Services {
  database: Database;
  channels: MessageChannels;
  testAddresses: Pick<TestAddresses, "mayReach">;
  /** How long a carrier is asked for a message that was cut off, before it counts as not taken, in ms. */
  sureAfter: number;
  /** Is told of a fault of ours. */
  onError(error: unknown, messageId: string): void;
}

/**
 * Makes the job that hands messages to their carriers, lane by lane: what a conversation says goes out in its order, one
 * message at a time. Before a part is handed over it is noted that it is, so that what was cut off is never sent again
 * unless its carrier says that it was not taken.
 */
export function messageSender(services: Services): JobKind {
  return {
    kind: SEND_MESSAGES,
    concurrency: CONCURRENCY,
    perPool: CONCURRENCY,
    run: async (job, signal) => {
      const done: string[] = [];
      let again: number | null = 0;
      while (again === 0 && done.length < MOST_IN_A_ROW) {
        const step = await sendNext(services, job, signal);
        if (step.did !== null) done.push(step.did);
        again = step.again;
      }
      return { again, did: done.length === 0 ? null : done.slice(0, 3).join(", ") };
    },
  };
}

/** Sees to the first message of a lane, if it is due. `again` is 0 when more may be due already. */
async function sendNext(services: Services, job: ClaimedJob, signal: AbortSignal): Promise<JobResult> {
  const head = await headOfLane(services.database, job.subject, "outbound");
  if (head === undefined) return { again: null, did: null };
  if (head.wait > 0) return { again: head.wait, did: null };
  const channel = services.channels[head.channel];
  if (head.status === "sending") return lookUp(services, channel, head);
  if (channel === undefined) return refuse(services, head, channelMissing(head.channel));
  return handOver(services, channel, { head, job, signal });
}

interface Sending {
  head: MessageRow;
  job: ClaimedJob;
  signal: AbortSignal;
}

async function handOver(
  services: Services,
  channel: MessageChannel,
  { head, job, signal }: Sending,
): Promise<JobResult> {
  const prepared = await prepare(services, channel, head);
  if ("code" in prepared) return refuse(services, head, prepared);
  const pieces = channel.carrier.cut?.(head.text) ?? [head.text];
  const sending = { id: head.id, ...prepared, parts: pieces.length };
  const row = await beginSending(services.database, sending, job);
  // It was failed, or the job taken over, in this moment; whoever did it has seen to what follows.
  if (row === undefined) return { again: 100, did: null };
  const outcome = await carry({ ...services, ...channel }, toSend(row, pieces), signal);
  return settle(services, channel, { row, outcome });
}

/** Test mode reaches nobody but the listed; whatever led to the message. */
async function prepare({ testAddresses }: Services, channel: MessageChannel, head: MessageRow) {
  if (await testAddresses.mayReach(head.livemode, head.to_address)) return channel.prepare(head);
  const message = "The address is not listed as a test address, and test mode reaches nobody else.";
  return { code: "not_a_test_address", message, again: null };
}

function toSend(row: MessageRow, pieces: readonly string[]): MessageToSend {
  const part = row.carrier_parts.length;
  const { id, from_address, to_address: to, subject, headers, livemode } = row;
  return { id, part, from: from_address as string, to, subject, text: pieces[part] ?? "", headers, livemode };
}

/** Cut off by the stop of the process, it stays noted as under way, and is looked up by whoever goes on. */
async function carry(
  { onError, carrier }: Pick<Services, "onError"> & Pick<MessageChannel, "carrier">,
  message: MessageToSend,
  signal: AbortSignal,
): Promise<HandOver> {
  const { controller, release } = linkedAbort(signal, AbortSignal.timeout(TIME_LIMIT));
  try {
    return await carrier.send(message, controller.signal);
  } catch (error) {
    if (signal.aborted) throw error;
    onError(error, message.id);
    return { status: "unknown", message: "Handing it over broke; the installation's own log says why." };
  } finally {
    release();
  }
}

interface Settling {
  row: MessageRow;
  outcome: HandOver;
}

async function settle(services: Services, channel: MessageChannel, settling: Settling): Promise<JobResult> {
  const { row, outcome } = settling;
  const { database } = services;
  switch (outcome.status) {
    case "sent": {
      const index = row.carrier_parts.length;
      await recordPart(database, row.id, { index, carrier_id: outcome.carrierId, status: "sent" });
      return { again: 0, did: `${row.id} sent` };
    }
    case "failed":
      return refuse(services, row, wellFormed(outcome));
    case "unknown": {
      if (channel.carrier.lookUp) return { again: 0, did: null };
      return giveUpUnknown(database, row, outcome.message);
    }
  }
}

async function giveUpUnknown(database: Database, row: MessageRow, message: string): Promise<JobResult> {
  const error = { code: "unknown", message: wellFormed(message) };
  await changeOutbound(database, row, { status: "unknown", error });
  return { again: 0, did: `${row.id} unknown` };
}

async function refuse({ database }: Services, row: MessageRow, refusal: MessageRefusal): Promise<JobResult> {
  const { code, message, again } = refusal;
  // What was not even handed over counts as an attempt, too, or it would go on for ever.
  const attempts = row.status === "pending" ? row.attempts + 1 : row.attempts;
  const failures = attempts - row.carrier_parts.length;
  const verdict = again === null ? { next: "give_up" as const } : judgeRetry({ failures, again });
  if (verdict.next === "give_up") {
    await failMessage(database, row, { code, message });
    return { again: 0, did: `${row.id} failed (${code})` };
  }
  const { delay } = verdict;
  await changeOutbound(database, row, { status: "pending", error: { code, message }, delay, attempts });
  return { again: delay, did: `${row.id} failed (${code})` };
}

/** Asks the carrier for a part that was cut off: by a crash, or because no answer came. */
async function lookUp(services: Services, channel: MessageChannel | undefined, head: MessageRow): Promise<JobResult> {
  const carrier = channel?.carrier;
  if (!channel || !carrier?.lookUp || head.sending_since === null) {
    return giveUpUnknown(services.database, head, "The platform was stopped while it was handed over.");
  }
  const pieces = carrier.cut?.(head.text) ?? [head.text];
  const outcome = await carrier.lookUp(toSend(head, pieces), head.sending_since);
  if (outcome.status === "sent") return settle(services, channel, { row: head, outcome });
  const age = Date.now() - head.sending_since.getTime();
  return missed(services, head, { ...outcome, age });
}

async function missed(
  { database, sureAfter }: Services,
  head: MessageRow,
  { status, message, age }: { status: "failed" | "unknown"; message: string; age: number },
): Promise<JobResult> {
  const verdict = judgeLookUp({ outcome: status, age, sureAfter });
  if (verdict.next === "look_again") return { again: verdict.delay, did: null };
  if (verdict.next === "unknown") return giveUpUnknown(database, head, message);
  await changeOutbound(database, head, { status: "pending", error: null });
  return { again: 0, did: `${head.id} had not been taken` };
}
