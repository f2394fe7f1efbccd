import type { CompiledQuery } from "kysely";
import { type EventWriter, LeaseLostError } from "../db/event-writer.ts";
import type { ProcedureChanges } from "../db/procedure-changes.ts";
import type { ProcedureRow } from "../db/procedures.ts";
import { OperatorError } from "../domain/error.ts";
import type { ProcedureOrigin } from "../domain/event.ts";
import type { LogPayload, PayloadOf } from "../domain/event-payloads.ts";
import type { ProceduralAgentConfig } from "../domain/procedural-agent-config.ts";
import type { ProcedureEndStatus, ProcedureError } from "../domain/procedure.ts";
import { applyProgress, nextStep, type ProcedureProgress, type ProcedureStep } from "../domain/procedure-progress.ts";
import type { ObservedConversation } from "../ports/turn-observer.ts";
import type { RecordedOutput } from "../runtime/record-output.ts";
import type { ConversationState } from "../domain/conversation-state.ts";
import type { AgentAtWork } from "./agent-at-work.ts";
import { CallsUnderWay } from "./calls-under-way.ts";
import { Journal } from "./journal.ts";
import { countedTokens, type TokenCount } from "./token-count.ts";
import { Turn } from "./turn-reader.ts";

/** A run that has just ended, as its row says it. */
export interface EndedRun {
  row: ProcedureRow;
  config: ProceduralAgentConfig;
}

/** Whether a run is gone into at all. */
export interface Judgement {
  /** Why it is skipped, in a sentence; null when it is not. */
  skip: string | null;
  /** Why that could not be found out, so that the run fails; null when it could. */
  failure: ProcedureError | null;
  /** What judging has used. */
  tokens: TokenCount;
}

/** What a run is carried out with. */
export interface ProcedureRunOptions {
  row: ProcedureRow;
  config: ProceduralAgentConfig;
  origin: ProcedureOrigin;
  writer: EventWriter;
  changes: ProcedureChanges;
  state: ConversationState;
  progress: ProcedureProgress;
  /** Readies the agent; `onRecorded` is told what the model recorded by a call. */
  agent: AgentAtWork;
  /** What was recorded by calls whose answers are not stored yet. */
  recorded: Map<string, RecordedOutput>;
  /** Why the run cannot be carried out; null when it can. */
  problem: ProcedureError | null;
  /** Says before the first step whether the run is gone into. */
  judge(signal: AbortSignal): Promise<Judgement>;
  /** Returns what is to be stored together with custom fields that the run sets. */
  onCustomFields(payload: PayloadOf<"conversation.custom_fields.updated">): readonly CompiledQuery[];
  /** Returns what is to be stored together with the end. */
  onEnd(run: EndedRun): readonly CompiledQuery[];
  /** Is told that something was stored. */
  onStored(): void;
  retryEvery: number;
}

/** How carrying a run out came out: over, or to be gone on with in `again` ms. */
export type RunResult = { again: number } | { status: ProcedureEndStatus };

/** Calls may return so late after a cancellation, so that the ledger says how they went. */
const CALLS_MAY_END_WITHIN = 250;

/** One run of a procedural agent, in the process that has taken it on: its log, its turns and their calls. */
export class ProcedureRun {
  readonly #options: ProcedureRunOptions;
  readonly #journal: Journal<ProcedureOrigin>;
  readonly #calls: CallsUnderWay;
  readonly #observed: ObservedConversation;
  readonly #agent: AgentAtWork;
  readonly #tokens: TokenCount;
  readonly #judging = new AbortController();
  #turn: Turn | null = null;
  #hasStopped = false;
  #isCancelled = false;
  #isOverdue = false;
  #isGivenUp = false;
  /** What kept the run from being stored; null when nothing did. */
  #failure: unknown = null;

