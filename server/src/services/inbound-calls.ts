import { type AgentRow, findVersion } from "../db/agents.ts";
import type { Database } from "../db/database.ts";
import { endCallWithoutConversation, findInboundCall, inheritCall, isCalling } from "../db/phone-calls.ts";
import { findDialled, findEnds, type PhoneNumberRow } from "../db/phone-numbers.ts";
import { OperatorError } from "../domain/error.ts";
import { newId, parseAgentReference } from "../domain/ids.ts";
import { answererOf, isRolledOutTo, normalisePhoneNumber } from "../domain/phone-number.ts";
import type { SpeechCatalog } from "../ports/speech-catalog.ts";
import type { IncomingCall, PhoneNetwork } from "../ports/telephony.ts";
import type { Beginnings } from "./beginnings.ts";
import type { CallLines } from "./call-lines.ts";
import { type CallHost, ConversationCall } from "./conversation-call.ts";
import { openUnlessOver } from "./conversation-jobs.ts";
import type { LiveConversation } from "./live-conversation.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { Membership } from "./membership.ts";
import type { PhoneCalls } from "./phone-calls.ts";
import type { TestAddresses } from "./test-addresses.ts";

/** A call that no agent takes, as it is told to whoever keeps the log. */
export interface TurnedAway {
  readonly network: string;
  readonly carrierCallId: string;
  /** Null where the dialled number is none of ours. */
  readonly numberId: string | null;
  readonly livemode: boolean | null;
  /** A stable name of the reason. */
  readonly why: string;
  /** The reason in words. */
  readonly message: string;
  /** Whether the caller was sent on to the fallback number. */
  readonly isSentOn: boolean;
}

/** What incoming calls are answered with. */
export interface InboundServices {
  readonly database: Database;
  readonly live: Pick<LiveConversations, "open" | "ready" | "take">;
  readonly lines: Pick<CallLines, "reserve">;
  readonly calls: PhoneCalls;
  readonly membership: Pick<Membership, "nodeId">;
  readonly beginnings: Pick<Beginnings, "prepare" | "store">;
  readonly testAddresses: Pick<TestAddresses, "mayReach">;
  readonly speech: Pick<SpeechCatalog, "problem">;
  readonly host: CallHost;
  /** Whether the process stops, and takes no calls any more. */
  isStopping(): boolean;
  onTurnedAway(turned: TurnedAway): void;
  onError(error: unknown, conversationId: string | null): void;
}

/** Why no agent takes a call, and whether the caller is sent on where the number has somewhere to. */
interface Refusal {
  readonly why: string;
  readonly message: string;
  readonly decline: "busy" | "declined" | "unavailable";
  readonly isFinal?: boolean;
}

const STOPPING = refusal("stopping", "The process stops.");
const UNKNOWN: Refusal = { ...refusal("unknown_number", "The dialled number is none of ours."), isFinal: true };
const ANONYMOUS: Refusal = {
  ...refusal("anonymous", "The caller shows no number, and the dialled one takes no such calls."),
  decline: "declined",
  isFinal: true,
};
const NOT_A_TEST_ADDRESS: Refusal = {
  ...refusal("not_a_test_address", "The number is of test mode, and the caller is not listed as a test address."),
  decline: "declined",
  isFinal: true,
};
const COMES_BACK: Refusal = {
  ...refusal("loop", "It comes from a number of ours from which somebody is being called, who has forwarded it here."),
  decline: "declined",
  isFinal: true,
};
const NOT_ROLLED_OUT = refusal("rollout", "The roll-out leaves this caller out.");
const NOBODY = refusal("nobody_answers", "No agent is set to answer there.");
const BEGUN = refusal("interrupted", "The process that had the call died, and what it had begun for it is over.");
const FULL: Refusal = { ...refusal("busy", "All lines are taken."), decline: "busy" };

/** For so long somebody is called at most who is called beside another call, in ms. */
const LONGEST_RING = 120_000;

function refusal(why: string, message: string): Refusal {
  return { why, message, decline: "unavailable" };
}

/** Answers the calls that come in: finds whose they are, asks about the conversation while it rings, and picks up. */
export class InboundCalls {
  readonly #services: InboundServices;

