import type { Database } from "../db/database.ts";
import { findTools, listToolNames, type ToolRow } from "../db/tools.ts";
import type { SafeFetch } from "../lib/safe-fetch.ts";
import { type SecretBox, SealedSecretError } from "../lib/secret-box.ts";
import type { SigningKeys } from "../lib/signature.ts";
import type { AgentTool, HttpTool, ToolCall, ToolOutcome, ToolShelf } from "../ports/tool.ts";
import { callHttpTool } from "../runtime/http-tool.ts";
import { argumentsProblem, resultProblems } from "../runtime/tool-schemas.ts";
import { httpToolOf, NAMESPACES } from "./tool-rows.ts";

/** A call whose result is not what the tool's `output_schema` promises. */
export interface ResultMismatch {
  readonly tool: string;
  readonly callId: string;
  readonly conversationId: string;
  readonly problems: readonly string[];
}

/** What the registry's shelves are made of. */
export interface ShelfOptions {
  readonly database: Database;
  readonly secretBox: SecretBox;
  readonly fetch: Pick<SafeFetch, "send">;
  readonly signingKeys: () => SigningKeys | Promise<SigningKeys>;
  /** Is told of a result that does not fit; the model is given it all the same, for the effect has happened. */
  onMismatch(mismatch: ResultMismatch): void;
}

/** Offers the tools that are called over HTTP. A change of one works in conversations under way from the next call on. */
export function httpShelf(options: ShelfOptions): ToolShelf {
  return shelf(options, "http", (row, call) => callOverHttp(options, row, call));
}

/** Offers the tools that the connected client carries out. */
export function clientShelf(options: ShelfOptions): ToolShelf {
  return shelf(options, "client", async (row, call) => {
    const problem = argumentsProblem(row, call.arguments);
    return problem === null ? call.awaitClient(row.time_limit) : { status: "failed", error: problem };
  });
}

type Carry = (row: ToolRow, call: ToolCall) => Promise<ToolOutcome>;

function shelf(options: ShelfOptions, type: ToolRow["type"], carry: Carry): ToolShelf {
  const { database } = options;
  const ofRow = (found: ToolRow): AgentTool => ({
    ns: NAMESPACES[type],
    name: found.name,
    description: found.description,
    inputSchema: found.input_schema,
    runsInBackground: found.runs_in_background,
    onInterrupt: found.on_interrupt,
    async call(call) {
      const [row] = await findTools(database, type, [found.name]);
      if (!row) return gone(found.name);
      const outcome = await carry(row, call);
      reportMismatch(options, row, { call, outcome });
      return outcome;
    },
  });
  return {
    names: () => listToolNames(database, type),
    find: async (names) => (await findTools(database, type, names)).map(ofRow),
  };
}

async function callOverHttp(options: ShelfOptions, row: ToolRow, call: ToolCall): Promise<ToolOutcome> {
  const tool = readyToCall(row, options.secretBox);
  if ("problem" in tool) return { status: "failed", error: tool.problem };
  return callHttpTool({
    tool,
    arguments: call.arguments,
    idempotencyKey: call.callId,
    signingKeys: await options.signingKeys(),
    fetch: options.fetch,
    signal: call.stopping,
    unsent: call.unsent,
    now: Date.now,
  });
}

/** Reads a tool ready to be called, or says in words for the model why it cannot be. */
export function readyToCall(row: ToolRow, box: SecretBox): HttpTool | { readonly problem: string } {
  try {
    return httpToolOf(row, box);
  } catch (error) {
    if (!(error instanceof SealedSecretError)) throw error;
    const why = "its headers cannot be decrypted, for the key they were sealed under is not at hand";
    return { problem: `${row.name} cannot be used: ${why}. Nothing was sent.` };
  }
}

function gone(name: string): ToolOutcome {
  return { status: "failed", error: `${name} is not there any more: it was removed. Go on without it.` };
}

interface Carried {
  readonly call: ToolCall;
  readonly outcome: ToolOutcome;
}

function reportMismatch(options: ShelfOptions, row: ToolRow, { call, outcome }: Carried): void {
  if (outcome.status !== "succeeded") return;
  const problems = resultProblems(row.output_schema, outcome.result);
  const { callId, conversationId } = call;
  if (problems.length > 0) options.onMismatch({ tool: row.name, callId, conversationId, problems });
}
