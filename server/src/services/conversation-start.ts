import { START_CONVERSATION } from "../db/conversation-changes.ts";
import { type ConversationRow, enterThread, findConversation, isThreadTaken, reschedule } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import type { NewChannel } from "../domain/conversation.ts";
import { isPassing, OperatorError, reasonOf } from "../domain/error.ts";
import type { Beginnings } from "./beginnings.ts";
import type { CallQueue } from "./call-queue.ts";
import { type Channels, prepareChannel } from "./channels.ts";
import type { ContactTimes } from "./contact-times.ts";
import { openUnlessOver } from "./conversation-jobs.ts";
import { addressIn } from "./conversations.ts";
import type { JobKind, JobResult } from "./jobs.ts";
import type { LiveConversation } from "./live-conversation.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { TestAddresses } from "./test-addresses.ts";

/** What conversations are begun with. */
export interface StartServices {
  database: Database;
  live: Pick<LiveConversations, "open">;
  beginnings: Beginnings;
  contactTimes: ContactTimes;
  channels: Channels;
  testAddresses: TestAddresses;
  /** Where calls wait for a line. */
  callQueue: Pick<CallQueue, "add">;
}

const CONCURRENCY = 64;
/** After how long a start is tried again whose addresses somebody else has just begun to write over, in ms. */
const TRY_AGAIN = 1_000;
/** After how long one is that was not open any more when it was to begin, in ms. */
const TRY_AGAIN_SOON = 50;
const DONE: JobResult = { again: null, did: null };

/**
 * Makes the job that begins a conversation at its time, and not outside the contact hours: at once where that time was
 * missed. One that can no longer begin fails, and says why.
 */
export function startJob(services: StartServices): JobKind {
  return {
    kind: START_CONVERSATION,
    concurrency: CONCURRENCY,
    perPool: CONCURRENCY,
    run: ({ subject }) => begin(services, subject),
  };
}

async function begin(services: StartServices, id: string): Promise<JobResult> {
  const { database, live } = services;
  const row = await findConversation(database, id);
  if (row?.status !== "queued") return DONE;
  const left = await timeLeft(services, row);
  if (left > 0) return { again: left, did: null };
  const ready = await readyToStart(services, row);
  if ("problem" in ready) {
    await (await openUnlessOver(live, id))?.fail(ready.problem);
    return { again: null, did: `failed, ${ready.problem.code}` };
  }
  if (row.channel_type === "phone") return { again: null, did: "queued to be dialled" };
  if (!(await hasThread(services, row, ready.thread))) return { again: TRY_AGAIN, did: null };
  const conversation = await openUnlessOver(live, id);
  return conversation ? beginOpened(services, conversation) : DONE;
}

/** Begins a conversation that is open here, unless it was changed before it was: what is from now on is noticed. */
async function beginOpened(services: StartServices, conversation: LiveConversation): Promise<JobResult> {
  const { database } = services;
  const row = await findConversation(database, conversation.id);
  if (row?.status !== "queued") return DONE;
  const left = await timeLeft(services, row);
  if (left > 0) {
    await enterThread(database, row.id, null);
    return { again: left, did: null };
  }
  try {
    await conversation.start();
    return { again: null, did: "started" };
  } catch (error) {
    // It has left memory meanwhile, or was changed.
    if (error instanceof OperatorError && isPassing(error)) return { again: TRY_AGAIN_SOON, did: null };
    throw error;
  }
}

/** Says in how many ms a conversation may begin, and notes when that is later than it was to. */
async function timeLeft({ database, beginnings, contactTimes }: StartServices, row: ConversationRow): Promise<number> {
  const now = new Date();
  const startsAt = (await beginnings.startOf(row, await contactTimes.configOf(row), now)) ?? now;
  const left = startsAt.getTime() - now.getTime();
  if (left > 0) await reschedule(database, row, startsAt);
  return left;
}

/** Makes a conversation ready that was created some time ago, or says why it cannot begin. */
async function readyToStart(
  services: StartServices,
  row: ConversationRow,
): Promise<{ thread: string | null } | { problem: { code: string; message: string } }> {
  const { beginnings, channels, testAddresses, callQueue } = services;
  const isCall = row.channel_type === "phone";
  // What begins at once was checked just now.
  if (row.scheduled_at === null && !isCall) return { thread: row.thread };
  const channel = row.channel as NewChannel;
  try {
    if (row.scheduled_at !== null) await beginnings.assertRunnable(row);
    const reached = addressIn(channel);
    if (reached) await testAddresses.assertReachable({ ...reached, livemode: row.livemode });
    if (isCall) {
      // Whether it may be dialled is asked when it is, which may be a while from now.
      await callQueue.add(row);
      return { thread: null };
    }
    return await prepareChannel(channels, channel, { livemode: row.livemode });
  } catch (error) {
    if (error instanceof OperatorError && !isPassing(error)) return { problem: reasonOf(error) };
    throw error;
  }
}

/** Takes a conversation's thread for it. Returns false where somebody else has just taken it. */
async function hasThread(
  { database, beginnings }: StartServices,
  row: ConversationRow,
  thread: string | null,
): Promise<boolean> {
  if (thread === null || row.thread === thread) return true;
  await beginnings.freeThread({ ...row, thread });
  try {
    await enterThread(database, row.id, thread);
    return true;
  } catch (error) {
    if (isThreadTaken(error)) return false;
    throw error;
  }
}
