import type { JsonObject } from "../lib/json.ts";
import { compileSchema } from "../lib/json-schema.ts";
import { InvalidSchemaError } from "../lib/json-schema-dialect.ts";
import { contradictionIn } from "../lib/unmeetable-schema.ts";
import { agentConfigSchema } from "./agent-config.ts";
import { checkConfig, type KnownThings } from "./check-config.ts";
import type { Problem } from "./error.ts";
import { modelToolName } from "./model-tool-name.ts";
import { MODEL_OF_THE_CONVERSATION, type ProceduralAgentConfig } from "./procedural-agent-config.ts";
import { webhookUrlProblem } from "./webhook-endpoint.ts";

/** What an installation has, for the configurations of procedural agents to be held against. */
export interface KnownToProcedures extends KnownThings {
  /** Says why an address may not be called as far as one can tell without looking its name up; null when it may. */
  targetProblem(url: string): string | null;
  /** Says why nothing can be posted to a Slack channel on this installation, and the way out; null when it can. */
  channelProblem(channel: string): string | null;
}

/** The tool by which a procedural agent writes its output. Every one has it. */
export const RECORD_OUTPUT = "record_output";

/** Tools that only make sense while somebody talks, and why. */
const LIVE_TOOLS: Readonly<Record<string, string>> = {
  end_conversation: "there is no conversation in progress that it could end",
  switch_language: "it talks with nobody",
  change_route: "its prompt has no routes",
  wait: "it waits for nobody",
};

/**
 * Names what is wrong with a procedural agent's configuration that has the right shape: what `checkConfig` finds in a
 * conversational one's, tools that make no sense without somebody to talk to, and an output that cannot be checked or
 * sent. `param` begins with `config`.
 */
export function checkProceduralConfig(config: ProceduralAgentConfig, known: KnownToProcedures): Problem[] {
  const senseless = [...senselessTools(config)];
  const places = new Set(senseless.map(({ param }) => param.replace(/\.[a-z]+$/, "")));
  const others = checkConfig(asConversational(config), knownToProcedures(known)).filter(
    ({ param }) => !places.has(param.replace(/\.[a-z]+$/, "")),
  );
  return [...others, ...senseless, ...outputProblems(config.output, known)];
}

/** Writes the configuration as that of a conversational agent, as far as the same rules hold for both. */
function asConversational({ runtime, tool }: ProceduralAgentConfig) {
  const { model, fallback_models, prompt, variables } = runtime;
  const isListed = tool.tools.some(({ name }) => name === RECORD_OUTPUT);
  // The one that every procedural agent has stands last, so that the places of the others stay what they are.
  const tools = isListed ? tool.tools : [...tool.tools, { ns: "syscall", name: RECORD_OUTPUT }];
  return agentConfigSchema.parse({ runtime: { model, fallback_models, prompt, variables }, tool: { tools } });
}

function knownToProcedures(known: KnownThings): KnownThings {
  const syscall = [...known.tools.syscall.filter((name) => !(name in LIVE_TOOLS)), RECORD_OUTPUT];
  return {
    ...known,
    tools: { ...known.tools, syscall, procedure: [], client: [] },
    modelProblem: (name) => (name === MODEL_OF_THE_CONVERSATION ? null : known.modelProblem(name)),
  };
}

function* senselessTools({ tool }: ProceduralAgentConfig): Generator<Problem> {
  for (const [index, { ns, name }] of tool.tools.entries()) {
    const place = `config.tool.tools[${index}]`;
    const why = ns === "syscall" && Object.hasOwn(LIVE_TOOLS, name) ? LIVE_TOOLS[name] : undefined;
    if (why !== undefined) {
      yield { param: `${place}.name`, message: `A procedural agent cannot use ${name}: ${why}. Remove it.` };
    } else if (ns === "client") {
      const message = "A procedural agent cannot use tools of the client: no client is connected to it. Remove it.";
      yield { param: `${place}.ns`, message };
    } else if (ns === "procedure") {
      const message = "A procedural agent cannot call another one. Give it the other one's tools, and remove this.";
      yield { param: `${place}.ns`, message };
    } else if (ns !== "syscall" && modelToolName(name) === RECORD_OUTPUT) {
      const message = `${RECORD_OUTPUT} is the tool by which every procedural agent writes its output: rename yours.`;
      yield { param: `${place}.name`, message };
    }
  }
}

function* outputProblems(
  { output_schema, slack_channel, post_url }: ProceduralAgentConfig["output"],
  { targetProblem, channelProblem }: KnownToProcedures,
): Generator<Problem> {
  if (output_schema !== null) yield* schemaProblems(output_schema);
  const channel = slack_channel === null ? null : channelProblem(slack_channel);
  if (channel !== null) yield { param: "config.output.slack_channel", message: `slack_channel ${channel}.` };
  if (post_url === null) return;
  const param = "config.output.post_url";
  const malformed = webhookUrlProblem(post_url);
  if (malformed !== null) yield { param, message: `post_url ${malformed}.` };
  else {
    const refusal = targetProblem(post_url);
    if (refusal !== null) yield { param, message: refusal };
  }
}

function* schemaProblems(schema: JsonObject): Generator<Problem> {
  const param = "config.output.output_schema";
  try {
    compileSchema(schema);
    const found = contradictionIn(schema);
    if (found) yield { param: found.place === "" ? param : `${param}.${found.place}`, message: found.message };
  } catch (error) {
    if (!(error instanceof InvalidSchemaError)) throw error;
    yield { param: error.place === "" ? param : `${param}.${error.place}`, message: error.message };
  }
}
