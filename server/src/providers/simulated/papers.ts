import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import type { ModelMessage } from "../../ports/language-model.ts";
import { doneOf, listInWords, sentence, valueInWords, wordsOfName } from "./wording.ts";

/** One thing that was said or done in a conversation whose log is read. */
export type Passage = { event: string } & (
  | { type: "said"; by: "user" | "agent"; text: string }
  | { type: "called"; tool: string; callId: string; input: JsonObject }
  | { type: "answered"; callId: string; hasSucceeded: boolean }
);

/** A line of the log as `runtime/procedure-input.ts` writes it: the event, its time, and what happened. */
const LINE = /^(ev_[0-9A-Za-z]{11}) \S+ (.*)$/;
const SAID = /^(user|agent)(?: \(cut off\))?: (".*)$/;
const CALLED = /^agent calls (\S+) \((\S+)\) with (.*)$/;
const ANSWERED = /^\S+ \((\S+)\) (succeeded|failed|unknown): /;

/** Reads the log of a conversation out of what a model was given to work on. */
export function readPassages(messages: readonly ModelMessage[]): Passage[] {
  const given = messages.flatMap((message) => (message.role === "user" ? message.text.split("\n") : []));
  return given.flatMap((line) => {
    const [, event = "", told = ""] = LINE.exec(line) ?? [];
    const passage = readPassage(event, told);
    return passage === null ? [] : [passage];
  });
}

function readPassage(event: string, told: string): Passage | null {
  const said = SAID.exec(told);
  if (said) return { event, type: "said", by: said[1] as "user" | "agent", text: textIn(said[2] ?? "") };
  const called = CALLED.exec(told);
  if (called) {
    const input = valueIn(called[3] ?? "");
    return {
      event,
      type: "called",
      tool: called[1] ?? "",
      callId: called[2] ?? "",
      input: isJsonObject(input) ? input : {},
    };
  }
  const answered = ANSWERED.exec(told);
  return answered
    ? { event, type: "answered", callId: answered[1] ?? "", hasSucceeded: answered[2] === "succeeded" }
    : null;
}

/** Reads a text that may have been cut off. */
function textIn(json: string): string {
  const value = valueIn(json);
  return typeof value === "string" ? value : json.replace(/^"/, "");
}

function valueIn(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Lists what the user said, oldest first. */
export function wordsOfUser(passages: readonly Passage[]): string[] {
  return passages.flatMap((passage) => (passage.type === "said" && passage.by === "user" ? [passage.text] : []));
}

const LONGEST_QUOTE = 160;

/** Sums a conversation up in a few sentences: what the user came with, what was done, and the last word. */
export function recap(passages: readonly Passage[]): string {
  const said = wordsOfUser(passages);
  const [first] = said;
  if (first === undefined) return "The user said nothing.";
  const count = said.length === 1 ? "one message" : `${said.length} messages`;
  const sentences = [`The user wrote ${count}, beginning with ${quote(first)}`];
  const deeds = deedsOf(passages);
  if (deeds.length > 0) sentences.push(sentence(`The agent ${listInWords(deeds, "and")}`));
  const answer = passages.findLast((passage) => passage.type === "said" && passage.by === "agent");
  if (answer?.type === "said") sentences.push(`The agent's last words were ${quote(answer.text)}`);
  return sentences.join(" ");
}

function quote(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_QUOTE ? `“${line.slice(0, LONGEST_QUOTE).trimEnd()}…”.` : `“${line}”.`;
}

const MOST_DEEDS = 5;

/** Names the calls that succeeded, each once: `booked the appointment (name Kim, time 14:00)`. */
function deedsOf(passages: readonly Passage[]): string[] {
  const succeeded = new Set(
    passages.flatMap((passage) => (passage.type === "answered" && passage.hasSucceeded ? [passage.callId] : [])),
  );
  const deeds = passages.flatMap((passage) => {
    if (passage.type !== "called" || !succeeded.has(passage.callId) || SILENT.has(passage.tool)) return [];
    const values = Object.entries(passage.input).map(
      ([key, value]) => `${wordsOfName(key).join(" ")} ${valueInWords(value)}`,
    );
    return [values.length === 0 ? doneOf(passage.tool) : `${doneOf(passage.tool)} (${values.join(", ")})`];
  });
  return [...new Set(deeds)].slice(0, MOST_DEEDS);
}

/** Calls that nobody outside the conversation is told of. */
const SILENT = new Set(["end_conversation", "switch_language", "change_route", "wait"]);
