import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import type { ModelRequest, ModelTool } from "../../ports/language-model.ts";
import { lastFullDate } from "./dates.ts";
import { moodOf } from "./mood.ts";
import { type Passage, readPassages, recap, wordsOfUser } from "./papers.ts";
import { type Material, valueFor } from "./schema-values.ts";
import { sameWord, tellingWords } from "./words.ts";

/** What the model does when it works on papers instead of talking: a call, or words that say why there is none. */
export interface ClerkStep {
  text: string;
  call: { name: string; input: JsonObject } | null;
}

const MOST_TRIES = 2;

/**
 * Plays a procedural agent: writes an output that fits the schema of `record_output`, with the summary and the mood of
 * the conversation where the schema asks for them, or judges a condition for `record_verdict`. Null for a request that
 * wants neither, for then somebody is there to talk to.
 */
export function clerkStep(request: ModelRequest, now: () => Date): ClerkStep | null {
  const { tools, messages, system } = request;
  const verdict = tools.find(({ name }) => name === "record_verdict");
  const record = tools.find(({ name }) => name === "record_output");
  const tool = verdict ?? record;
  if (tool === undefined) return null;
  const refused = messages.filter(
    (message) => message.role === "tool" && message.name === tool.name && message.isError,
  );
  if (refused.length >= MOST_TRIES) {
    return { text: "I go by simple rules, and found nothing that fits what is wanted.", call: null };
  }
  const passages = readPassages(messages);
  const input = verdict ? verdictFor(request, passages) : recordFor(tool, { passages, request, system, now });
  return { text: "", call: { name: tool.name, input } };
}

interface Work {
  passages: readonly Passage[];
  request: ModelRequest;
  system: string;
  now: () => Date;
}

function recordFor(tool: ModelTool, work: Work): JsonObject {
  const material = materialOf(work);
  const { properties } = tool.inputSchema;
  const output = isJsonObject(properties) ? properties["output"] : undefined;
  const isFree = !isJsonObject(output) || Object.keys(output).every((key) => key === "description");
  const value = isFree ? { result: material.summary } : valueAt(tool.inputSchema, "output", material);
  const takesCitations = isJsonObject(properties) && "citations" in properties;
  const citations = takesCitations ? citationsFor(value, work.passages) : {};
  return {
    output: value,
    summary: material.summary,
    ...(Object.keys(citations).length > 0 ? { citations } : {}),
  };
}

/** Writes the value of one property, references into the whole schema followed. */
function valueAt(schema: JsonObject, name: string, material: Material): unknown {
  const value = valueFor({ ...schema, required: [name] }, material);
  return isJsonObject(value) ? value[name] : undefined;
}

function materialOf({ passages, request, system, now }: Work): Material {
  const given = request.messages.find(({ role }) => role === "user");
  const isLog = passages.length > 0;
  const said = passages.flatMap((passage) => (passage.type === "said" ? [passage.text] : []));
  const text = isLog ? said.join("\n") : given?.role === "user" ? given.text : "";
  const summary = isLog ? recap(passages) : "Looked through what was given.";
  const mood = moodOf(wordsOfUser(passages));
  return {
    text,
    summary,
    today: lastFullDate(system) ?? now().toISOString().slice(0, 10),
    choose: (name, schema) => {
      if (name === "sentiment" && Array.isArray(schema["enum"]) && schema["enum"].includes(mood)) return mood;
      return name === "summary" && schema["type"] === "string" && !("maxLength" in schema) ? summary : undefined;
    },
  };
}

/** Cites what the user said for the fields that tell of it: the first and the last of it. */
function citationsFor(output: unknown, passages: readonly Passage[]): JsonObject {
  if (!isJsonObject(output)) return {};
  const said = passages.filter((passage) => passage.type === "said" && passage.by === "user");
  const events = [...new Set([said[0], said.at(-1)].flatMap((passage) => (passage ? [passage.event] : [])))];
  if (events.length === 0) return {};
  const fields = ["summary", "sentiment"].filter((name) => Object.hasOwn(output, name));
  return Object.fromEntries(fields.map((name) => [`/${name}`, events]));
}

/** Words of conditions that say nothing about what is to have happened. */
const CONDITION_WORDS = new Set(
  tellingWords(
    "customer user caller agent asked wanted said mentioned conversation during about true when there whether",
  ),
);

/** Judges by words: a condition holds when most of what it says was said or done. */
function verdictFor({ messages, system }: ModelRequest, passages: readonly Passage[]): JsonObject {
  const given = messages.find(({ role }) => role === "user");
  const condition = /^# Condition\n\n(.*)$/m.exec(given?.role === "user" ? given.text : system)?.[1] ?? "";
  const wanted = tellingWords(condition).filter((word) => !CONDITION_WORDS.has(word));
  const said = tellingWords(
    passages.map((passage) => (passage.type === "said" ? passage.text : JSON.stringify(passage))).join(" "),
  );
  const found = wanted.filter((word) => said.some((one) => sameWord(one, word)));
  const isNegated = /\b(?:not|never|no|without|n't)\b/i.test(condition);
  const holds = found.length > wanted.length / 2 !== isNegated;
  const words = found.length === 0 ? "none of its words" : `the words ${found.join(", ")}`;
  return { holds, reason: `By simple rules: ${words} of ${wanted.length} were found in the conversation.` };
}
