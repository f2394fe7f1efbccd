import type { JsonObject } from "../../files/agent-project.ts";
import type { AgentReader } from "../agent-reader.ts";
import { type AnalysisField, addAnalysisBy } from "../analysis-draft.ts";
import { identifierOf, nameBook } from "../names.ts";
import { at, fieldsAt, isObject, listAt, mapped, type Place, says, textAt } from "../place.ts";
import { escapeSigns } from "../prompt-text.ts";
import { entryOf } from "../table-entry.ts";

/** Reads what is to be found out when a call is over; it becomes a procedural agent. */
export function readPostCallAnalysis(reader: AgentReader, place: Place): void {
  const names = nameBook("_");
  const fields = listAt(place, "post_call_analysis_data").flatMap((item) =>
    readField(item, names.take(identifierOf(textAt(item, "name") ?? "", "field"))),
  );
  readOlderPrompts(place, fields);
  addAnalysisBy(reader, fields, at(place, "post_call_analysis_model"));
}

/** Before they were presets, the summary and the success had prompts of their own. */
function readOlderPrompts(place: Place, fields: AnalysisField[]): void {
  for (const [key, name] of [
    ["analysis_summary_prompt", "call_summary"],
    ["analysis_successful_prompt", "call_successful"],
    ["analysis_user_sentiment_prompt", "user_sentiment"],
  ] as const) {
    const prompt = at(place, key);
    if (textAt(prompt) === null) continue;
    mapped(prompt, `the analysis: output.output_schema.properties.${name}`);
    if (fields.some((field) => field.name === name)) continue;
    fields.push({
      name,
      schema: { ...entryOf(PRESETS, name), description: String(prompt.value) },
      isRequired: true,
      instructions: null,
    });
  }
}

const PRESETS: Readonly<Record<string, JsonObject>> = {
  call_summary: { type: "string", description: "A summary of the call." },
  call_successful: { type: "boolean", description: "Whether the agent did what it was there for." },
  user_sentiment: {
    type: "string",
    enum: ["Negative", "Positive", "Neutral", "Unknown"],
    description: "The user's mood.",
  },
};

function readField(item: Place, name: string): AnalysisField[] {
  if (!isObject(item.value)) return [];
  const type = textAt(item, "type") ?? "string";
  const to = `the analysis: output.output_schema.properties.${name}`;
  for (const [key, inner] of fieldsAt(item)) if (KNOWN.includes(key)) mapped(inner, to);
  const condition = textAt(item, "conditional_prompt");
  const required = at(item, "required");
  return [
    {
      name,
      schema: schemaOf(item, { type, name }),
      isRequired:
        condition === null && (type === "system-presets" ? required.value !== false : required.value === true),
      instructions: condition === null ? null : `Only where this holds, else leave it out: ${escapeSigns(condition)}`,
    },
  ];
}

const KNOWN = ["type", "name", "description", "choices", "examples", "required", "conditional_prompt"];
const TYPES: Readonly<Record<string, string>> = {
  string: "string",
  enum: "string",
  boolean: "boolean",
  number: "number",
};

function schemaOf(item: Place, { type, name }: { type: string; name: string }): JsonObject {
  const description = textAt(item, "description");
  const choices = listAt(item, "choices").map(({ value }) => String(value));
  const examples = at(item, "examples");
  return {
    ...(type === "system-presets" ? entryOf(PRESETS, name) : { type: entryOf(TYPES, type) ?? "string" }),
    ...(description === null ? {} : { description }),
    ...(choices.length > 0 ? { enum: choices } : {}),
    ...(Array.isArray(examples.value) && says(examples) ? { examples: examples.value } : {}),
  };
}
