import { codeOf } from "./voice-languages.ts";
import type { VoiceRate } from "../domain/audio.ts";
import { OperatorError } from "../domain/error.ts";
import type { PayloadOf } from "../domain/event-payloads.ts";
import { newCallWords, transferWords } from "../domain/transfer-words.ts";
import type { PhoneNumber } from "../domain/phone-number.ts";
import type { TransferDestination } from "../domain/transfer.ts";
import { linkedAbort } from "../lib/linked-abort.ts";
import { type CallOrder, type PhoneNetwork, TransferRefusedError } from "../ports/telephony.ts";
import type { ToolCall, ToolOutcome } from "../ports/tool.ts";
import type { VoiceActivityDetector } from "../ports/voice-activity-detector.ts";
import { nextFrame, type Pacer } from "../speech/pacer.ts";
import { announce } from "./announcement.ts";
import { CallBridge } from "./call-bridge.ts";
import type { ConversationCall } from "./conversation-call.ts";
import { phoneLine } from "./phone-line.ts";
import type { PhoneNetworks } from "./phone-channel.ts";
import type { SecondLines } from "./second-lines.ts";
import { SecondCall, type SecondCallNews } from "./second-call.ts";
import { awaitConsent } from "./transfer-consent.ts";
import { failedCall } from "./tool-arguments.ts";

/** What calls are transferred with. */
export interface TransferServices {
  readonly networks: PhoneNetworks;
  readonly pacer: Pick<Pacer, "add">;
  openDetector(sampleRateHz: VoiceRate): VoiceActivityDetector;
  readonly lines: Pick<SecondLines, "take" | "setHandingOver">;
  /** Is told of a fault of ours. */
  onError(error: unknown, conversationId: string): void;
}

/** A transfer that was asked for. */
export interface TransferOrder {
  readonly call: ConversationCall;
  readonly destination: TransferDestination;
  /** The number of ours that the other end sees. */
  readonly from: string;
  /** What the agent wants the human to be told; null has its model sum the conversation up. */
  readonly summary: string | null;
  readonly toolCall: Pick<ToolCall, "callId" | "unsent">;
}

/** A summary that is not there by then is done without, in ms from when it was asked for. */
const SUMMARY_WITHIN = 15_000;
const LONGEST_SUMMARY = 1_200;
/** An announcement is cut off after so long. */
const ANNOUNCED_WITHIN = 90_000;
const GONE = failedCall("The caller hung up before the transfer came about.");

/** Hands calls over to people. */
export class CallTransfers {
  readonly #services: TransferServices;

  constructor(services: TransferServices) {
    this.#services = services;
  }

  /**
   * Transfers a call to a number or a SIP address. Resolves once the two are joined, or to why they are not; then the
   * agent has the caller again. Nobody is called twice for one tool call.
   */
  async transfer(order: TransferOrder): Promise<ToolOutcome> {
    const { call, destination, toolCall } = order;
    const network = this.#services.networks.get(call.about.network);
    if (network === undefined) return failedCall("The call is carried by a network that can make no calls.");
    await Promise.race([call.voice?.saidAll(), aborted(toolCall.unsent)]);
    if (toolCall.unsent.aborted) return failedCall("The caller spoke before the transfer began, so it was not made.");
    if (call.isLeft) return GONE;
    const handed = destination.mode === "cold" ? await this.#handOver(order) : null;
    return handed ?? (await this.#bridge(order, network));
  }

  /** Has the network hand the call over; null where it does not do so. */
  async #handOver(order: TransferOrder): Promise<ToolOutcome | null> {
    const { call, destination } = order;
    const { lines } = this.#services;
    try {
      await lines.setHandingOver(call.about.id, true);
      await call.phone?.transfer(destination.destination);
    } catch (error) {
      await lines.setHandingOver(call.about.id, false);
      if (!(error instanceof OperatorError)) throw error;
      if (call.isLeft) return GONE;
      // Whoever may have been called is not called again.
      return error instanceof TransferRefusedError ? null : failedCall(`${error.message} Tell the caller.`);
    }
    await call.conversation.note(transferred(order, { carried_by: "network", summary: null }));
    return DONE;
  }

