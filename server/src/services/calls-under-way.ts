import type { CompiledQuery } from "kysely";
import type { CallChanges } from "../db/conversation-changes.ts";
import type { ConversationState } from "../domain/conversation-state.ts";
import { OperatorError } from "../domain/error.ts";
import type { PayloadOf, ServerPayload } from "../domain/event-payloads.ts";
import { linkedAbort } from "../lib/linked-abort.ts";
import { STOPPED } from "../lib/stopped.ts";
import { widelyHeard } from "../lib/widely-heard.ts";
import type { ModelToolCall } from "../ports/language-model.ts";
import type { ToolOutcome } from "../ports/tool.ts";
import type { ObservedConversation, ToolCallReport, TurnWatch } from "../ports/turn-observer.ts";
import type { ToolAnswer } from "../runtime/turn-types.ts";
import type { AgentAtWork } from "./agent-at-work.ts";
import { ClientCalls } from "./client-calls.ts";
import { answeredCall, unknownOutcomes } from "./tool-answers.ts";

/** What the calls of a conversation are carried out with. */
export interface CallsOptions {
  agent: AgentAtWork;
  changes: CallChanges;
  state: ConversationState;
  observed: ObservedConversation;
  record(payloads: readonly ServerPayload[], changes: readonly CompiledQuery[]): Promise<void>;
  /** Is told that an answer came which no turn waited for. */
  onLateAnswer(): void;
}

type OpenCall = PayloadOf<"agent.tool_call.created">;

/** What a client answers to a call that it carried out: a result, or in plain words why there is none. */
export interface ClientAnswer {
  result?: unknown;
  error?: string | undefined;
}

/** Who makes a call. */
interface Caller {
  /** Aborted when the user interrupts the turn that made the call. */
  interrupted: AbortSignal;
  watch: TurnWatch;
}

/**
 * The tool calls of one open conversation that are under way. Each is accounted for in the log and the ledger when its
 * answer is there, whether or not a turn still waits for it.
 */
export class CallsUnderWay {
  readonly #options: CallsOptions;
  readonly #clientCalls = new ClientCalls();
  readonly #running = new Map<string, Promise<unknown>>();
  /** Calls that were taken up, and that a turn would still be waiting for. */
  readonly #resumed = new Set<Promise<unknown>>();
  /** Aborted when the user speaks; calls that begin later hear of the next time. */
  #interruption = widelyHeard();

  constructor(options: CallsOptions) {
    this.#options = options;
  }

  /**
   * Carries out a call whose `created` event and ledger row are stored. Resolves once its answer is stored, too;
   * rejects when that cannot be stored.
   */
  start(call: ModelToolCall, caller: Caller): Promise<ToolAnswer> {
    const running = this.#carryOut(call, caller).finally(() => this.#running.delete(call.callId));
    this.#running.set(call.callId, running);
    return running;
  }

  /** Lets every call know that the user speaks, also those whose turn is over: what is not sent yet may be given up. */
  interrupt(): void {
    this.#interruption.abort(STOPPED);
    this.#interruption = widelyHeard();
  }

  /**
   * Takes the answer of the client to one of its calls. Throws `unknown_reference` for a call that is not under way, or
   * not the client's.
   */
  answerAsClient(callId: string, { result, error }: ClientAnswer): void {
    const outcome: ToolOutcome =
      error === undefined ? { status: "succeeded", result: result ?? null } : { status: "failed", error };
    if (this.#options.state.openCalls.get(callId)?.ns === "client") return this.#clientCalls.answer(callId, outcome);
    const message = `No call ${callId} waits for an answer of the client: it was answered, took too long, or never was.`;
    throw new OperatorError("unknown_reference", message, { param: "payload.call_id" });
  }

  /** Waits until no call is under way, but not longer than `limit`. */
  async settled(limit: number): Promise<void> {
    if (this.#running.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limit);
    });
    await Promise.race([Promise.allSettled(this.#running.values()), late]);
    clearTimeout(timer);
  }

  /** Gives up what only the client could answer. `why` is a sentence. */
  giveUpOnClient(why: string): void {
    this.#clientCalls.giveUp(why);
  }

  /** Accounts for every open call as unknown, `what` being a sentence that says what became of them. */
  async writeOff(what: string): Promise<void> {
    await this.#lose([...this.#options.state.openCalls.values()], what);
  }

  /**
   * Takes up the calls that another process left open: those that do nothing twice are made again, as runs of procedural
   * agents, which went on without it and are waited for; all others are accounted for as unknown.
   */
  async takeUp(what: string): Promise<void> {
    const { agent, state } = this.#options;
    const open = [...state.openCalls.values()];
    const goesOn = ({ name }: OpenCall) => agent.findTool(name, state)?.isRepeatable ?? false;
    await this.#lose(
      open.filter((call) => !goesOn(call)),
      what,
    );
    for (const call of open.filter(goesOn)) this.#resume(call);
  }

  /** Waits for the calls that were taken up, as the turn that made them would have, unless the user speaks before. */
  async takenUp(): Promise<void> {
    if (this.#resumed.size === 0) return;
    const { signal } = this.#interruption;
    const spoken = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    await Promise.race([Promise.all(this.#resumed), spoken]);
    this.#resumed.clear();
  }

  #resume({ call_id: callId, name, arguments: text }: OpenCall): void {
    const { agent, observed, state } = this.#options;
    const toolReturned = (report: ToolCallReport) => agent.observer.toolReturnedLate(observed, report);
    const watch = { toolReturned, modelCalled: () => undefined, ended: () => undefined };
    const interrupted = new AbortController().signal;
    // What keeps its answer from being stored has closed the conversation.
    const answered = this.start({ callId, name, arguments: text }, { interrupted, watch }).catch(() => undefined);
    if (!state.lateCalls.has(callId)) this.#resumed.add(answered);
  }

  async #lose(calls: readonly OpenCall[], what: string): Promise<void> {
    if (calls.length === 0) return;
    const lost = unknownOutcomes(calls, this.#options.changes, what);
    await this.#options.record(lost.payloads, lost.changes);
  }

  async #carryOut(call: ModelToolCall, { interrupted, watch }: Caller): Promise<ToolAnswer> {
    const { agent, state, changes, record, observed, onLateAnswer } = this.#options;
    const { callId, name } = call;
    const tool = agent.findTool(name, state);
    const startedAt = Date.now();
    const began = performance.now();
    const { controller, release } = linkedAbort(interrupted, this.#interruption.signal);
    const awaitClient = (timeLimit: number) => this.#clientCalls.wait(callId, timeLimit);
    const { signal } = controller;
    const answer = await agent.callTool(call, { state, interrupted: signal, awaitClient }).finally(release);
    this.#clientCalls.forget(callId);
    const isLate = state.lateCalls.has(callId);
    const report = {
      callId,
      name,
      ns: tool?.ns ?? "unknown",
      arguments: call.arguments,
      inputSchema: tool?.inputSchema ?? null,
      outcome: answer.outcome,
      startedAt,
      duration: performance.now() - began,
      inBackground: isLate,
    };
    if (isLate) agent.observer.toolReturnedLate(observed, report);
    else watch.toolReturned(report);
    if (!state.openCalls.has(callId)) {
      // It was written off meanwhile; the ledger is to know better.
      await agent.settleLate(callId, answer.outcome.status).catch((error: unknown) => {
        agent.onFault(error, observed.requestId());
      });
      return answer;
    }
    const recording = answeredCall(call, answer, { state, changes });
    await record(recording.payloads, recording.changes);
    if (isLate) onLateAnswer();
    return answer;
  }
}
