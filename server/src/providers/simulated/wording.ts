import { dateInWords } from "./dates.ts";

const PAST: Readonly<Record<string, string>> = {
  find: "found",
  get: "got",
  make: "made",
  send: "sent",
  put: "put",
  set: "set",
  take: "taken",
  give: "given",
  buy: "bought",
  pay: "paid",
  tell: "told",
  begin: "begun",
  write: "written",
  submit: "submitted",
  cancel: "cancelled",
  stop: "stopped",
  transfer: "transferred",
};

/**
 * Takes a name such as `find_free_slots` or `findFreeSlots` apart into words in small letters. The server before a tool
 * of MCP, `stock__check_frames`, is no word of it.
 */
export function wordsOfName(name: string): string[] {
  const own = name.replace(/^.*[^_]__(?=[^_])/, "");
  const words = own.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2").split(/[^\p{L}\p{N}]+/u);
  const told = words.filter((word) => word !== "").map((word) => word.toLowerCase());
  return told.length > 0 ? told : [name];
}

/** Puts a tool's name as something one can do: `book an appointment`, `find free slots`. */
export function actionOf(toolName: string): string {
  const [verb = toolName, ...object] = wordsOfName(toolName);
  return object.length === 0 ? verb : `${verb} ${withArticle(object.join(" "))}`;
}

/** Puts a tool's name as something that was done: `booked the appointment`. */
export function doneOf(toolName: string): string {
  const [verb = toolName, ...object] = wordsOfName(toolName);
  const done = PAST[verb] ?? regularPast(verb);
  return object.length === 0 ? done : `${done} the ${object.join(" ")}`;
}

function regularPast(verb: string): string {
  if (verb.endsWith("e")) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}

function withArticle(noun: string): string {
  if (/(?:[^s]s|availability|information|status|weather|data)$/.test(noun) || /^(?:a|an|the|my|your) /.test(noun))
    return noun;
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

/** Joins the items of a list as one says it: `a, b or c`. */
export function listInWords(items: readonly string[], conjunction: "and" | "or"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${conjunction} ${items.at(-1)}`;
}

/** Writes a value as one says it: dates in words, lists joined, yes and no. */
export function valueInWords(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return listInWords(value.map(valueInWords), "and");
  if (typeof value === "object" && value !== null) {
    return Object.entries(value)
      .filter(([, field]) => field !== null && field !== "")
      .map(([name, field]) => `${wordsOfName(name).join(" ")} ${valueInWords(field)}`)
      .join(", ");
  }
  return datesInWords(String(value));
}

/** Writes every ISO date of a text in words. */
export function datesInWords(text: string): string {
  return text.replace(
    /\b(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?\b/g,
    (written, date: string, time?: string) => {
      if (Number.isNaN(Date.parse(`${date}T00:00:00Z`))) return written;
      return time === undefined ? dateInWords(date) : `${dateInWords(date)} at ${time}`;
    },
  );
}

/** Makes a sentence of a text: a capital letter first, a full stop last. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return capital === "" || /[.!?…:]$/.test(capital) ? capital : `${capital}.`;
}
