import { type Client, createClient, OperatorApiError } from "@operator/sdk";
import type { CliContext } from "../context.ts";
import { type Finding, missing, ok, wrong } from "./finding.ts";

/** What an installation tells of itself. */
export type Installation = Awaited<ReturnType<Client["installation"]["get"]>>;

/** How long the server may take to answer; whoever waits for a doctor wants to hear something. */
const ANSWER_WITHIN = 5_000;
/** How much clocks may differ; signatures are refused when they are 30 s old. */
const CLOCK_MAY_DIFFER = 5_000;

/** What the server said, and what there is to say of that. */
export interface Examination {
  readonly findings: Finding[];
  /** Whether anything answered there. */
  readonly isReached: boolean;
  /** Null when it did not tell. */
  readonly installation: Installation | null;
}

/** Asks the server for its health, and with the key for what it has. */
export async function examineServer(context: CliContext): Promise<Examination> {
  const { host, key, signal } = context;
  const options = { signal, timeout: ANSWER_WITHIN };
  const client = createClient({ host, key: key ?? "none", retries: 0 });
  try {
    await client.health(options);
  } catch (error) {
    signal.throwIfAborted();
    return { findings: [notReached(host, error)], isReached: false, installation: null };
  }
  if (key === null) {
    const noKey = missing(
      "API key",
      "none is known",
      "Pass it with --key, or set OPERATOR_API_KEY. The first start prints one.",
    );
    return { findings: [ok("Server", `answers at ${host}`), noKey], isReached: true, installation: null };
  }
  return askInstallation(client, context);
}

async function askInstallation(client: Client, { host, signal }: CliContext): Promise<Examination> {
  const asked = Date.now();
  try {
    const installation = await client.installation.get({ signal, timeout: ANSWER_WITHIN });
    const findings = [
      ok("Server", `version ${installation.version} answers at ${host}`),
      ok("API key", "opens the API"),
      clockFinding(Date.parse(installation.time), { asked, answered: Date.now() }),
    ];
    return { findings, isReached: true, installation };
  } catch (error) {
    signal.throwIfAborted();
    return { findings: [ok("Server", `answers at ${host}`), keyFinding(error)], isReached: true, installation: null };
  }
}

function notReached(host: string, error: unknown): Finding {
  if (error instanceof OperatorApiError && error.status !== null) {
    const remedy = "Look whether it is an Operator platform; name another address with --host or in OPERATOR_HOST.";
    return wrong("Server", `what answers at ${host} says ${error.message}`, remedy);
  }
  return missing(
    "Server",
    `does not answer at ${host}`,
    "Start it with `operator start`, or name its address with --host.",
  );
}

function keyFinding(error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error);
  const { status = null } = error instanceof OperatorApiError ? error : {};
  if (status === 401)
    return wrong("API key", message, "Pass another with --key. OPERATOR_API_KEY=op_prod_… at the start installs one.");
  if (status === 403) {
    const remedy = "`operator api-keys create --name doctor --scope installation:read` makes one that may.";
    return missing("API key", `opens the API, but not what the installation has: ${message}`, remedy);
  }
  return wrong("Server", `does not tell what it has: ${message}`, "Look into its log.");
}

/** Compares two clocks; the server's was read somewhere between the question and the answer. */
export function clockFinding(server: number, { asked, answered }: { asked: number; answered: number }): Finding {
  const ahead = server > answered ? server - answered : server < asked ? server - asked : 0;
  if (Math.abs(ahead) <= CLOCK_MAY_DIFFER) return ok("Clock", "the server's and this machine's agree");
  const seconds = Math.round(Math.abs(ahead) / 1_000);
  const detail = `the server's is ${seconds} s ${ahead > 0 ? "ahead of" : "behind"} this machine's`;
  return wrong("Clock", detail, "Set both by NTP: signatures that are 30 s old are refused.");
}
