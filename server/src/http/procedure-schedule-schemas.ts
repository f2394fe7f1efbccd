import { z } from "zod";
import {
  newProcedureScheduleSchema,
  procedureScheduleChangeSchema,
  procedureScheduleSchema,
} from "../domain/procedure-schedule.ts";
import { listOf, pageQuery } from "./pages.ts";
import { EXAMPLE_SCHEDULE_ID } from "./procedure-output-examples.ts";
import { deleted } from "./route-schema.ts";

const TAGS = ["Procedure schedules"];

const byId = z.object({ id: z.string().describe("The schedule, `psch_…`.") });

export const createProcedureSchedule = {
  operationId: "createProcedureSchedule",
  tags: TAGS,
  summary: "Create a schedule",
  description:
    "Lets a procedural agent run again and again, without a conversation, at the times of a cron expression. Each time " +
    "runs once, however many processes there are. Times that were missed while the platform was down are made up for by " +
    "one run, which is given the first of them as `scheduled_for`.",
  errors: ["not_allowed", "not_found", "not_released"],
  body: newProcedureScheduleSchema,
  response: { 200: procedureScheduleSchema },
} as const;

export const listProcedureSchedules = {
  operationId: "listProcedureSchedules",
  tags: TAGS,
  summary: "List schedules",
  description: "Lists schedules. A test key sees those of test mode.",
  querystring: pageQuery.extend({ agent_id: z.string().optional().describe("Of this agent, `pa_…`.") }),
  response: { 200: listOf(procedureScheduleSchema, "The schedules") },
} as const;

export const getProcedureSchedule = {
  operationId: "getProcedureSchedule",
  tags: TAGS,
  summary: "Get a schedule",
  description:
    "Shows a schedule with its next times and what came of the last. When the agent could not run, because it was " +
    "deleted or is not released, `last_run.error` says so; the schedule goes on.",
  errors: ["not_found"],
  params: byId,
  response: { 200: procedureScheduleSchema },
} as const;

export const changeProcedureSchedule = {
  operationId: "changeProcedureSchedule",
  tags: TAGS,
  summary: "Change a schedule",
  description: "Changes the settings that are given. New times, and switching it on, count from now on.",
  errors: ["not_found", "not_released"],
  params: byId,
  body: procedureScheduleChangeSchema,
  response: { 200: procedureScheduleSchema },
} as const;

export const deleteProcedureSchedule = {
  operationId: "deleteProcedureSchedule",
  tags: TAGS,
  summary: "Delete a schedule",
  description: "Deletes a schedule; runs that it began go on.",
  errors: ["not_found"],
  params: byId,
  response: { 200: deleted("schedule", EXAMPLE_SCHEDULE_ID) },
} as const;