  async #bridge(order: TransferOrder, network: PhoneNetwork): Promise<ToolOutcome> {
    const line = await this.#services.lines.take({
      network: network.name as PhoneNumber["carrier"],
      from: order.from,
      beside: order.call.about.id,
    });
    if (line === null) return failedCall(`All lines are taken, so nobody can be called now. ${BACK}`);
    const leaving = new AbortController();
    const bridge = new CallBridge(order.call, () => leaving.abort());
    const beat = this.#services.pacer.add((now) => {
      bridge.look(now);
      return nextFrame(now);
    });
    const letGo = () => {
      beat.stop();
      bridge.close();
    };
    let second: SecondCall | null = null;
    try {
      bridge.hold();
      second = new SecondCall(network, dialOrder(order), (trace) => line.trace(trace));
      void second.ended.then(() => line.giveBack());
      const failed = await this.#connect(order, { bridge, second, leaving: leaving.signal });
      if (failed === null) {
        this.#watchJoined(order, { second, leaving: leaving.signal, letGo });
        return DONE;
      }
      second.hangUp();
      letGo();
      return failed;
    } catch (error) {
      if (second === null) line.giveBack();
      second?.hangUp();
      letGo();
      if (!(error instanceof OperatorError)) throw error;
      return order.call.isLeft ? GONE : failedCall(error.message);
    }
  }

  /** Brings the two together. Returns null once they are, else why they are not. */
  async #connect(order: TransferOrder, parts: Connecting): Promise<ToolOutcome | null> {
    const { bridge, second, leaving } = parts;
    const isWarm = order.destination.mode === "warm";
    const summary = isWarm ? this.#summaryOf(order, leaving) : Promise.resolve(null);
    const answered = await Promise.race([second.answered, aborted(leaving)]);
    if (answered === null) return GONE;
    if (answered.type !== "answered") return notReached(order, answered);
    const told = await summary;
    if (told !== null) {
      const refused = await this.#introduce(order, parts, told);
      if (refused !== null) return refused;
    }
    if (leaving.aborted || order.call.isLeft) return GONE;
    if (second.isOver) return failedCall(`${order.destination.name} hung up. The caller is with you again: say so.`);
    await order.call.conversation.note(transferred(order, { carried_by: "platform", summary: told }));
    bridge.join(second);
    return null;
  }

  /** Tells the human what it is about, and waits for them to take it. Returns null when they did. */
  async #introduce(
    order: TransferOrder,
    { second, leaving }: Connecting,
    summary: string,
  ): Promise<ToolOutcome | null> {
    const { call, destination } = order;
    const { language } = call.conversation.state;
    const { phone } = second;
    const must = destination.accept_by === "confirming";
    const stop = new AbortController();
    const { controller, release } = linkedAbort(stop.signal, leaving, AbortSignal.timeout(ANNOUNCED_WITHIN));
    const announcing = announce({
      pacer: this.#services.pacer,
      line: phoneLine(phone).line,
      sampleRateHz: phone.sampleRateHz,
      choices: call.voice?.speakers() ?? [],
      language: codeOf(language),
      text: transferWords(language, { summary, mustConfirm: must }),
      signal: controller.signal,
    }).finally(release);
    const { openDetector } = this.#services;
    const consent = awaitConsent(second, { announcing, must, openDetector, signal: stop.signal });
    const result = await Promise.race([consent, second.over, aborted(leaving)]);
    stop.abort();
    await announcing;
    if (result === null) return GONE;
    if (result === "accepted") return null;
    if (result === "declined") return failedCall(`${destination.name} did not take the call. ${BACK}`);
    return notReached(order, result);
  }

  /** Sums up what the human is to know. */
  async #summaryOf(order: TransferOrder, leaving: AbortSignal): Promise<string> {
    const given = order.summary ?? (await this.#askForSummary(order, leaving));
    return given === "" ? newCallWords(order.call.conversation.state.language) : given.slice(0, LONGEST_SUMMARY);
  }

  /** Returns "" where the model has none in time. */
  async #askForSummary({ call, destination }: TransferOrder, leaving: AbortSignal): Promise<string> {
    const { conversation } = call;
    const { language } = conversation.state;
    const { controller, release } = linkedAbort(leaving, AbortSignal.timeout(SUMMARY_WITHIN));
    const question = `[You are about to hand the caller over to a person, who is told now what it is about. Write what they are told, in ${language}, in two to four short spoken sentences, as from you to them: ${destination.summary_instructions ?? "who calls, what they want, and what was done so far"}. Write nothing else.]`;
    const asked = conversation.askAside(question, controller.signal);
    return asked.catch(() => "").finally(release);
  }

  /** Sees to two who talk with each other, until one has left. */
  #watchJoined({ call }: TransferOrder, { second, leaving, letGo }: Joined): void {
    const end = () => {
      letGo();
      second.hangUp();
      // What keeps it from ending has closed the conversation, and whoever holds the call was told.
      call.conversation.end("transferred").catch((error: unknown) => {
        if (!(error instanceof OperatorError)) this.#services.onError(error, call.conversationId);
      });
    };
    second.onEnded = end;
    leaving.addEventListener("abort", () => second.hangUp(), { once: true });
    if (second.isOver) end();
    if (leaving.aborted) second.hangUp();
  }
}

interface Connecting {
  readonly bridge: CallBridge;
  readonly second: SecondCall;
  /** Aborted when the caller has left. */
  readonly leaving: AbortSignal;
}

interface Joined extends Omit<Connecting, "bridge"> {
  letGo(): void;
}

const BACK = "The caller is with you again: say so, and go on.";
const DONE: ToolOutcome = { status: "succeeded", result: { transferred: true } };

function dialOrder({ destination, from, toolCall }: TransferOrder): CallOrder {
  const { destination: to, ring_for_sec, mode } = destination;
  return {
    id: toolCall.callId,
    from,
    to,
    ringFor: ring_for_sec * 1000,
    detectMachine: mode === "warm",
    mayHandOn: true,
  };
}

function notReached({ destination: { name } }: TransferOrder, news: SecondCallNews): ToolOutcome {
  if (news.type === "machine") return failedCall(`An answering machine answered at ${name}. ${BACK}`);
  const { outcome } = news.type === "ended" ? news.end : { outcome: "hung_up" as const };
  const detail = news.type === "ended" && news.end.outcome === "failed" ? `: ${news.end.message}` : "";
  const words: Record<string, string> = {
    busy: "is busy",
    no_answer: "did not answer",
    failed: "could not be reached",
  };
  return failedCall(`${name} ${words[outcome] ?? "did not take the call"}${detail}. ${BACK}`);
}

function transferred(
  { destination }: TransferOrder,
  how: Pick<PayloadOf<"conversation.transferred">, "carried_by" | "summary">,
): PayloadOf<"conversation.transferred"> {
  const { id, name, kind, destination: to } = destination;
  const mode = how.summary === null ? ("cold" as const) : ("warm" as const);
  const type = "conversation.transferred" as const;
  return { type, transfer_id: id, name, kind, destination: to, mode, ...how, next_conversation_id: null };
}

/** Resolves to null once a signal is aborted. */
function aborted(signal: AbortSignal): Promise<null> {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));
}
