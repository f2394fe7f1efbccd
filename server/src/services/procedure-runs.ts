import type { CompiledQuery } from "kysely";
import type { Database } from "../db/database.ts";
import { type EventWriter, LeaseLostError } from "../db/event-writer.ts";
import { procedureChanges } from "../db/procedure-changes.ts";
import {
  findProcedure,
  type ProcedureRow,
  RUN_PROCEDURE,
  RUN_PROCEDURE_TOOL,
  takeUpProcedure,
} from "../db/procedures.ts";
import { fillInCustomFields } from "../db/webhook-deliveries.ts";
import { type EventOrigin, envelop } from "../domain/event.ts";
import type { PayloadOf } from "../domain/event-payloads.ts";
import { modelsOfRun, type ProceduralAgentConfig } from "../domain/procedural-agent-config.ts";
import { InvalidSchemaError } from "../lib/json-schema-dialect.ts";
import type { ActivityLog } from "../ports/activity-log.ts";
import type { RecordedOutput } from "../runtime/record-output.ts";
import type { ClaimedJob, JobKind, JobResult, Jobs } from "./jobs.ts";
import { procedureActivity } from "./procedure-activities.ts";
import type { ProcedureDesk } from "./procedure-desk.ts";
import { gatherMaterial, type ProcedureMaterial } from "./procedure-material.ts";
import { type EndedRun, GOES_ON, type Judgement, ProcedureRun, type ProcedureRunOptions } from "./procedure-run.ts";
import type { ProcedureWatch } from "./procedure-watch.ts";
import type { WebhookOutbox } from "./webhook-outbox.ts";

interface Services {
  database: Database;
  writer: EventWriter;
  desk: ProcedureDesk;
  watch: ProcedureWatch;
  jobs: Pick<Jobs, "announce">;
  /** Who is told of custom fields that a run sets. */
  outbox: Pick<WebhookOutbox, "record">;
  activityLog: ActivityLog;
  /** The pause after the first time that no model answered; it doubles. */
  retryEvery: number;
  /** Is told of the end of each run, for the metrics. */
  onEnded(row: ProcedureRow): void;
  /** Is told what went wrong in the background. */
  onError(error: unknown, procedureId: string): void;
}

/** A run that is about to begin, for whoever judges whether it is gone into. */
export interface RunToJudge {
  row: ProcedureRow;
  config: ProceduralAgentConfig;
  /** The models that it asks, the first one first. */
  models: readonly string[];
  /** What it is shown of the conversation, and its input. */
  text: string;
}

/** Judges whether a run is gone into. Throws for a fault of ours: then it is asked again, after a while. */
export type Judge = (run: RunToJudge, signal: AbortSignal) => Promise<Judgement>;

/** A run that has just ended, and where the events of the conversation come from that it was about; null without one. */
export type RunAndOrigin = EndedRun & { about: EventOrigin | null };

/** Returns what is to be stored in the transaction that stores the end of a run. */
export type EndHook = (run: RunAndOrigin) => readonly CompiledQuery[];

/** How many runs a process carries out at once: they mostly wait for models. */
const CONCURRENCY = 100;
/** How many of one agent's, or of one batch's: others are not to wait for them. */
const PER_POOL = 25;

/** Carries runs of procedural agents out. */
export class ProcedureRuns {
  readonly #services: Services;
  readonly #endHooks: EndHook[] = [];
  #judge: Judge | null = null;
  #running = 0;

  constructor(services: Services) {
    this.#services = services;
  }

  /** How many runs this process carries out. */
  get size(): number {
    return this.#running;
  }

  /** The jobs that carry runs out: those that a conversation waits for apart from the others. */
  get jobKinds(): readonly JobKind[] {
    return [RUN_PROCEDURE, RUN_PROCEDURE_TOOL].map((kind) => ({
      kind,
      concurrency: CONCURRENCY,
      perPool: PER_POOL,
      run: (job, signal) => this.#run(job, signal),
    }));
  }

  /** Lets `hook` store what belongs to the end of each run. To be called before the first run. */
  whenEnding(hook: EndHook): void {
    this.#endHooks.push(hook);
  }

  /** Lets `judge` say of each run before its first step whether it is gone into. To be called before the first run. */
  judgeBy(judge: Judge): void {
    this.#judge = judge;
  }

  async #run(job: ClaimedJob, signal: AbortSignal): Promise<JobResult> {
    const row = await takeUpProcedure(this.#services.database, job);
    if (!row) return { again: null, did: null };
    this.#running += 1;
    try {
      return await this.#carryOut(row, signal);
    } catch (error) {
      signal.throwIfAborted();
      // Another process has it, or it was deleted: either way there is nothing left to do here.
      if (isLeaseLost(error)) return { again: null, did: null };
      throw error;
    } finally {
      this.#running -= 1;
    }
  }

