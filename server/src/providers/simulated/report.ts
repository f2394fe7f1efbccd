import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import type { Field, ToolForm } from "./tool-form.ts";
import { escapePattern } from "./found.ts";
import { datesInWords, doneOf, listInWords, sentence, valueInWords, wordsOfName } from "./wording.ts";

const MOST_FIELDS = 10;
const MOST_ITEMS = 12;
const MESSAGES = ["message", "summary", "text", "description"];

/** What a tool gave back, taken apart. */
export type ToolResult =
  | { isFailure: false; value: unknown }
  | { isFailure: true; reason: string; isUncertain: boolean };

/** Reads a tool's output: JSON where it is, and a failure also where the tool only says so in its result. */
export function readResult(toolName: string, output: string, isError: boolean): ToolResult {
  const value = parsed(output);
  const isFailure =
    isError ||
    (isJsonObject(value) && (Boolean(value["error"]) || value["ok"] === false || value["success"] === false));
  if (!isFailure) return { isFailure, value };
  const reason = cleaned(toolName, reasonIn(value) ?? output);
  return {
    isFailure,
    reason,
    isUncertain:
      /\bmay (?:or may not )?(?:already )?have (?:been|happened|taken)|outcome (?:is )?unknown|no clear answer|not known whether/i.test(
        reason,
      ),
  };
}

/** Says what a tool did or found. */
export function successInWords(toolName: string, isChange: boolean, value: unknown): string {
  const said = isJsonObject(value) ? objectInWords(value) : valueReport(value);
  if (isChange) return [`I have ${doneOf(toolName)}.`, said].filter((part) => part !== "").join(" ");
  return said === "" ? "I found nothing." : said;
}

/** Says why a tool failed. */
export function failureInWords(reason: string): string {
  return sentence(datesInWords(reason === "" ? "That did not work" : reason));
}

/** Finds the values worth keeping for later questions: the codes and numbers that a result hands out. */
export function handedOut(value: unknown): JsonObject {
  if (!isJsonObject(value)) return {};
  const isHandle = (name: string) => /(?:code|id|number|reference|ref)$/i.test(name);
  return Object.fromEntries(
    Object.entries(value).filter(([name, field]) => isHandle(name) && typeof field === "string"),
  );
}

/** Guesses which of the values a failure is about: one that it quotes, names, or speaks of. */
export function blamedField(form: ToolForm, values: Readonly<JsonObject>, reason: string): Field | null {
  const lower = reason.toLowerCase();
  const scored = form.fields
    .filter((field) => Object.hasOwn(values, field.name))
    .map((field) => ({ field, points: blame(field, String(values[field.name]).toLowerCase(), lower) }));
  const most = Math.max(0, ...scored.map(({ points }) => points));
  return most === 0 ? null : (scored.find(({ points }) => points === most)?.field ?? null);
}

const SUBJECTS: Partial<Record<Field["kind"], RegExp>> = {
  time: /\b(?:free|taken|slots?|hours|o'clock|half past|booked|outside|later|earlier)\b/,
  date: /\b(?:closed|past|days?|holiday|weekend|ahead|calendar)\b/,
};

function blame(field: Field, value: string, reason: string): number {
  const at = reason.indexOf(value);
  const isQuoted = at >= 0 && value.length > 1;
  // What is quoted first is what the sentence is about.
  const quoted = isQuoted ? 3 + 1 / (1 + at) : 0;
  const names = [field.label, field.name.toLowerCase()].map(escapePattern);
  const named = new RegExp(`\\b(?:${names.join("|")})\\b`).test(reason) ? 2 : 0;
  return quoted + named + (SUBJECTS[field.kind]?.test(reason) ? 1.5 : 0);
}

function objectInWords(value: JsonObject): string {
  const message = MESSAGES.map((name) => value[name]).find((text) => typeof text === "string" && text.trim() !== "");
  if (typeof message === "string") return sentence(datesInWords(message));
  const fields = Object.entries(value).filter(([, field]) => field !== null && field !== "" && field !== true);
  const parts = fields
    .slice(0, MOST_FIELDS)
    .map(([name, field]) => `${wordsOfName(name).join(" ")}: ${fieldInWords(field)}`);
  return sentence(parts.join("; "));
}

function fieldInWords(value: unknown): string {
  if (!Array.isArray(value)) return valueInWords(value);
  return value.length === 0 ? "none" : itemsInWords(value);
}

function itemsInWords(items: readonly unknown[]): string {
  const shown = items.slice(0, MOST_ITEMS).map(valueInWords);
  const more = items.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : listInWords(shown, "and");
}

function valueReport(value: unknown): string {
  if (value === null || value === undefined || value === "" || value === true) return "";
  if (Array.isArray(value)) return value.length === 0 ? "" : sentence(`Here is what I found: ${itemsInWords(value)}`);
  return sentence(valueInWords(value));
}

function reasonIn(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (!isJsonObject(value)) return null;
  return (
    reasonIn(value["error"]) ?? reasonIn(value["message"]) ?? reasonIn(value["detail"]) ?? reasonIn(value["reason"])
  );
}

/** Takes off what is for machines: the tool's name in front, the status at the end. */
function cleaned(toolName: string, reason: string): string {
  const start = new RegExp(`^${escapePattern(toolName)}(?: \\w+){0,3}: `);
  return reason
    .trim()
    .replace(start, "")
    .replace(/\s*\(\d{3} [A-Za-z' -]+\)\.?$/, "");
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch (error) {
    if (error instanceof SyntaxError) return output;
    throw error;
  }
}
