import { START_CONVERSATION } from "../db/conversation-changes.ts";
import { type ConversationRow, findConversation } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { orderJobs } from "../db/jobs.ts";
import { deleteUnordered, endCall, orderCall, putBackCall } from "../db/phone-calls.ts";
import type { WaitingCall } from "../domain/call-limits.ts";
import { isPassing, OperatorError, reasonOf } from "../domain/error.ts";
import type { PhoneNetwork } from "../ports/telephony.ts";
import type { Beginnings } from "./beginnings.ts";
import type { CallLines } from "./call-lines.ts";
import type { CallPermissions } from "./call-permissions.ts";
import type { ContactTimes } from "./contact-times.ts";
import { type CallAbout, type CallHost, ConversationCall } from "./conversation-call.ts";
import { openUnlessOver } from "./conversation-jobs.ts";
import type { Failure } from "./conversation-outcome.ts";
import type { Jobs } from "./jobs.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { HeldElsewhereError, type LiveConversations } from "./live-conversations.ts";
import type { Membership } from "./membership.ts";
import type { PhoneCalls } from "./phone-calls.ts";
import type { PhoneNetworks } from "./phone-channel.ts";

/** What calls are dialled with. */
export interface DiallerServices {
  readonly database: Database;
  readonly live: Pick<LiveConversations, "open">;
  readonly lines: Pick<CallLines, "claim">;
  readonly calls: PhoneCalls;
  readonly networks: PhoneNetworks;
  readonly beginnings: Pick<Beginnings, "startOf">;
  readonly contactTimes: Pick<ContactTimes, "configOf">;
  readonly permissions: Pick<CallPermissions, "problem">;
  readonly membership: Pick<Membership, "nodeId">;
  readonly jobs: Pick<Jobs, "announce">;
  readonly host: CallHost;
  /** How long a call may ring, in ms. */
  readonly ringFor: number;
  onError(error: unknown, conversationId: string | null): void;
}

/** How many calls are claimed in one go: a process that dies then has claimed few. */
const BATCH = 20;
/** After how long a call is tried again that could not be ordered for a reason that passes, in ms. */
const TRY_AGAIN = 1_000;
/** After how long one is whose preparation broke. */
const TRY_AGAIN_LATER = 30_000;

/** Dials the calls that wait for it, in this process, as lines become free. */
export class PhoneDialler {
  readonly #services: DiallerServices;
  #looking: Promise<void> | null = null;
  #isWanted = false;
  #isClosed = false;

  constructor(services: DiallerServices) {
    this.#services = services;
  }

  /** Looks for calls that can be dialled, now or as soon as the look that is under way is over. */
  announce(): void {
    this.#isWanted = true;
    if (this.#isClosed) return;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
      if (this.#isWanted) this.announce();
    });
  }

