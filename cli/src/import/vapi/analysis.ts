import type { JsonObject } from "../../files/agent-project.ts";
import { type AgentReader, setting } from "../agent-reader.ts";
import { type AnalysisField, addAnalysis } from "../analysis-draft.ts";
import { identifierOf } from "../names.ts";
import { at, changed, dropped, fieldsAt, listAt, mapped, type Place, says, textAt } from "../place.ts";
import { escapeSigns } from "../prompt-text.ts";
import { entryOf } from "../table-entry.ts";
import { readSchema } from "../tool-schema.ts";
import { dropBookkeeping, findByName } from "./documents.ts";

/** Reads what is to be found out when a call is over; it becomes a procedural agent. */
export function readAnalysis(reader: AgentReader, place: Place, structuredOutputs: readonly Place[]): void {
  const plan = at(place, "analysisPlan");
  const fields = [
    ...readSummary(reader, at(plan, "summaryPlan")),
    ...readStructured(at(plan, "structuredDataPlan"), "structured_data"),
    ...readSeveral(at(plan, "structuredDataMultiPlan")),
    ...readEvaluation(at(plan, "successEvaluationPlan")),
    ...readOutputs(place, structuredOutputs),
  ];
  dropped(
    at(plan, "minMessagesThreshold"),
    "Every conversation that is completed is analysed; filter_condition restricts it.",
    "check",
  );
  dropped(at(plan, "outcomeIds"), "Outcomes were not exported.", "rebuild");
  addAnalysis(reader.project, reader.agent, { fields: uniqueFields(fields), model: null });
}

/** Gives each field a name of its own. */
export function uniqueFields(fields: readonly AnalysisField[]): AnalysisField[] {
  const used = new Set<string>();
  return fields.map((field) => {
    let name = field.name;
    for (let number = 2; used.has(name); number++) name = `${field.name}_${number}`;
    used.add(name);
    return { ...field, name };
  });
}

function readSummary(reader: AgentReader, plan: Place): AnalysisField[] {
  const enabled = at(plan, "enabled");
  setting(reader, enabled, { to: "summary.is_enabled", value: enabled.value === true });
  dropped(at(plan, "timeoutSeconds"), TIME);
  const instructions = instructionsIn(plan);
  if (instructions === null) return [];
  return [{ name: "summary", schema: { type: "string" }, isRequired: true, instructions }];
}

const TIME = "How long a run may take is runtime.time_limit_sec of the procedural agent.";

function readStructured(plan: Place, name: string): AnalysisField[] {
  const schema = at(plan, "schema");
  const enabled = at(plan, "enabled");
  dropped(at(plan, "timeoutSeconds"), TIME);
  if (enabled.value === false || !says(schema)) {
    dropped(plan, "It is switched off there, or has no schema.");
    return [];
  }
  mapped(enabled, "the analysis: output.output_schema");
  const field = { name, schema: readSchema(schema), isRequired: false, instructions: instructionsIn(plan) };
  mapped(schema, `the analysis: output.output_schema.properties.${name}`);
  return [field];
}

function readSeveral(plans: Place): AnalysisField[] {
  return listAt(plans).flatMap((entry, index) => {
    mapped(at(entry, "key"), "the analysis: output.output_schema");
    return readStructured(at(entry, "plan"), identifierOf(textAt(entry, "key") ?? "", `structured_data_${index + 1}`));
  });
}

/** Takes the system messages over, in which `{{transcript}}` and the like stand for what the platform shows anyway. */
function instructionsIn(plan: Place): string | null {
  const texts = listAt(plan, "messages").flatMap((message) => {
    const content = textAt(message, "content");
    if (at(message, "role").value !== "system" || content === null) {
      dropped(message, "The procedural agent is shown the whole conversation by itself.");
      return [];
    }
    changed(message, "The messages became instructions of a procedural agent.", {
      to: "the analysis: runtime.prompt.text",
    });
    return [asInstructions(content)];
  });
  return texts.length === 0 ? null : texts.join("\n");
}

