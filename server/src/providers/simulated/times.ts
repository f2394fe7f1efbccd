import { findAll, type Found, type Wording } from "./found.ts";
import { NUMBER_WORDS, numberOf } from "./numbers.ts";

const HOUR = String.raw`\d{1,2}|${NUMBER_WORDS}`;
const IN_THE = String.raw`(?: in the)? (morning|afternoon|evening)`;

/**
 * Finds the times of day in a text, as `HH:MM`: `3pm`, `15:30`, `half past two`, `noon`, `at 3`. Where the half of the
 * day is not said, one to seven are in the afternoon, as people at a counter mean it. `isExpected` also takes a bare
 * `3` or `1530`.
 */
export function findTimes(text: string, isExpected: boolean): Found<string>[] {
  return findAll(text, [...WORDINGS, ...(isExpected ? BARE : [])]);
}

const WORDINGS: Wording<string>[] = [
  {
    pattern: /\b(\d{1,2})(?:[:.h]([0-5]\d))?\s*([ap])\.?\s?m\b\.?/gi,
    read: ([, hour, minute, half]) => halfDay(Number(hour), Number(minute ?? 0), half ?? ""),
  },
  {
    pattern: new RegExp(String.raw`\b(\d{1,2})[:.]([0-5]\d)${IN_THE}\b`, "gi"),
    read: ([, hour, minute, part]) => halfDay(Number(hour), Number(minute), part ?? ""),
  },
  {
    pattern: new RegExp(String.raw`\b(${HOUR})(?: o'?clock)?${IN_THE}\b`, "gi"),
    read: ([, hour = "", part]) => halfDay(numberOf(hour), 0, part ?? ""),
  },
  {
    pattern: /\b(\d{1,2})[:h]([0-5]\d)(?::[0-5]\d)?(?!\d)/gi,
    read: ([, hour = "", minute]) =>
      hour.startsWith("0") ? clock(Number(hour), Number(minute)) : likely(Number(hour), Number(minute)),
  },
  {
    pattern: new RegExp(String.raw`\b(half|quarter|\d{1,2}) (past|after|to|before) (${HOUR})\b`, "gi"),
    read: ([, amount = "", direction = "", hour = ""]) => {
      const minutes = /half/i.test(amount) ? 30 : /quarter/i.test(amount) ? 15 : Number(amount);
      const isBefore = /to|before/i.test(direction);
      return likely(numberOf(hour) - (isBefore ? 1 : 0), isBefore ? 60 - minutes : minutes);
    },
  },
  { pattern: /\b(?:noon|midday)\b/gi, read: () => "12:00" },
  { pattern: /\bmidnight\b/gi, read: () => "00:00" },
  {
    pattern: new RegExp(String.raw`\b(${HOUR}) ?o'?clock\b`, "gi"),
    read: ([, hour = ""]) => likely(numberOf(hour), 0),
  },
  { pattern: /\b(\d{1,2}) ?h(?:rs|ours)?\b/gi, read: ([, hour]) => likely(Number(hour), 0) },
  {
    pattern: new RegExp(
      String.raw`\b(?:at|around|about|by) (${HOUR})\b(?![/:.-]?\d|st|nd|rd|th| (?:person|people|of)\b)`,
      "gi",
    ),
    read: ([, hour = ""]) => likely(numberOf(hour), 0),
  },
];

const BARE: Wording<string>[] = [
  { pattern: /\b([01]\d|2[0-3])([0-5]\d)\b/g, read: ([, hour, minute]) => clock(Number(hour), Number(minute)) },
  { pattern: /\b(\d{1,2})\.([0-5]\d)\b/g, read: ([, hour, minute]) => likely(Number(hour), Number(minute)) },
  { pattern: new RegExp(String.raw`^\W*(${HOUR})\W*$`, "gi"), read: ([, hour = ""]) => likely(numberOf(hour), 0) },
];

/** `part` begins with the `a` of am or the `p` of pm, or is a part of the day. */
function halfDay(hour: number, minute: number, part: string): string | undefined {
  if (hour > 12 || hour === 0) return clock(hour, minute);
  const isMorning = /^(?:a$|a\.?m|m)/i.test(part);
  return clock((hour % 12) + (isMorning ? 0 : 12), minute);
}

function likely(hour: number, minute: number): string | undefined {
  return clock(hour >= 1 && hour <= 7 ? hour + 12 : hour, minute);
}

function clock(hour: number, minute: number): string | undefined {
  if (hour < 0 || hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
