import type { Endpoints } from "../endpoints.ts";

/** The times at which procedural agents run by themselves. */
export const procedureSchedules = (on: Endpoints) => ({
  /** Lists schedules, newest first. */
  list: on.list("/procedure_schedules"),
  /** Lets a procedural agent run at the times of a cron expression. */
  create: on.post("/procedure_schedules"),
  /** Reads a schedule, with its next times and what came of the last. */
  get: on.get("/procedure_schedules/{id}"),
  /** Changes the settings that are given. */
  change: on.patch("/procedure_schedules/{id}"),
  /** Deletes a schedule; runs that it began go on. */
  delete: on.delete("/procedure_schedules/{id}"),
});
