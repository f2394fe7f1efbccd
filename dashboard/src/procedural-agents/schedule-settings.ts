import type { Schemas } from "@operator/sdk";
import { isSame } from "../agents/same-value.ts";

/** The times at which a procedural agent runs by itself. */
export type Schedule = Schemas["ProcedureSchedule"];

/** What the form of a schedule holds. */
export interface ScheduleSettings {
  /** `pa_…` for the version that is released by then, or `pa_…@vN`. */
  agentId: string;
  cron: string;
  timeZone: string;
  input: unknown;
}

/** Times that people often choose. */
export const USUAL_TIMES: readonly { value: string; title: string }[] = [
  { value: "@hourly", title: "Every hour" },
  { value: "0 9 * * *", title: "Every day at 9:00" },
  { value: "0 9 * * MON-FRI", title: "Monday to Friday at 9:00" },
  { value: "0 18 * * MON-FRI", title: "Monday to Friday at 18:00" },
  { value: "0 9 * * MON", title: "Mondays at 9:00" },
  { value: "0 9 1 * *", title: "On the first of each month at 9:00" },
];

/** Says when a schedule runs, in words where there are some. */
export function timesText(cron: string): string {
  return USUAL_TIMES.find(({ value }) => value === cron)?.title ?? cron;
}

/** What the form of a new schedule begins with. */
export function newSchedule(timeZone: string): ScheduleSettings {
  return { agentId: "", cron: "0 9 * * MON-FRI", timeZone, input: undefined };
}

/** Takes up a schedule into a form. An input of nothing is an empty field. */
export function settingsOf({ agent_id, cron, time_zone, input }: Schedule): ScheduleSettings {
  return { agentId: agent_id, cron, timeZone: time_zone, input: isSame(input, {}) ? undefined : input };
}

/** Makes what the API takes of a form. */
export function scheduleOf({ agentId, cron, timeZone, input }: ScheduleSettings) {
  return {
    agent_id: agentId,
    cron: cron.trim(),
    time_zone: timeZone,
    input: (input ?? {}) as Record<string, unknown>,
  };
}
