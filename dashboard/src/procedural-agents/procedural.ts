import type { Schemas } from "@operator/sdk";
import type { AgentKind } from "../agents/agent-kind.ts";
import { fillIn } from "../agents/edit.ts";
import { sorted, type TextPart } from "../agents/text-part.ts";

/** One version of a procedural agent, whole. */
export type ProceduralAgent = Schemas["ProceduralAgent"];
/** A procedural agent's configuration. */
export type ProceduralConfig = ProceduralAgent["config"];

/** What of a procedural agent can be edited. */
export interface ProceduralDraft {
  name: string;
  description: string;
  config: ProceduralConfig;
}

/** Makes something else of a draft. */
export type ProceduralChange = (draft: ProceduralDraft) => ProceduralDraft;

/** The server's defaults, for configurations that were stored before these could be said. */
const DEFAULTS = {
  filter_statuses: ["completed"],
  filter_condition: null,
  runtime: { fallback_models: [], reasoning_effort: "medium", time_limit_sec: 3_600, variables: [] },
  tool: { tools: [] },
  output: { output_schema: null, slack_channel: null, post_url: null },
};

function draftOf({ name, description, config }: ProceduralAgent): ProceduralDraft {
  return { name, description, config: fillIn(DEFAULTS, config) as ProceduralConfig };
}

function textOf({ name, description, config }: ProceduralDraft): TextPart[] {
  const { runtime, output, ...others } = config;
  const { prompt, ...rest } = runtime;
  const { output_schema, ...delivery } = output;
  return [
    { title: "Name and description", text: `${name}\n${description}` },
    { title: "Prompt", text: prompt.text },
    { title: "Output schema", text: output_schema === null ? "" : JSON.stringify(output_schema, null, 2) },
    {
      title: "Configuration",
      text: JSON.stringify(
        sorted({ ...others, output: delivery, runtime: { ...rest, prompt: { ...prompt, text: undefined } } }),
        null,
        2,
      ),
    },
  ];
}

/** The agents that work when nobody talks. */
export const PROCEDURAL: AgentKind<ProceduralAgent, ProceduralDraft> = {
  path: "/procedural-agents",
  lists: [["procedural-agents"], ["capabilities"]],
  calls: (client) => client.proceduralAgents,
  draftOf,
  textOf,
  releaseBegins: "New runs begin with",
  releaseKeeps: "Runs under way keep the version they began with.",
  deletionKeeps: "What its runs wrote stays.",
};
