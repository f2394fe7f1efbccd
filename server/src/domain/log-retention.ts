import { z } from "zod";
import { ACTIVITY_KINDS, type ActivityKind } from "./log.ts";

/** For how long the log keeps activities of each kind, in ms. */
export type LogRetention = Readonly<Record<ActivityKind, number>>;

const HOUR = 3_600_000;
const UNITS = { h: HOUR, d: 24 * HOUR };
/** A hundred years: more is not a date any more. */
const LONGEST = 36_500 * UNITS.d;

const FORM = "must be a time such as 30d or 12h, and after it kinds with times of their own, e.g. 30d,model_call=7d";

/** Reads `30d` or `30d,model_call=7d,api_request=90d`. */
export const logRetentionSchema = z.string().transform((text, context): LogRetention => {
  const [forAll = "", ...entries] = text.split(",").map((entry) => entry.trim());
  const problems: string[] = [];
  const duration = (entry: string): number => {
    const time = durationOf(entry);
    if (time === null) problems.push(`"${entry}" is no time: it ${FORM}`);
    return time ?? 0;
  };
  const usual = duration(forAll);
  const own = entries.map((entry): [ActivityKind, number] => {
    const [kind = "", time = ""] = entry.split("=", 2).map((part) => part.trim());
    if (!isKind(kind)) problems.push(`"${kind}" is not a kind of activity: these are ${ACTIVITY_KINDS.join(", ")}`);
    return [kind as ActivityKind, duration(time)];
  });
  for (const message of problems) context.addIssue({ code: "custom", message });
  return { ...retentionOf(usual), ...Object.fromEntries(own) };
});

function retentionOf(time: number): LogRetention {
  return Object.fromEntries(ACTIVITY_KINDS.map((kind) => [kind, time])) as LogRetention;
}

function isKind(text: string): text is ActivityKind {
  return ACTIVITY_KINDS.some((kind) => kind === text);
}

function durationOf(text: string): number | null {
  const [, count, unit] = /^([1-9][0-9]{0,6})([dh])$/.exec(text) ?? [];
  if (count === undefined) return null;
  const time = Number(count) * UNITS[unit as keyof typeof UNITS];
  return time <= LONGEST ? time : null;
}
