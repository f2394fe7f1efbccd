import type { JsonObject } from "../files/agent-project.ts";
import type { AgentDraft } from "./agent-draft.ts";
import type { AgentReader } from "./agent-reader.ts";
import { modelNamed } from "./model-name.ts";
import { slugOf } from "./names.ts";
import { changed, dropped, mapped, type Place, textAt } from "./place.ts";
import type { ProjectDraft } from "./project-draft.ts";

/** One thing that is to be found out of a conversation when it is over. */
export interface AnalysisField {
  readonly name: string;
  readonly schema: JsonObject;
  readonly isRequired: boolean;
  /** What to go by beside the schema, in the platform's syntax; null where the schema says all. */
  readonly instructions: string | null;
}

/** What is to be found out of an agent's conversations, and how. */
export interface Analysis {
  readonly fields: readonly AnalysisField[];
  /** The model that does it; null for that of the conversation. */
  readonly model: string | null;
}

/** Adds the analysis by the model that stands at a place, or by that of the conversation, and notes what becomes of it. */
export function addAnalysisBy(reader: AgentReader, fields: readonly AnalysisField[], model: Place): void {
  const { project, agent } = reader;
  const name = textAt(model);
  const choice = name === null ? null : modelNamed(name, null);
  const slug = addAnalysis(project, agent, { fields, model: choice?.model ?? null });
  if (slug === null) {
    dropped(model, "Nothing is asked for, so nothing is analysed.");
    return;
  }
  const asked = project.options.model === undefined ? null : `${project.options.model} was asked for in its place.`;
  const remark = asked ?? choice?.remark ?? null;
  const to = `${slug}: runtime.model`;
  if (remark === null) mapped(model, to);
  else changed(model, remark, { to });
}

const INTRODUCTION =
  "Read the conversation and record what is asked for below. Go by what was said alone; where it was not said, leave a field that is not required out.";

/** Adds the procedural agent that analyses an agent's conversations when they are over; nothing where nothing is asked. */
export function addAnalysis(project: ProjectDraft, agent: AgentDraft, { fields, model }: Analysis): string | null {
  if (fields.length === 0) return null;
  const slug = project.slugs.procedural.take(slugOf(`${agent.slug} analysis`, "analysis"));
  const asked = fields.map(({ name, instructions }) =>
    instructions === null ? null : `- ${name}: ${instructions.trim()}`,
  );
  const text = [INTRODUCTION, asked.filter((line) => line !== null).join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
  project.proceduralAgents.push({
    slug,
    name: `${agent.name.slice(0, 180)}: analysis`,
    description: `Says what came of the conversations of ${agent.name.slice(0, 180)}.`,
    config: {
      filter_statuses: ["completed"],
      runtime: {
        model: project.options.model ?? model ?? "conversation/model",
        prompt: { type: "fixed", text: text.slice(0, 200_000) },
      },
      output: { output_schema: schemaOf(fields) },
    },
  });
  agent.postprocessAgents.push(slug);
  return slug;
}

function schemaOf(fields: readonly AnalysisField[]): JsonObject {
  const required = fields.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
    ...(required.length > 0 ? { required } : {}),
  };
}
