import type { AgentConfig, EnabledTool } from "../domain/agent-config.ts";
import type { ChannelType } from "../domain/conversation.ts";
import { impliedTools } from "../domain/enabled-tools.ts";
import { isJsonObject } from "../lib/json.ts";
import { parseJson } from "../lib/json-depth.ts";
import type { ModelTool } from "../ports/language-model.ts";
import type { AgentTool, ShelfName, ToolCall, ToolShelf } from "../ports/tool.ts";
import { type PlatformTool, platformTools, type ToolSituation } from "../runtime/platform-tools.ts";
import { toolsInSight } from "../runtime/tools-in-sight.ts";
import type { ToolAnswer } from "../runtime/turn-types.ts";

/** The tools of the installation, by who carries them out. */
export type ToolShelves = Readonly<Record<ShelfName, ToolShelf>>;

/** A tool that an agent holds ready, whoever carries it out. */
export interface ToolAtHand extends ModelTool {
  readonly ns: EnabledTool["ns"];
  readonly runsInBackground: boolean;
  readonly onInterrupt: AgentTool["onInterrupt"];
  /** Whether a call that a dead process left open is made again by the next one, for that does nothing twice. */
  readonly isRepeatable: boolean;
  /** Carries a call out whose arguments were read from JSON. */
  carryOut(call: ToolCall, situation: ToolSituation): Promise<ToolAnswer>;
}

/** The tools of one agent in one conversation. */
export interface Toolbox {
  /** Lists the tools that the model is shown on a route, the platform's own first. */
  inSight(route: string | null): readonly ModelTool[];
  /** Finds a tool that is in sight on a route. */
  find(name: string, route: string | null): ToolAtHand | undefined;
}

/** Fetches the tools that a configuration enables; one that the installation no longer has is left out. */
export async function fillToolbox(
  config: AgentConfig,
  shelves: ToolShelves,
  channel: ChannelType | null = null,
): Promise<Toolbox> {
  const implied = impliedTools(config).map((name) => ({ ns: "syscall" as const, name }));
  const all = [...config.tool.tools, ...implied];
  const enabled = (ns: ShelfName) => all.filter((tool) => tool.ns === ns).map((tool) => tool.name);
  const use = { channel, transfers: config.tool.transfers.map(({ id }) => id) };
  const fetched = await Promise.all(
    (["syscall", "api", "mcp", "procedure", "client"] as const).map(async (ns) => {
      const names = enabled(ns);
      return names.length > 0 ? shelves[ns].find(names, use) : [];
    }),
  );
  const tools = [...platformTools(config).map(ofPlatform), ...fetched.flat().map(ofShelf)];
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const shown = tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  const views = new Map<string | null, View>();
  const viewOf = (route: string | null): View => {
    const known = views.get(route);
    if (known) return known;
    const names = toolsInSight(config, route);
    const view = { names, shown: shown.filter((tool) => names.has(tool.name)) };
    views.set(route, view);
    return view;
  };
  return {
    inSight: (route) => viewOf(route).shown,
    find: (name, route) => (viewOf(route).names.has(name) ? byName.get(name) : undefined),
  };
}

/** What is in sight on one route. */
interface View {
  names: ReadonlySet<string>;
  shown: readonly ModelTool[];
}

function ofPlatform(tool: PlatformTool): ToolAtHand {
  const { name, description, inputSchema } = tool;
  return {
    ns: "syscall",
    name,
    description,
    inputSchema,
    runsInBackground: false,
    onInterrupt: "finish",
    // The turn that would heed its effect is gone.
    isRepeatable: false,
    carryOut: async (call, situation) => {
      if (!isJsonObject(call.arguments)) {
        return failedAnswer("The arguments must be a JSON object. Call the tool again.");
      }
      const answer = tool.run(call.arguments, situation);
      if ("error" in answer) return failedAnswer(answer.error);
      return { outcome: { status: "succeeded", result: answer.result }, effect: answer.effect };
    },
  };
}

function ofShelf(tool: AgentTool): ToolAtHand {
  const { ns, name, description, inputSchema, runsInBackground, onInterrupt } = tool;
  return {
    ns,
    name,
    description,
    inputSchema,
    runsInBackground,
    onInterrupt,
    // A run is known by the call that ordered it: ordered again, it is waited for.
    isRepeatable: ns === "procedure",
    carryOut: async (call) => ({ outcome: await tool.call(call), effect: null }),
  };
}

/** Returns the answer of a call that was not made; `error` is written for the model. */
export function failedAnswer(error: string): ToolAnswer {
  return { outcome: { status: "failed", error }, effect: null };
}

/** Says that there is no such tool, and which there are. */
export function unknownTool(name: string, known: readonly ModelTool[]): string {
  const names = known.map((tool) => tool.name).join(", ");
  return `There is no tool "${name}". ${names === "" ? "You have no tools: answer without one." : `Your tools are: ${names}.`}`;
}

/** Reads a call's arguments from the text that the model wrote. */
export function readArguments(text: string): { arguments: unknown } | { problem: string } {
  if (text.trim() === "") return { arguments: {} };
  try {
    // Models write `null` for the arguments of a tool that takes none.
    return { arguments: parseJson(text) ?? {} };
  } catch (error) {
    const fault = (error as Error).message;
    return { problem: `The arguments are not valid JSON (${fault}). Call the tool again with a JSON object.` };
  }
}
