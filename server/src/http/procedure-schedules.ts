import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { ProcedureSchedules } from "../services/procedure-schedules.ts";
import { targetOf } from "./conditional-requests.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";
import * as schemas from "./procedure-schedule-schemas.ts";

/** The calls on schedules of procedures. */
export function procedureScheduleRoutes(schedules: ProcedureSchedules): FastifyPluginAsyncZod {
  return async (app) => {
    app.post("/procedure_schedules", { schema: schemas.createProcedureSchedule }, async (request) =>
      schedules.create(keyOf(request), request.body),
    );
    app.get("/procedure_schedules", { schema: schemas.listProcedureSchedules }, async (request) =>
      schedules.list(keyOf(request), request.query.agent_id, pageOf(request.query)),
    );
    app.get("/procedure_schedules/:id", { schema: schemas.getProcedureSchedule }, async (request) =>
      schedules.show(keyOf(request), request.params.id),
    );
    app.patch("/procedure_schedules/:id", { schema: schemas.changeProcedureSchedule }, async (request) =>
      schedules.change(keyOf(request), targetOf(request, request.params.id), request.body),
    );
    app.delete("/procedure_schedules/:id", { schema: schemas.deleteProcedureSchedule }, async (request) => {
      await schedules.delete(keyOf(request), targetOf(request, request.params.id));
      return { id: request.params.id, deleted: true as const };
    });
  };
}
