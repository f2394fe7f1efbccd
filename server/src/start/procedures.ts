import { Counter } from "prom-client";
import { EventWriter, PROCEDURES } from "../db/event-writer.ts";
import { wakeBatch } from "../db/procedure-batches.ts";
import { widelyHeard } from "../lib/widely-heard.ts";
import type { ToolShelf } from "../ports/tool.ts";
import { PROCEDURE_LIMITS } from "../runtime/turn-types.ts";
import type { Jobs } from "../services/jobs.ts";
import type { Membership } from "../services/membership.ts";
import { ProcedureDesk } from "../services/procedure-desk.ts";
import { ProcedureRuns } from "../services/procedure-runs.ts";
import { recordProcedureOutputs } from "../services/procedure-outputs.ts";
import { endedProcedureOf } from "../services/procedure-view.ts";
import { procedureShelf } from "../services/procedure-shelf.ts";
import { ProcedureWatch } from "../services/procedure-watch.ts";
import { Procedures } from "../services/procedures.ts";
import type { ToolShelves } from "../services/toolbox.ts";
import type { WebhookOutbox } from "../services/webhook-outbox.ts";
import type { Started } from "./started.ts";

/** How often a process looks what became of runs in other processes. */
const LOOK_EVERY = 300;

/** Runs of procedural agents, for those who order and wait for them. */
export interface ProcedureServices {
  procedures: Procedures;
  watch: ProcedureWatch;
  /** The procedural agents as tools of conversations. */
  procedureShelf: ToolShelf;
}

/** Makes runs of procedural agents something that can be ordered and waited for. */
export function startProcedures({ database, logger, undo, jobs }: Started & { jobs: Jobs }): ProcedureServices {
  const watch = new ProcedureWatch({
    database,
    lookEvery: LOOK_EVERY,
    onError: (error) => logger.warn({ err: error }, "It could not be looked how far runs are."),
  });
  undo.push(() => watch.close());
  const procedures = new Procedures({ database, jobs, watch });
  return { procedures, watch, procedureShelf: procedureShelf({ database, procedures }) };
}

interface ReadyToRun extends Started, Omit<ProcedureServices, "procedureShelf"> {
  jobs: Jobs;
  membership: Membership;
  shelves: ToolShelves;
  outbox: WebhookOutbox;
}

/** Makes this process ready to carry runs out; `jobKinds` of what it returns do so. */
export function startProcedureRuns(ready: ReadyToRun): ProcedureRuns {
  const { logger, undo, databaseUrl, timings, metrics } = ready;
  const writer = new EventWriter(databaseUrl, metrics.eventsStored, PROCEDURES);
  undo.push(() => writer.close());
  const stopping = widelyHeard();
  undo.push(() => stopping.abort());
  const ended = new Counter({
    name: "operator_procedures_ended_total",
    help: "Runs of procedural agents that ended, by status and by what called for them.",
    labelNames: ["status", "trigger"],
    registers: [metrics.registry],
  });
  const runs = new ProcedureRuns({
    ...ready,
    writer,
    desk: openDesk(ready, stopping.signal),
    retryEvery: timings.procedureRetryEvery,
    onEnded: ({ status, trigger }) => ended.inc({ status, trigger }),
    onError: (error, procedure_id) => logger.error({ err: error, procedure_id }, "A run goes on from its log."),
  });
  runs.whenEnding((run) => recordProcedureOutputs(ready.database, endedProcedureOf(run)));
  runs.whenEnding(({ row }) => (row.batch_id === null ? [] : wakeBatch(ready.database, row.batch_id)));
  metrics.gauge("operator_procedures_running", "Runs of procedural agents in this process.", () => runs.size);
  return runs;
}

function openDesk({ database, catalog, logger, shelves, turnObserver }: ReadyToRun, stopping: AbortSignal) {
  return new ProcedureDesk({
    database,
    catalog,
    limits: PROCEDURE_LIMITS,
    shelves,
    observer: turnObserver,
    stopping,
    onError: (error, tool) => logger.error({ err: error, tool }, "A tool call broke."),
    onFault: (error, procedure_id) => logger.error({ err: error, procedure_id }, "A turn of a run broke."),
    onModelFailure: ({ procedureId: procedure_id, model, detail }) =>
      logger.warn({ procedure_id, model, detail: detail.slice(0, 500) }, "A model failed."),
  });
}