  /** Takes no more calls on. Resolves once nothing is being prepared. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#looking;
  }

  async #look(): Promise<void> {
    this.#isWanted = false;
    const { lines, onError } = this.#services;
    try {
      for (let claimed = BATCH; claimed === BATCH && !this.#isClosed; ) {
        const calls = await lines.claim(BATCH);
        claimed = calls.length;
        await Promise.all(calls.map((call) => this.#dial(call)));
      }
    } catch (error) {
      // The database is away, and the next look finds what waits.
      if (!(error instanceof OperatorError)) onError(error, null);
    }
  }

  async #dial(waiting: WaitingCall): Promise<void> {
    const { database, onError } = this.#services;
    const { id, conversationId } = waiting;
    try {
      await this.#order(waiting);
    } catch (error) {
      const isPassed = error instanceof HeldElsewhereError || (error instanceof OperatorError && isPassing(error));
      if (!isPassed) onError(error, conversationId);
      // What cannot be written now is found as claimed by nobody when this process ends.
      await putBackCall(database, id, isPassed ? TRY_AGAIN : TRY_AGAIN_LATER).catch((cause: unknown) =>
        onError(cause, conversationId),
      );
    }
  }

  async #order(waiting: WaitingCall): Promise<void> {
    const { database, live } = this.#services;
    const { id, conversationId } = waiting;
    const row = await findConversation(database, conversationId);
    if (row?.status !== "queued") return endCall(database, id);
    const ready = await this.#ready(row, waiting);
    if ("startsAt" in ready) return this.#queueAnew(waiting, ready.startsAt);
    const conversation = await openUnlessOver(live, conversationId);
    if (conversation === null) return endCall(database, id);
    if ("problem" in ready) {
      await conversation.fail(ready.problem);
      return endCall(database, id);
    }
    await this.#dialFor(conversation, { row, waiting, ...ready });
  }

  /** Says with what a conversation is called, or why it is not now. */
  async #ready(
    row: ConversationRow,
    { carrier }: WaitingCall,
  ): Promise<{ startsAt: Date } | { problem: Failure } | { network: PhoneNetwork; leavesMessage: boolean }> {
    const { beginnings, contactTimes, permissions, networks } = this.#services;
    try {
      const config = await contactTimes.configOf(row);
      const now = new Date();
      const startsAt = await beginnings.startOf(row, config, now);
      if (startsAt !== null && startsAt > now) return { startsAt };
      const problem = await permissions.problem(calleeOf(row));
      if (problem) return { problem };
      const network = networks.get(carrier);
      if (network === undefined) return { problem: noNetwork(carrier) };
      return { network, leavesMessage: config.channel.is_voicemail_enabled };
    } catch (error) {
      if (error instanceof OperatorError && !isPassing(error)) return { problem: reasonOf(error) };
      throw error;
    }
  }

  /** Whoever may not be called now waits for the time when they may. */
  async #queueAnew({ id, conversationId }: WaitingCall, dueAt: Date): Promise<void> {
    const { database, jobs } = this.#services;
    await database.transaction().execute(async (transaction) => {
      await deleteUnordered(transaction, id);
      const start = { kind: START_CONVERSATION, subject: conversationId, dueAt };
      await transaction.executeQuery(orderJobs(transaction, [start]));
    });
    jobs.announce();
  }

  async #dialFor(conversation: LiveConversation, dialled: Dialled): Promise<void> {
    const { calls, database, host, membership, ringFor } = this.#services;
    const { row, network, waiting } = dialled;
    const call = new ConversationCall(host, aboutOf(dialled), conversation);
    calls.add(call);
    try {
      await call.join();
      const lease = { node: membership.nodeId(), fence: conversation.fence };
      if (!(await orderCall(database, waiting.id, lease))) throw MOVED;
    } catch (error) {
      calls.delete(call);
      conversation.leave(call);
      throw error;
    }
    // It was ended, or deleted, in the same moment: the network never hears of it.
    if (call.isLeft) return call.over({ outcome: "cancelled" });
    const order = { id: waiting.id, from: waiting.number, to: calleeOf(row), ringFor, detectMachine: true };
    call.carry(network.dial(order, call.watch));
  }
}

interface Dialled {
  readonly row: ConversationRow;
  readonly waiting: WaitingCall;
  readonly network: PhoneNetwork;
  readonly leavesMessage: boolean;
}

const MOVED = new OperatorError("unavailable", "The conversation was changed while its call was being prepared.");

function aboutOf({ row, waiting, network, leavesMessage }: Dialled): CallAbout {
  const { livemode } = row;
  return { id: waiting.id, direction: "outbound", network: network.name, livemode, leavesMessage };
}

function calleeOf({ channel }: ConversationRow): string {
  return (channel as { callee_no?: string }).callee_no ?? "";
}

function noNetwork(carrier: string): Failure {
  return {
    code: "channel_unavailable",
    message: `The number is with ${carrier}, which this installation has no account of any more.`,
  };
}
