import type { CompiledQuery } from "kysely";
import type { CallChanges } from "../db/conversation-changes.ts";
import { apologyIn } from "../domain/apology.ts";
import type { ConversationState } from "../domain/conversation-state.ts";
import { OperatorError } from "../domain/error.ts";
import type { PayloadOf, ServerPayload } from "../domain/event-payloads.ts";
import { newId } from "../domain/ids.ts";
import { widelyHeard } from "../lib/widely-heard.ts";
import { STOPPED } from "../lib/stopped.ts";
import type { ModelToolCall } from "../ports/language-model.ts";
import type { ObservedConversation, TurnEndReport, TurnWatch } from "../ports/turn-observer.ts";
import { emptyReport, runTurn } from "../runtime/turn.ts";
import type { SpokenMessage, ToolAnswer, TurnEvent } from "../runtime/turn-types.ts";
import type { AgentAtWork } from "./agent-at-work.ts";
import type { CallsUnderWay } from "./calls-under-way.ts";
import { unknownOutcomes } from "./tool-answers.ts";
import { completed, NO_VOICE_TIMES, TurnMessages, type TurnVoice } from "./turn-voice.ts";

/** What a turn needs of the conversation it belongs to. */
export interface TurnOptions {
  agent: AgentAtWork;
  calls: CallsUnderWay;
  observed: ObservedConversation;
  changes: CallChanges;
  state: ConversationState;
  record(payloads: readonly ServerPayload[], changes?: readonly CompiledQuery[]): Promise<void>;
  /** Waits until all that the state has taken in is durable: a model must see nothing else. */
  settled(): Promise<void>;
  /** When the turn was called for, by `performance.now()`. */
  triggeredAt: number;
  /** Sends an event that is not stored. */
  pass(payload: ServerPayload): void;
  /** How it is spoken; null where it is read. */
  voice: TurnVoice | null;
}

/**
 * One turn of a conversation: reads the loop, stores what it yields before it goes on, and passes on what is said.
 */
export class Turn {
  readonly #options: TurnOptions;
  /** The latest event that it takes into account. */
  #trigger: string;
  readonly #watch: TurnWatch;
  readonly #abort = widelyHeard();
  readonly #messages: TurnMessages;
  #hasEndedConversation = false;
  /** Whether it came to its end before anybody interrupted it. */
  #isFinished = false;
  readonly #report = emptyReport();
  readonly #began = performance.now();

  constructor(options: TurnOptions) {
    this.#options = options;
    this.#trigger = options.state.triggerEventId as string;
    this.#watch = options.agent.observer.turnBegan(options.observed, Date.now());
    this.#messages = new TurnMessages(options.voice, (payload) => options.record([payload]));
  }

  /** Stops the agent. Returns the messages it was cut off in, as the user has them, for the caller to record. */
  interrupt(): PayloadOf<"agent.message.completed">[] {
    this.#abort.abort(STOPPED);
    return this.#messages.cut();
  }

