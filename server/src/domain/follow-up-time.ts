import { type Instant, instantOf, readWallClock } from "../lib/local-time.ts";
import { writtenTime } from "../lib/written-time.ts";
import { FURTHEST_AHEAD } from "./follow-up.ts";

/** When a model wants something done; `remark` says what it may not have expected of the clock, null when nothing. */
export type FollowUpTime = { readonly at: Date; readonly remark: string | null } | { readonly problem: string };

const WITH_OFFSET = /^(\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*([Zz]|[+-]\d\d:\d\d)$/;
const EXAMPLE = 'e.g. {"when": "2026-11-22T09:00"} for nine in the morning where the customer is';

/**
 * Reads when a model wants something done: `2026-11-22T09:00` is meant where the customer is, one with an offset as it
 * says. What is no time, past or more than a year ahead is a problem, in words for the model.
 */
export function readFollowUpTime(text: string, { now, timeZone }: { now: Date; timeZone: string }): FollowUpTime {
  const time = read(text.trim(), timeZone);
  if (time === null)
    return { problem: `"${text.slice(0, 60)}" is no date with a time of day. Write it as ${EXAMPLE}.` };
  const ahead = time.at.getTime() - now.getTime();
  const isNow = `It is ${writtenTime(now, timeZone)} now.`;
  if (ahead <= 0) return { problem: `${writtenTime(time.at, timeZone)} is past. ${isNow} Give a later time.` };
  if (ahead > FURTHEST_AHEAD) {
    return {
      problem: `${writtenTime(time.at, timeZone)} is more than a year ahead. ${isNow} Give an earlier time.`,
    };
  }
  return time;
}

function read(text: string, timeZone: string): { at: Date; remark: string | null } | null {
  const [, local, offset] = WITH_OFFSET.exec(text) ?? [];
  if (local !== undefined && offset !== undefined) {
    const isDay = readWallClock(local.replace("t", "T")) !== null;
    const at = new Date(`${local.toUpperCase().replace(" ", "T")}${offset.toUpperCase()}`);
    return isDay && !Number.isNaN(at.getTime()) ? { at, remark: null } : null;
  }
  const clock = readWallClock(text);
  if (clock === null) return null;
  const instant = instantOf(clock, timeZone);
  return { at: instant.at, remark: remarkOn(instant, timeZone) };
}

function remarkOn(instant: Instant, timeZone: string): string | null {
  const moved = writtenTime(instant.at, timeZone);
  if (instant.shown === "never") {
    return `The clocks are put forward then and never show that time, so it was moved on to ${moved}.`;
  }
  if (instant.shown === "once") return null;
  return "The clocks are put back then and show that time twice: the first of the two was taken.";
}