  constructor(services: InboundServices) {
    this.#services = services;
  }

  /** Takes a call. Resolves once it was picked up, or turned away; never rejects. */
  async take(network: PhoneNetwork, incoming: IncomingCall): Promise<void> {
    const dialled: Dialled = { network, incoming, number: null, caller: callerOf(incoming), isFromOurs: false };
    try {
      await this.#findEnds(dialled);
      const answered = (await this.#comesBack(dialled)) ? COMES_BACK : await this.#answer(dialled);
      if (answered !== null) await this.#turnAway(dialled, answered);
    } catch (error) {
      const isOurs = !(error instanceof OperatorError);
      if (isOurs) this.#services.onError(error, null);
      const why = isOurs
        ? refusal("internal", "Something went wrong on our side.")
        : refusal(error.code, error.message);
      await this.#turnAway(dialled, why);
    }
  }

  async #findEnds(dialled: Dialled): Promise<void> {
    const ends = { to: normalisePhoneNumber(dialled.incoming.to), from: dialled.caller };
    const found = await findEnds(this.#services.database, ends);
    dialled.number = found.dialled ?? null;
    dialled.isFromOurs = found.isFromOurs;
  }

  /** Returns why no agent takes it; null once one has. */
  async #answer(dialled: Dialled): Promise<Refusal | null> {
    const { number, caller } = dialled;
    const { speech, testAddresses } = this.#services;
    if (number === null) return UNKNOWN;
    if (caller === null && number.decline_anonymous) return ANONYMOUS;
    if (!(await testAddresses.mayReach(number.livemode, caller ?? ""))) return NOT_A_TEST_ADDRESS;
    if (this.#services.isStopping()) return STOPPING;
    if (!isRolledOutTo(number, caller)) return NOT_ROLLED_OUT;
    const problem = speech.problem();
    if (problem !== null) return refusal("channel_unavailable", problem);
    const answerer = answererOf(number, caller);
    return answerer === null ? NOBODY : this.#onLine({ ...dialled, number }, answerer);
  }

  /** Whoever is called from a number of ours may have theirs forwarded to us: two agents would talk with each other. */
  async #comesBack({ caller, isFromOurs }: Dialled): Promise<boolean> {
    return isFromOurs && caller !== null && (await isCalling(this.#services.database, caller, LONGEST_RING));
  }

  async #agentOf(answerer: string): Promise<AgentRow | Refusal> {
    const reference = parseAgentReference(answerer);
    const which = reference?.version ?? "released";
    const agent = reference && (await findVersion(this.#services.database, reference.agentId, which));
    return (
      agent ?? refusal("not_released", `Agent ${answerer}, which answers there, is deleted or was never released.`)
    );
  }

  async #onLine(dialled: Answerable, answerer: string): Promise<Refusal | null> {
    const { calls, database } = this.#services;
    const { network, incoming, number } = dialled;
    const { carrierCallId } = incoming;
    const former = incoming.isRepeated
      ? await findInboundCall(database, { carrier: number.carrier, carrierCallId })
      : undefined;
    const id = former?.id ?? newId("pcl");
    calls.underWay.add(id);
    try {
      const finding = this.#agentOf(answerer);
      // Whatever comes of it is seen to once it is known whether there is a line.
      finding.catch(() => undefined);
      const refused = await this.#takeLine(dialled, { id, isThere: former !== undefined });
      if (refused !== null) return refused;
      const agent = await finding;
      if ("why" in agent) {
        await endCallWithoutConversation(database, id);
        return agent;
      }
      incoming.ring();
      const conversationId = former?.conversation_id ?? null;
      await this.#converse(dialled, { id, agent, network: network.name, conversationId });
      return null;
    } catch (error) {
      await endCallWithoutConversation(database, id);
      throw error;
    } finally {
      calls.underWay.delete(id);
    }
  }

  /** A call that another process had goes on with the line that it has. */
  async #takeLine({ number, incoming }: Answerable, { id, isThere }: { id: string; isThere: boolean }) {
    const { database, lines, membership } = this.#services;
    if (isThere) return (await inheritCall(database, id, membership.nodeId())) ? null : BEGUN;
    const { carrier, number: our_number } = number;
    const call = { id, carrier, our_number, carrier_call_id: incoming.carrierCallId, beside: null };
    return (await lines.reserve(call)) ? null : FULL;
  }

  async #converse(dialled: Answerable, about: CallToBegin): Promise<void> {
    const { calls, host } = this.#services;
    const { number, incoming } = dialled;
    const conversation = await this.#conversationOf(dialled, about);
    const { id, network } = about;
    const call = new ConversationCall(
      host,
      { id, direction: "inbound", network, livemode: number.livemode, leavesMessage: null },
      conversation,
    );
    calls.add(call);
    await this.#pickUp(call, incoming);
  }