  /**
   * Runs the turn to its end; returns whether the agent ended the conversation in it. After `interrupt` it ends at
   * once, while the calls that it made go on.
   */
  async run(): Promise<boolean> {
    const { voice } = this.#options;
    voice?.turnBegan();
    try {
      await this.#read();
    } catch (error) {
      await this.#breakDown(error);
    } finally {
      voice?.turnEnded();
    }
    if (this.#abort.signal.aborted && !this.#isFinished)
      await this.#options.record([this.#metrics({ interrupted: true })]);
    this.#watch.ended(this.#ending());
    return this.#hasEndedConversation;
  }

  async #read(): Promise<void> {
    for await (const event of this.#events()) {
      // Interrupted before they were made: then they are not made.
      if (event.type === "calls" && this.#abort.signal.aborted) break;
      await this.#take(event);
    }
  }

  /**
   * Ends a turn that a fault of ours broke, with an apology and every call accounted for: taken up again it would break
   * again. Rethrows what says that the conversation cannot be stored.
   */
  async #breakDown(error: unknown): Promise<void> {
    if (error instanceof OperatorError) throw error;
    const { agent, state, changes, record } = this.#options;
    agent.onFault(error, this.#options.observed.requestId());
    const cut = this.interrupt();
    this.#isFinished = true;
    const mine = [...state.openCalls.values()].filter(({ call_id }) => !state.lateCalls.has(call_id));
    const lost = unknownOutcomes(mine, changes, "The call broke on our side.");
    const text = apologyIn(state.language);
    const apology = completed({ generationId: newId("gen"), text, interrupted: false, hasToolCalls: false });
    await record([...cut, ...lost.payloads, apology, this.#metrics({ interrupted: true })], lost.changes);
  }

  #events(): AsyncGenerator<TurnEvent, void> {
    const { agent, state } = this.#options;
    return runTurn({
      catalog: agent.catalog,
      limits: agent.limits,
      signal: this.#abort.signal,
      newId,
      prepareStep: async () => {
        await this.#options.settled();
        // What interrupted the turn is the next one's to answer.
        if (!this.#abort.signal.aborted) this.#trigger = state.triggerEventId as string;
        return agent.prepareStep(state, this.#messages.unrecorded);
      },
      callTool: (call) => this.#callTool(call),
      report: this.#report,
    });
  }

  async #take(event: TurnEvent): Promise<void> {
    if (event.type === "model_called") return this.#watch.modelCalled(event.report);
    if (this.#abort.signal.aborted) return;
    switch (event.type) {
      case "delta":
        return this.#speak(event.generationId, event.text);
      case "audio":
        return this.#options.voice?.play(event.generationId, event.audio);
      case "message":
        return this.#messages.whole(event.message);
      case "calls":
        return this.#takeCalls(event);
      case "model_failed":
        this.#tellOfFailure(event.model, event.failure.detail);
        return this.#options.record([modelFailed(event)]);
      case "finished":
        return this.#finish(event.message);
    }
  }

  /** What is spoken ends when it was heard; who interrupts until then has cut it off, and recorded that. */
  async #finish(message: SpokenMessage | null): Promise<void> {
    const { voice } = this.#options;
    this.#isFinished = voice === null;
    const last = voice === null ? this.#messages.lastRead(message) : await this.#messages.lastHeard(message, voice);
    if (this.#abort.signal.aborted && !this.#isFinished) return;
    this.#isFinished = true;
    await this.#options.record([...last, this.#metrics({ interrupted: false })]);
  }

  #tellOfFailure(model: string, detail: string): void {
    const { agent, observed } = this.#options;
    agent.onModelFailure(model, detail, observed.requestId());
  }

  #speak(generationId: string, text: string): void {
    this.#messages.say(generationId, text);
    this.#options.pass({ type: "agent.message.delta", text_delta: text, generation_id: generationId });
  }

  async #takeCalls({ generationId, calls }: Extract<TurnEvent, { type: "calls" }>): Promise<void> {
    const { agent, changes, record, state } = this.#options;
    for (const call of calls) {
      if (call.providerData !== undefined) agent.providerData.set(call.callId, call.providerData);
    }
    const opened = calls.map((call) => ({ call, tool: agent.findTool(call.name, state) }));
    const payloads = opened.map(({ call, tool }) => {
      return {
        type: "agent.tool_call.created" as const,
        call_id: call.callId,
        name: call.name,
        arguments: call.arguments,
        generation_id: generationId,
        ns: tool?.ns ?? null,
        in_background: tool?.runsInBackground ?? false,
      };
    });
    await record(
      payloads,
      opened.map(({ call, tool }) => changes.startCall(call, tool?.ns ?? null)),
    );
  }

  async #callTool(call: ModelToolCall): Promise<ToolAnswer | null> {
    const { calls, state, voice } = this.#options;
    const isInBackground = state.openCalls.get(call.callId)?.in_background === true;
    const answering = calls.start(call, { interrupted: this.#abort.signal, watch: this.#watch });
    if (isInBackground) {
      // What keeps its answer from being stored has closed the conversation.
      answering.catch(() => undefined);
      return null;
    }
    voice?.callsChanged(1);
    const answer = await answering.finally(() => voice?.callsChanged(-1));
    if (answer.effect?.type === "end_conversation") this.#hasEndedConversation = true;
    return answer;
  }

  #ending(): TurnEndReport {
    const { firstDelta, steps } = this.#report;
    return {
      interrupted: this.#abort.signal.aborted,
      steps,
      response: firstDelta === null ? null : firstDelta + this.#began - this.#options.triggeredAt,
      duration: performance.now() - this.#began,
    };
  }

  /** Accounts for the turn, also for one that was cut off. */
  #metrics({ interrupted }: { interrupted: boolean }): PayloadOf<"agent.turn.metrics"> {
    const { triggeredAt } = this.#options;
    const report = this.#report;
    const { firstDelta } = report;
    return {
      type: "agent.turn.metrics",
      trigger_event_id: this.#trigger,
      model: report.model,
      simulated: report.isSimulated,
      interrupted,
      steps: report.steps,
      llm_first_token_ms: rounded(report.modelFirstPart),
      ...(this.#options.voice?.times() ?? NO_VOICE_TIMES),
      response_ms: rounded(firstDelta === null ? null : firstDelta + this.#began - triggeredAt),
      total_ms: Math.round(performance.now() - triggeredAt),
      input_tokens: report.inputTokens,
      output_tokens: report.outputTokens,
    };
  }
}

function rounded(milliseconds: number | null): number | null {
  return milliseconds === null ? null : Math.round(milliseconds * 10) / 10;
}

function modelFailed(event: Extract<TurnEvent, { type: "model_failed" }>): PayloadOf<"agent.model.failed"> {
  const { model, failure, next, nextModel } = event;
  const { reason, message } = failure;
  return { type: "agent.model.failed", model, reason, message, next, next_model: nextModel };
}
