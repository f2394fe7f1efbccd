import { parseArgs } from "node:util";

/** What `npm run talk` was asked to do. */
export interface Settings {
  host: string;
  key: string;
  /** The agent to talk to; null takes the quickstart. */
  agent: string | null;
  /** Values for the agent's variables. */
  variables: Record<string, string>;
}

/** Something the person who started the program can put right; it is shown without a stack. */
export class UsageError extends Error {}

/** What `--help` prints. */
export const USAGE = `npm run talk -- [options]

  --key op_…         the API key that npm start printed once   (or OPERATOR_API_KEY)
  --host URL         where the server is, http://127.0.0.1:4000 (or OPERATOR_HOST)
  --agent ca_…       the agent, ca_…@v2 for one of its versions; else the quickstart
  --variable a=b     a value for a variable of the agent; may be repeated

While the agent speaks, Ctrl-C stops its reply and your next message interrupts it.
At the prompt, /quit or Ctrl-C twice ends the conversation.`;

const OPTIONS = {
  host: { type: "string" },
  key: { type: "string" },
  agent: { type: "string" },
  variable: { type: "string", multiple: true },
  help: { type: "boolean" },
} as const;

/** Reads the command line and the environment; null when only help is wanted. Throws `UsageError`. */
export function readSettings(args: string[], environment: NodeJS.ProcessEnv): Settings | null {
  const { values } = parseOptions(args);
  if (values.help) return null;
  const key = values.key ?? environment["OPERATOR_API_KEY"];
  if (!key)
    throw new UsageError("No API key: npm start prints it once; pass it with --key op_… or in OPERATOR_API_KEY.");
  return {
    host: (values.host ?? environment["OPERATOR_HOST"] ?? "http://127.0.0.1:4000").replace(/\/+$/, ""),
    key,
    agent: values.agent ?? null,
    variables: Object.fromEntries((values.variable ?? []).map(readVariable)),
  };
}

function parseOptions(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS });
  } catch (cause) {
    throw new UsageError(`${(cause as Error).message}\n\n${USAGE}`, { cause });
  }
}

function readVariable(text: string): [string, string] {
  const [name, ...value] = text.split("=");
  if (!name || value.length === 0) throw new UsageError(`--variable ${text}: write it as name=value.`);
  return [name, value.join("=")];
}