  async #carryOut(row: ProcedureRow, signal: AbortSignal): Promise<JobResult> {
    const material = await gatherMaterial(this.#services.database, row);
    const run = await this.#prepare(row, material);
    const over = new AbortController();
    const giveUp = () => run.giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
    if (signal.aborted) giveUp();
    this.#heedCancel(row.id, run, over.signal);
    try {
      const result = await run.carryOut();
      if ("again" in result) return { again: result.again, did: "waits for its models" };
      this.#services.jobs.announce();
      return { again: null, did: result.status };
    } finally {
      over.abort();
      signal.removeEventListener("abort", giveUp);
    }
  }

  #heedCancel(id: string, run: ProcedureRun, signal: AbortSignal): void {
    const heed = async () => {
      for await (const { is_cancelled } of this.#services.watch.follow(id, signal)) {
        if (is_cancelled) return run.cancel();
      }
      if (signal.aborted || (await findProcedure(this.#services.database, id))) return;
      // It was deleted: what its model still says is nobody's any more.
      run.giveUp();
    };
    heed().catch((error: unknown) => this.#services.onError(error, id));
  }

  async #prepare(row: ProcedureRow, material: ProcedureMaterial): Promise<ProcedureRun> {
    const { database, writer, watch } = this.#services;
    const { config, origin, state, progress } = material;
    const recorded = new Map<string, RecordedOutput>();
    const { agent, problem } = await this.#agent(row, material, recorded);
    const options: ProcedureRunOptions = {
      row,
      config,
      origin,
      writer,
      changes: procedureChanges(database, row),
      state,
      progress,
      agent,
      recorded,
      problem,
      judge: (signal) => this.#judged(row, material, signal),
      onCustomFields: (payload) => this.#told(row, material.held?.origin ?? null, payload),
      onEnd: (ended) => this.#ended({ ...ended, about: material.held?.origin ?? null }),
      onStored: () => watch.changed(row.id),
      retryEvery: this.#services.retryEvery,
    };
    return new ProcedureRun(options);
  }

  async #agent(row: ProcedureRow, material: ProcedureMaterial, recorded: Map<string, RecordedOutput>) {
    const { config, held, context, rendered, state } = material;
    const atDesk = { row, config, held: held?.config ?? null, context, rendered, state };
    const onRecorded = (callId: string, output: RecordedOutput) => void recorded.set(callId, output);
    try {
      return { agent: await this.#services.desk.prepare({ ...atDesk, onRecorded }), problem: material.problem };
    } catch (error) {
      if (!(error instanceof InvalidSchemaError)) throw error;
      const problem = { code: "invalid_config", message: `output_schema cannot be used: ${error.message}` };
      const output = { ...config.output, output_schema: null };
      const without = { ...atDesk, config: { ...config, output } };
      return { agent: await this.#services.desk.prepare({ ...without, onRecorded }), problem };
    }
  }

  async #judged(row: ProcedureRow, material: ProcedureMaterial, signal: AbortSignal): Promise<Judgement> {
    if (!this.#judge) return GOES_ON;
    const { config, held, rendered } = material;
    const models = modelsOfRun(config, held?.config ?? null);
    return this.#judge({ row, config, models, text: rendered.text }, signal);
  }

  /** Tells webhook endpoints of custom fields, without an event in the log of a conversation that may be over. */
  #told(
    row: ProcedureRow,
    origin: EventOrigin | null,
    payload: PayloadOf<"conversation.custom_fields.updated">,
  ): readonly CompiledQuery[] {
    if (origin === null) return [];
    const envelope = envelop(origin, payload, { sequence: row.up_to_sequence ?? 0, now: new Date() });
    const deliveries = this.#services.outbox.record([envelope]);
    if (deliveries.length === 0) return [];
    // Other runs may have set fields at the same time: what is sent is what is stored.
    return [...deliveries, fillInCustomFields(this.#services.database, envelope)];
  }

  #ended(run: RunAndOrigin): readonly CompiledQuery[] {
    const { activityLog, onEnded } = this.#services;
    activityLog.record(procedureActivity(run.row));
    onEnded(run.row);
    return this.#endHooks.flatMap((hook) => hook(run));
  }
}

function isLeaseLost(error: unknown): boolean {
  return error instanceof Error && (error instanceof LeaseLostError || isLeaseLost(error.cause));
}