  /** Begins a conversation, or takes up the one that another process had begun for the same call. */
  async #conversationOf(dialled: Answerable, about: CallToBegin): Promise<LiveConversation> {
    const { conversationId } = about;
    const conversation = await (conversationId === null
      ? this.#begin(dialled, about)
      : openUnlessOver(this.#services.live, conversationId));
    if (conversation?.state.status === "queued") return conversation;
    throw new OperatorError("conversation_not_active", "It ended, or was deleted, while it rang.");
  }

  /** Its agent is made ready while the conversation is stored: the caller waits for whichever takes longer, not for both. */
  async #begin({ number, caller }: Answerable, about: CallToBegin): Promise<LiveConversation> {
    const { beginnings, live, membership } = this.#services;
    const prepared = await beginnings.prepare({
      agent: about.agent,
      livemode: number.livemode,
      direction: "inbound",
      channel: { type: "phone", caller_no: caller, callee_no: number.number },
      thread: null,
      context: caller === null ? {} : { $customer: { phone_no: caller } },
      callId: about.id,
      holder: membership.nodeId(),
    });
    const ready = live.ready(prepared);
    return live.take(await beginnings.store(prepared), ready);
  }

  /** From here on the call sees to its conversation, whatever becomes of it. */
  async #pickUp(call: ConversationCall, incoming: IncomingCall): Promise<void> {
    try {
      await call.join();
      call.carry(await incoming.accept(call.watch));
      call.answered();
    } catch (error) {
      if (incoming.signal.aborted) return call.over({ outcome: "cancelled" });
      incoming.decline("unavailable");
      const message = error instanceof Error ? error.message : String(error);
      call.over({ outcome: "failed", code: "not_answered", message });
    }
  }

  async #turnAway({ network, incoming, number }: Dialled, refused: Refusal): Promise<void> {
    const isSentOn = refused.isFinal !== true && (await this.#isSentOn(incoming, number));
    if (!isSentOn) incoming.decline(refused.decline);
    this.#services.onTurnedAway({
      network: network.name,
      carrierCallId: incoming.carrierCallId,
      numberId: number?.id ?? null,
      livemode: number?.livemode ?? null,
      why: refused.why,
      message: refused.message,
      isSentOn,
    });
  }

  async #isSentOn(incoming: IncomingCall, number: PhoneNumberRow | null): Promise<boolean> {
    const fallback = number?.fallback_number ?? null;
    if (fallback === null || incoming.signal.aborted) return false;
    try {
      // It may have become one of ours since it was set, and the call would come back.
      if (await findDialled(this.#services.database, fallback)) return false;
      await incoming.redirect(fallback);
      return true;
    } catch (error) {
      if (!incoming.signal.aborted) this.#services.onError(error, null);
      return false;
    }
  }
}

interface Dialled {
  readonly network: PhoneNetwork;
  readonly incoming: IncomingCall;
  readonly caller: string | null;
  number: PhoneNumberRow | null;
  /** Whether the caller's number is one of ours. */
  isFromOurs: boolean;
}

/** A call that has a line. */
interface CallToBegin {
  readonly id: string;
  readonly agent: AgentRow;
  readonly network: string;
  /** The conversation that was begun for it by a process which died; null where there is none. */
  readonly conversationId: string | null;
}

interface Answerable extends Dialled {
  readonly number: PhoneNumberRow;
}

function callerOf({ from }: IncomingCall): string | null {
  return from === null ? null : normalisePhoneNumber(from);
}
