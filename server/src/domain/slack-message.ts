import { isJsonObject, type JsonObject } from "../lib/json.ts";

/** What a message tells of a run. */
export interface ToldRun {
  procedureId: string;
  /** The agent's name. */
  name: string;
  status: "success" | "failed";
  livemode: boolean;
  conversationId: string | null;
  output: unknown;
  /** What came of it in words; null without. */
  summary: string | null;
  /** Why it failed; null when it did not. */
  error: string | null;
}

/** A message as Slack takes it: blocks, and a line for where there is no room for them. */
export interface SlackMessage {
  text: string;
  blocks: JsonObject[];
}

/** Slack's own limits are 150 and 3,000 characters, 50 blocks (docs.slack.dev/reference/block-kit). */
const LONGEST_HEADER = 150;
const LONGEST_SECTION = 3_000;
const MOST_FIELDS = 40;
/** Of all blocks together, for Slack refuses messages that are longer than about 13,000 characters. */
const LONGEST_MESSAGE = 10_000;
const LONGEST_TEXT = 400;

/**
 * Writes what a run came to as a message for Slack: the agent's name, the summary, then each field of the output under its name. What
 * is too long is cut, and says so. Nothing in the output can mention anybody or make a link.
 */
export function slackMessage(run: ToldRun): SlackMessage {
  const mark = run.livemode ? "" : "[test] ";
  const heading = `${mark}${run.name}${run.status === "failed" ? " failed" : ""}`;
  const parts = run.status === "failed" ? [run.error ?? "It says no more."] : partsOf(run);
  const { sections, isCut } = fitted(parts);
  const source = [run.procedureId, ...(run.conversationId === null ? [] : [run.conversationId])].join(" · ");
  const note = isCut ? `${source} · cut; GET /procedures/${run.procedureId} shows all of it` : source;
  return {
    text: escaped(`${heading}: ${plain(parts.join(" "))}`, LONGEST_TEXT).text,
    blocks: [
      { type: "header", text: { type: "plain_text", text: cutPlain(heading, LONGEST_HEADER), emoji: false } },
      ...sections.map((text) => ({ type: "section", text: { type: "mrkdwn", text, verbatim: true } })),
      { type: "context", elements: [{ type: "mrkdwn", text: escaped(note, 500).text, verbatim: true }] },
    ],
  };
}

/** What is to be said of a run: its summary, then a part for each field of the output, its name in bold and its value. */
function partsOf({ summary, output }: ToldRun): string[] {
  const summed = summary === null || summary === output ? [] : [summary];
  if (!isJsonObject(output)) return [...summed, written(output)];
  const fields = Object.entries(output).map(([name, value]) => `*${name}*\n${written(value)}`);
  return fields.length === 0 ? [...summed, "The output is empty."] : [...summed, ...fields];
}

function written(value: unknown): string {
  if (typeof value === "string") return value === "" ? "–" : value;
  if (value === null || value === undefined) return "–";
  if (Array.isArray(value) && value.every((item) => typeof item !== "object" || item === null)) {
    return value.length === 0 ? "–" : value.map((item) => `• ${written(item)}`).join("\n");
  }
  return typeof value === "object" ? `\`\`\`${JSON.stringify(value, null, 1)}\`\`\`` : JSON.stringify(value);
}

function fitted(parts: readonly string[]): { sections: string[]; isCut: boolean } {
  const sections: string[] = [];
  let room = LONGEST_MESSAGE;
  let isCut = parts.length > MOST_FIELDS;
  for (const part of parts.slice(0, MOST_FIELDS)) {
    if (room < 20) return { sections, isCut: true };
    const section = escaped(part, Math.min(LONGEST_SECTION, room));
    isCut ||= section.isCut;
    room -= section.text.length;
    sections.push(section.text);
  }
  return { sections, isCut };
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Escapes what Slack reads as markup (docs.slack.dev/messaging/formatting-message-text), in at most `limit` characters. */
function escaped(text: string, limit: number): { text: string; isCut: boolean } {
  let written = "";
  // By code points, so that no character is cut in two.
  for (const character of readable(text)) {
    const next = ENTITIES[character] ?? character;
    if (written.length + next.length > limit - 1) return { text: `${written}…`, isCut: true };
    written += next;
  }
  return { text: written, isCut: false };
}

function cutPlain(text: string, limit: number): string {
  const whole = plain(text);
  if (whole.length <= limit) return whole === "" ? "–" : whole;
  return `${[...whole.slice(0, limit - 1)].filter((character) => character.isWellFormed()).join("")}…`;
}

function plain(text: string): string {
  return readable(text).replace(/\s+/g, " ").trim();
}

/** Leaves out what cannot be shown: control characters, and halves of characters. */
function readable(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\n\t]/gu, "");
}
