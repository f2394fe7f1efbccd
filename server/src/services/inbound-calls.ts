import { type AgentRow, findVersion } from "../db/agents.ts";
import type { Database } from "../db/database.ts";
import { endCallWithoutConversation } from "../db/phone-calls.ts";
import { findDialled, type PhoneNumberRow } from "../db/phone-numbers.ts";
import { OperatorError } from "../domain/error.ts";
import { newId, parseAgentReference } from "../domain/ids.ts";
import { answererOf, isRolledOutTo, normalisePhoneNumber } from "../domain/phone-number.ts";
import type { SpeechCatalog } from "../ports/speech-catalog.ts";
import type { IncomingCall, PhoneNetwork } from "../ports/telephony.ts";
import type { Beginnings } from "./beginnings.ts";
import type { CallLines } from "./call-lines.ts";
import { type CallHost, ConversationCall } from "./conversation-call.ts";
import { openUnlessOver } from "./conversation-jobs.ts";
import type { LiveConversations } from "./live-conversations.ts";
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
  readonly live: Pick<LiveConversations, "open">;
  readonly lines: Pick<CallLines, "reserve">;
  readonly calls: PhoneCalls;
  readonly beginnings: Pick<Beginnings, "begin">;
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
const NOT_ROLLED_OUT = refusal("rollout", "The roll-out leaves this caller out.");
const NOBODY = refusal("nobody_answers", "No agent is set to answer there.");
const FULL: Refusal = { ...refusal("busy", "All lines are taken."), decline: "busy" };

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
    const dialled: Dialled = { network, incoming, number: null, caller: callerOf(incoming) };
    try {
      dialled.number = await this.#numberAt(incoming);
      const answered = await this.#answer(dialled);
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

  async #numberAt({ to }: IncomingCall): Promise<PhoneNumberRow | null> {
    return (await findDialled(this.#services.database, normalisePhoneNumber(to))) ?? null;
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
    const agent = await this.#agentFor(number, caller);
    if ("why" in agent) return agent;
    return this.#onLine({ ...dialled, number }, agent);
  }

  async #agentFor(number: PhoneNumberRow, caller: string | null): Promise<AgentRow | Refusal> {
    const answerer = answererOf(number, caller);
    if (answerer === null) return NOBODY;
    const reference = parseAgentReference(answerer);
    const which = reference?.version ?? "released";
    const agent = reference && (await findVersion(this.#services.database, reference.agentId, which));
    return (
      agent ?? refusal("not_released", `Agent ${answerer}, which answers there, is deleted or was never released.`)
    );
  }

  async #onLine(dialled: Answerable, agent: AgentRow): Promise<Refusal | null> {
    const { calls, database, lines } = this.#services;
    const { network, incoming, number } = dialled;
    const id = newId("pcl");
    calls.underWay.add(id);
    const call = { id, carrier: number.carrier, our_number: number.number, carrier_call_id: incoming.carrierCallId };
    try {
      if (!(await lines.reserve(call))) return FULL;
      incoming.ring();
      await this.#converse(dialled, { id, agent, network: network.name });
      return null;
    } catch (error) {
      await endCallWithoutConversation(database, id);
      throw error;
    } finally {
      calls.underWay.delete(id);
    }
  }

  async #converse(dialled: Answerable, about: { id: string; agent: AgentRow; network: string }): Promise<void> {
    const { beginnings, calls, host, live } = this.#services;
    const { number, caller, incoming } = dialled;
    const { livemode } = number;
    const row = await beginnings.begin({
      agent: about.agent,
      livemode,
      direction: "inbound",
      channel: { type: "phone", caller_no: caller, callee_no: number.number },
      thread: null,
      context: caller === null ? {} : { $customer: { phone_no: caller } },
      callId: about.id,
    });
    const conversation = await openUnlessOver(live, row.id);
    if (conversation === null) throw new OperatorError("conversation_not_active", "It was deleted while it rang.");
    const { id, network } = about;
    const call = new ConversationCall(
      host,
      { id, direction: "inbound", network, livemode, leavesMessage: null },
      conversation,
    );
    calls.add(call);
    await this.#pickUp(call, incoming);
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
}

interface Answerable extends Dialled {
  readonly number: PhoneNumberRow;
}

function callerOf({ from }: IncomingCall): string | null {
  return from === null ? null : normalisePhoneNumber(from);
}
