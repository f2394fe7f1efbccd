import type { Jobs } from "../services/jobs.ts";
import { ProcedureWatch } from "../services/procedure-watch.ts";
import { Procedures } from "../services/procedures.ts";
import type { Started } from "./started.ts";

/** How often a process looks what became of runs in other processes. */
const LOOK_EVERY = 300;

/** Makes runs of procedural agents something that can be ordered and waited for. */
export function startProcedures({ database, logger, undo, jobs }: Started & { jobs: Jobs }): {
  procedures: Procedures;
  watch: ProcedureWatch;
} {
  const watch = new ProcedureWatch({
    database,
    lookEvery: LOOK_EVERY,
    onError: (error) => logger.warn({ err: error }, "It could not be looked how far runs are."),
  });
  undo.push(() => watch.close());
  return { procedures: new Procedures({ database, jobs, watch }), watch };
}
