import { setImmediate as turn } from "node:timers/promises";
import type { McpProblem } from "../domain/mcp-server.ts";
import { type DiscoveredTool, readTool } from "../domain/mcp-tool.ts";
import { canonicalJson } from "../lib/canonical-json.ts";
import { compileSchema } from "../lib/json-schema.ts";
import { InvalidSchemaError } from "../lib/json-schema-dialect.ts";
import { wellFormed } from "../lib/well-formed.ts";

/** How many tools of one server are kept. */
export const MOST_MCP_TOOLS = 500;

const MOST_PROBLEMS = 50;
/** All texts and schemas of a server's tools together, in characters. */
const MOST_TEXT = 2 * 1024 * 1024;
/** How much time of a processor all schemas of a server may take to compile, in ms; one may then still take its second. */
const COMPILE_WITHIN = 1_000;

/** The tools of a server that can be used, and what cannot. */
export interface Discovery {
  readonly tools: readonly DiscoveredTool[];
  readonly problems: readonly McpProblem[];
}

/**
 * Reads what a server says of its tools, in its order: each once, its input schema compiled unless it is among the
 * `known` ones, all of them together of bounded size. Lets others work between two tools.
 */
export async function readTools(raw: readonly unknown[], known: readonly DiscoveredTool[]): Promise<Discovery> {
  const discovery = new DiscoveryUnderWay(known);
  for (const tool of raw.slice(0, MOST_MCP_TOOLS)) {
    discovery.add(tool);
    await turn();
  }
  if (raw.length > MOST_MCP_TOOLS) {
    discovery.report(
      null,
      `It has more than ${MOST_MCP_TOOLS} tools; those after the first ${MOST_MCP_TOOLS} were left out.`,
    );
  }
  return discovery.result();
}

class DiscoveryUnderWay {
  readonly #tools = new Map<string, DiscoveredTool>();
  readonly #problems: McpProblem[] = [];
  readonly #known: ReadonlySet<string>;
  #text = 0;
  #compiling = 0;

  constructor(known: readonly DiscoveredTool[]) {
    this.#known = new Set(known.map((tool) => canonicalJson(tool.input_schema)));
  }

  add(raw: unknown): void {
    const read = readTool(wellFormed(raw));
    if ("problem" in read) {
      this.report(read.name, read.problem);
      return;
    }
    const { tool, notes } = read;
    const problem = this.#refusalOf(tool);
    if (problem !== null) {
      this.report(tool.name, problem);
      return;
    }
    this.#tools.set(tool.name, tool);
    for (const note of notes) this.report(tool.name, note);
  }

  report(tool: string | null, message: string): void {
    this.#problems.push({ tool, message });
  }

  result(): Discovery {
    const tools = [...this.#tools.values()];
    if (this.#problems.length <= MOST_PROBLEMS) return { tools, problems: this.#problems };
    const shown = this.#problems.slice(0, MOST_PROBLEMS - 1);
    const message = `There are ${this.#problems.length - shown.length} more problems.`;
    return { tools, problems: [...shown, { tool: null, message }] };
  }

  #refusalOf(tool: DiscoveredTool): string | null {
    if (this.#tools.has(tool.name)) return "Another tool before it has the same name.";
    this.#text += JSON.stringify(tool).length;
    if (this.#text > MOST_TEXT) return "The tools before it already take up all the room that one server may have.";
    if (this.#known.has(canonicalJson(tool.input_schema))) return null;
    if (this.#compiling > COMPILE_WITHIN) return "The schemas before it took so long to check that it was left out.";
    const begun = process.cpuUsage();
    try {
      compileSchema(tool.input_schema);
      return null;
    } catch (error) {
      if (!(error instanceof InvalidSchemaError)) throw error;
      return `Its input schema cannot be used. ${error.message}`.slice(0, 500);
    } finally {
      const { user, system } = process.cpuUsage(begun);
      this.#compiling += (user + system) / 1_000;
    }
  }
}