  constructor(options: ProcedureRunOptions) {
    this.#options = options;
    const { row, writer, origin, state, changes } = options;
    this.#tokens = { input: Number(row.input_tokens), output: Number(row.output_tokens) };
    this.#isCancelled = row.cancel_requested_at !== null;
    this.#agent = { ...options.agent, observer: countedTokens(options.agent.observer, this.#tokens) };
    this.#journal = new Journal({ writer, origin, fence: row.fence, state, outbox: SILENT, publish: options.onStored });
    this.#observed = this.#agent.observed(state, () => null);
    this.#calls = new CallsUnderWay({
      agent: this.#agent,
      changes,
      state,
      observed: this.#observed,
      record: (payloads, changes) => this.#record(payloads, changes),
      onLateAnswer: () => undefined,
    });
  }

  /** Ends the run as cancelled, as soon as what is being stored is. */
  cancel(): void {
    this.#isCancelled = true;
    this.#interrupt();
  }

  /** Stops carrying it out here, leaving it as it is in the log: nothing more is stored. */
  giveUp(): void {
    this.#isGivenUp = true;
    this.#interrupt();
  }

  /** Carries the run on from where its log ends. Throws what keeps it from being stored. */
  async carryOut(): Promise<RunResult> {
    const overdue = this.#limitTime();
    try {
      await this.#calls.takeUp("The platform was restarted during the call.");
      await this.#calls.takenUp();
      const { skip, failure } = await this.#begin();
      if (failure !== null) return await this.#end({ status: "failed", error: failure, reason: null });
      if (skip !== null) return await this.#end({ status: "skipped", error: null, reason: skip });
      for (;;) {
        const step = this.#nextStep();
        if (step.do === "end") return await this.#end({ ...step, reason: null });
        if (step.do === "retry") return { again: step.delay };
        if (step.do === "remind") await this.#remind(step.text);
        else await this.#work();
      }
    } finally {
      clearTimeout(overdue);
    }
  }

  #limitTime(): NodeJS.Timeout {
    const { row, config } = this.#options;
    const until = (row.started_at ?? new Date()).getTime() + config.runtime.time_limit_sec * 1000;
    const timer = setTimeout(
      () => {
        this.#isOverdue = true;
        this.#interrupt();
      },
      Math.max(0, until - Date.now()),
    );
    return timer.unref();
  }

  #interrupt(): void {
    this.#judging.abort();
    const cut = this.#turn?.interrupt() ?? [];
    this.#calls.interrupt();
    // What keeps it from being stored is found by whoever stores the end.
    if (cut.length > 0 && !this.#isGivenUp) this.#record(cut).catch(() => undefined);
  }

  /** Begins a run that has not begun, and finds out whether it is gone into. */
  async #begin(): Promise<Judgement> {
    const { row, progress, problem, state } = this.#options;
    if (!progress.hasStarted) await this.#record([{ type: "procedure.started", trigger: row.trigger }]);
    // Whatever was done afterwards, it was gone into.
    if (problem) return { ...GOES_ON, failure: problem };
    if (state.sequence > 1 || this.#isCancelled) return GOES_ON;
    const judgement = await this.#judge();
    this.#tokens.input += judgement.tokens.input;
    this.#tokens.output += judgement.tokens.output;
    return this.#isCancelled ? GOES_ON : judgement;
  }

  async #judge(): Promise<Judgement> {
    try {
      return await this.#options.judge(this.#judging.signal);
    } catch (error) {
      if (this.#judging.signal.aborted) return GOES_ON;
      throw error;
    }
  }

  #nextStep(): ProcedureStep {
    return nextStep(this.#options.progress, {
      hasStopped: this.#hasStopped,
      isCancelled: this.#isCancelled,
      isOverdue: this.#isOverdue,
      retryEvery: this.#options.retryEvery,
    });
  }

  async #remind(text: string): Promise<void> {
    await this.#record([{ type: "procedure.reminded", text }]);
    this.#hasStopped = false;
  }

  async #work(): Promise<void> {
    const { changes, state } = this.#options;
    this.#turn = new Turn({
      agent: this.#agent,
      calls: this.#calls,
      observed: this.#observed,
      changes,
      state,
      triggeredAt: performance.now(),
      record: (payloads, changes) => this.#record(payloads, changes),
      settled: () => this.#journal.settled(),
      pass: () => undefined,
      voice: null,
    });
    // It was called off before it could be told.
    if (this.#isCancelled || this.#isOverdue || this.#isGivenUp) this.#turn.interrupt();
    await this.#turn.run();
    this.#turn = null;
    this.#hasStopped = true;
  }

  async #end(ending: {
    status: ProcedureEndStatus;
    error: ProcedureError | null;
    reason: string | null;
  }): Promise<RunResult> {
    const { row, config, changes, progress, onEnd } = this.#options;
    await this.#calls.settled(CALLS_MAY_END_WITHIN);
    await this.#calls.writeOff("The run ended before the call came back.");
    const { status, error, reason } = ending;
    const now = new Date();
    const recorded = status === "success" ? progress.recorded : null;
    const duration_sec = row.started_at ? (now.getTime() - row.started_at.getTime()) / 1000 : 0;
    const ended: ProcedureRow = {
      ...row,
      status,
      error,
      ended_at: now,
      output: recorded?.output ?? null,
      summary: recorded?.summary ?? reason,
      citations: recorded?.citations ?? null,
      input_tokens: String(this.#tokens.input),
      output_tokens: String(this.#tokens.output),
    };
    await this.#record(
      [{ type: "procedure.ended", status, error, reason, duration_sec }],
      [changes.end({ status, error, reason, recorded, now }), ...onEnd({ row: ended, config })],
    );
    return { status };
  }

  /** Appends to the log, with what the run has used so far, and what belongs to the events. */
  async #record(payloads: readonly LogPayload[], changes: readonly CompiledQuery[] = []): Promise<void> {
    if (this.#isGivenUp) throw notStored(this.#failure ?? new LeaseLostError(this.#options.row.id));
    const { progress, recorded, changes: run, onCustomFields, row } = this.#options;
    const all = payloads.flatMap((payload): LogPayload[] => {
      const output = payload.type === "agent.tool_call.returned" ? recorded.get(payload.call_id) : undefined;
      return output === undefined ? [payload] : [payload, { type: "procedure.output.recorded", ...output }];
    });
    for (const payload of all) applyProgress(progress, payload);
    const told = row.is_trial ? [] : all.flatMap((payload) => fieldsSet(payload, onCustomFields));
    const tokens = run.setTokens(this.#tokens);
    try {
      await this.#journal.record(all, [...changes, ...told, tokens]);
    } catch (cause) {
      this.#failure ??= cause;
      this.giveUp();
      throw notStored(cause);
    }
  }
}

function notStored(cause: unknown): OperatorError {
  return new OperatorError("unavailable", "The run could not be stored; it goes on from its log.", { cause });
}

/** The judgement on a run that nobody judges. */
export const GOES_ON: Judgement = { skip: null, failure: null, tokens: { input: 0, output: 0 } };
const SILENT = { record: () => [], committed: () => undefined };

function fieldsSet(payload: LogPayload, tell: ProcedureRunOptions["onCustomFields"]): readonly CompiledQuery[] {
  return payload.type === "conversation.custom_fields.updated" ? tell(payload) : [];
}