/** Writes a text of the vendor's for a prompt that has no variables. */
export function asInstructions(text: string): string {
  const plain = text
    .replace(/\{\{\s*(?:messages|transcript)\s*\}\}/g, "the conversation")
    .replace(/\{\{\s*schema\s*\}\}/g, "the output's schema");
  return escapeSigns(plain);
}

const RUBRICS: Readonly<Record<string, JsonObject>> = {
  NumericScale: { type: "number", minimum: 1, maximum: 10, description: "How well the agent did, 1 to 10." },
  PercentageScale: { type: "number", minimum: 0, maximum: 100, description: "How well the agent did, in percent." },
  DescriptiveScale: {
    type: "string",
    enum: ["Excellent", "Good", "Fair", "Poor"],
    description: "How well the agent did.",
  },
  LikertScale: {
    type: "string",
    enum: ["Strongly Agree", "Agree", "Neutral", "Disagree", "Strongly Disagree"],
    description: "Whether the agent met its goal.",
  },
  PassFail: { type: "boolean", description: "Whether the agent met its goal." },
};
const FREE_RUBRIC: JsonObject = { type: "string", description: "How well the agent met its goal, and why." };

function readEvaluation(plan: Place): AnalysisField[] {
  const enabled = at(plan, "enabled");
  dropped(at(plan, "timeoutSeconds"), TIME);
  if (enabled.value === false || !says(plan)) {
    dropped(plan, "It is switched off there.");
    return [];
  }
  mapped(enabled, "the analysis: output.output_schema");
  const rubric = textAt(plan, "rubric") ?? "";
  const known = entryOf(RUBRICS, rubric);
  if (known === undefined)
    changed(at(plan, "rubric"), "The evaluation became a text.", { to: "the analysis: output.output_schema" });
  else mapped(at(plan, "rubric"), "the analysis: output.output_schema.properties.success_evaluation");
  return [
    { name: "success_evaluation", schema: known ?? FREE_RUBRIC, isRequired: true, instructions: instructionsIn(plan) },
  ];
}

/** Reads structured outputs: those that stand in the assistant, and those it names that are among the files. */
function readOutputs(place: Place, outputs: readonly Place[]): AnalysisField[] {
  const inside = listAt(place, "artifactPlan", "structuredOutputs");
  const named = listAt(place, "artifactPlan", "structuredOutputIds").flatMap((id) => {
    const found = typeof id.value === "string" ? findByName(outputs, id.value) : undefined;
    if (found === undefined)
      dropped(
        id,
        "This structured output is not among the files: export it with GET /structured-output/{id}.",
        "rebuild",
      );
    else mapped(id, "the analysis: output.output_schema");
    return found === undefined ? [] : [found];
  });
  const own = [textAt(place, "id"), textAt(place, "name")];
  const pointing = outputs.filter((output) =>
    ["assistantIds", "assistant_ids"].some((key) =>
      listAt(output, key).some(({ value }) => own.includes(String(value))),
    ),
  );
  return [...new Set([...inside, ...named, ...pointing])].map(readOutput);
}

function readOutput(output: Place): AnalysisField {
  const name = identifierOf(textAt(output, "name") ?? "", "output");
  const to = `the analysis: output.output_schema.properties.${name}`;
  const description = textAt(output, "description");
  const schema = readSchema(at(output, "schema"));
  for (const key of ["name", "description", "schema"]) mapped(at(output, key), to);
  dropBookkeeping(output);
  for (const [key, inner] of fieldsAt(output)) {
    if (["name", "description", "schema", "id", "orgId", "createdAt", "updatedAt", "latestVersion"].includes(key))
      continue;
    if (key === "assistantIds" || key === "assistant_ids") mapped(inner, "postprocess_agents");
    else if (key === "type" && inner.value === "ai") mapped(inner, to);
    else dropped(inner, "The procedural agent fills the schema in by its own model, from the whole conversation.");
  }
  const instructions = description === null ? null : asInstructions(description);
  return { name, schema, isRequired: false, instructions };
}
