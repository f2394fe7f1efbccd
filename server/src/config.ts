import { resolve } from "node:path";
import { z } from "zod";
import { logRetentionSchema } from "./domain/log-retention.ts";
import { type ModelPrices, readModelPrice } from "./domain/model-prices.ts";
import { mailVariables, secretsOfMail } from "./domain/mail-variables.ts";
import { secretsOfSip, sipVariables } from "./domain/sip-variables.ts";
import { phoneVariables } from "./domain/phone-variables.ts";
import { secretsOfSlack, slackVariables } from "./domain/slack-variables.ts";
import { secretsOfTelnyx, telnyxVariables } from "./domain/telnyx-variables.ts";
import { commaSeparated, httpAddress } from "./domain/variable-forms.ts";
import { secretsOfTwilio, twilioVariables } from "./domain/twilio-variables.ts";
import { secretsOfVoice, voiceVariables } from "./domain/voice-variables.ts";
import { parseAddressRange } from "./lib/ip-address.ts";
import { inputProblem } from "./lib/issue-text.ts";
import { readOtlpHeaders } from "./lib/otlp-headers.ts";
import { percentDecoded } from "./lib/percent.ts";
import { readUrl } from "./lib/read-url.ts";
import { isAllowedTarget } from "./lib/safe-fetch.ts";
import { isTimeZone } from "./lib/time-zone.ts";

const url = (protocols: readonly string[]) =>
  z.string().refine((text) => protocols.includes(readUrl(text)?.protocol ?? ""), {
    message: `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
  });
const flag = z.enum(["true", "false"]).transform((text) => text === "true");

const SERVER_ENTRY = /^([a-z0-9][a-z0-9_-]*)=(https?:\/\/.+)$/;
const BUILT_IN_VENDORS = ["openai", "anthropic", "google", "simulated"];

const modelServers = commaSeparated
  .superRefine((entries, context) => {
    for (const entry of entries) {
      const name = SERVER_ENTRY.exec(entry)?.[1];
      if (name === undefined || readUrl(entry.slice(name.length + 1)) === null) {
        context.addIssue({ code: "custom", message: `"${entry}" must have the form name=http://host:port/v1` });
      } else if (BUILT_IN_VENDORS.includes(name)) {
        context.addIssue({ code: "custom", message: `"${name}" is a built-in vendor; choose another name` });
      }
    }
  })
  .transform((entries) => entries.map(readServer));

/** An OpenAI-compatible server: its models are called `name/model`. */
export interface ModelServer {
  name: string;
  baseUrl: string;
  apiKey?: string;
}

function readServer(entry: string): ModelServer {
  const name = entry.slice(0, entry.indexOf("="));
  const address = new URL(entry.slice(name.length + 1));
  const apiKey = decodeURIComponent(address.password || address.username);
  address.username = "";
  address.password = "";
  return { name, baseUrl: address.href.replace(/\/$/, ""), ...(apiKey === "" ? {} : { apiKey }) };
}

const list = z.string().transform((text) =>
  text
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean),
);

const trustedProxies = list
  .refine((ranges) => ranges.every((range) => parseAddressRange(range) !== null), {
    message: "must be addresses or CIDR ranges such as 127.0.0.1,10.0.0.0/24",
  })
  .transform((ranges) => ranges.flatMap((range) => parseAddressRange(range) ?? []));

const MASTER_KEY = /^[A-Za-z0-9+/]{43}=$/;

/** Tells whether a text is a master key: 32 bytes in base64. */
export function isMasterKey(text: string): boolean {
  return MASTER_KEY.test(text);
}

function isProgram(text: string): boolean {
  return text.startsWith("/") ? !text.includes("\0") : /^[^\s/\\\0]+$/.test(text);
}
const otlpHeaders = z.string().transform((text, context) => {
  const headers = readOtlpHeaders(text);
  if (headers === null) context.addIssue({ code: "custom", message: "must be headers such as api-key=abc,x-team=ops" });
  return headers ?? {};
});

const modelPrices = list
  .superRefine((entries, context) => {
    for (const entry of entries.filter((text) => readModelPrice(text) === null)) {
      const message = `"${entry}" must have the form vendor/model=in/out, in US dollars per million tokens`;
      context.addIssue({ code: "custom", message });
    }
  })
  .transform((entries): ModelPrices => Object.fromEntries(entries.flatMap((text) => [readModelPrice(text) ?? []])));

const masterKey = z
  .string()
  .regex(MASTER_KEY, "must be 32 random bytes in base64, as `openssl rand -base64 32` writes them");

/** Every environment variable of the platform. docs/configuration.md is made from these descriptions. */
export const environmentSchema = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(4000)
    .describe("The port of everything; 0 takes any free one."),
  HOST: z
    .string()
    .min(1)
    .default("127.0.0.1")
    .describe("The address to listen on; `0.0.0.0` for all of the machine's."),
  OPERATOR_DATA_DIR: z
    .string()
    .min(1)
    .default("./data")
    .describe("Where the embedded database and the quickstart keep their data."),
  DATABASE_URL: url(["postgres:", "postgresql:"])
    .optional()
    .describe("A PostgreSQL 15 or later of your own, connected to directly; without it the embedded one is used."),
  OPERATOR_API_KEY: z
    .string()
    .regex(
      /^op_(prod|test)_[0-9A-Za-z_-]{16,}$/,
      "must be op_prod_ or op_test_ followed by at least 16 letters or digits",
    )
    .optional()
    .describe("An API key to install at the start, instead of a generated one."),
  OPERATOR_MASTER_KEY: masterKey
    .optional()
    .describe(
      "Encrypts secrets in the database: 32 random bytes in base64, the same for all processes that share a database; " +
        "without it a key is made once and kept in `master.key` in the data directory (docs/secrets.md).",
    ),
  OPERATOR_MASTER_KEY_PREVIOUS: list
    .pipe(z.array(masterKey))
    .prefault("")
    .describe(
      "Former master keys, separated by commas: secrets that were encrypted under them are read, and encrypted anew " +
        "under `OPERATOR_MASTER_KEY` at the start.",
    ),
  OPERATOR_PUBLIC_URL: httpAddress
    .optional()
    .describe("How clients reach the platform, e.g. behind a proxy; used in the addresses it answers with."),
  OPERATOR_NODE_URL: httpAddress
    .optional()
    .describe("How the platform's other processes reach this one, when several share a database."),
  OPERATOR_TIME_ZONE: z
    .string()
    .refine(isTimeZone, "must be the IANA name of a time zone, e.g. Europe/Zurich")
    .default("UTC")
    .describe("The time zone of customers of whom none is known, by its IANA name."),
  OPERATOR_RATE_LIMIT: z.coerce
    .number()
    .int()
    .min(1)
    .default(6_000)
    .describe(
      "Requests a minute for each API key; for each address when they carry a conversation's token, as sessions do.",
    ),
  OPERATOR_TRUSTED_PROXIES: trustedProxies
    .prefault("")
    .describe(
      "Addresses of the proxies before the platform, and of its other processes: CIDR ranges such as `127.0.0.1,10.0.0.0/24`. " +
        "From them alone `X-Forwarded-For` is believed, so that limits and the log know callers by their own address.",
    ),
  OPERATOR_ALLOWED_ADDRESSES: list
    .refine((targets) => targets.every(isAllowedTarget), "must be CIDR ranges such as 10.0.0.0/8, or host:port")
    .prefault("")
    .describe(
      "Private addresses that tools, webhooks, MCP servers and OpenAPI documents may lie at: CIDR ranges or `host:port`, separated by commas.",
    ),
  OPERATOR_MCP_PROGRAMS: list
    .refine((programs) => programs.every(isProgram), "must be names of programs, or absolute paths")
    .prefault("")
    .describe(
      "Programs that MCP servers of the type `stdio` may run: names that are looked up in PATH or absolute paths, " +
        "separated by commas, with whatever arguments the server's settings say. Empty allows none.",
    ),
  OPERATOR_QUICKSTART: flag
    .prefault("true")
    .describe("Whether the example agent and its service are set up: `true` or `false`."),
  OPERATOR_SUMMARIES: flag
    .prefault("true")
    .describe(
      "Whether conversations get a summary and a sentiment when they end, which costs a call of their agent's model " +
        "each: `true` or `false`. Single agents say so in `summary.is_enabled`.",
    ),
  OPENAI_API_KEY: z.string().min(1).optional().describe("Enables the models `openai/…`."),
  OPENAI_BASE_URL: httpAddress.optional().describe("Another address for OpenAI's API, e.g. a proxy."),
  ANTHROPIC_API_KEY: z.string().min(1).optional().describe("Enables the models `anthropic/…`."),
  ANTHROPIC_BASE_URL: httpAddress.optional().describe("Another address for Anthropic's API."),
  GOOGLE_API_KEY: z.string().min(1).optional().describe("Enables the models `google/…` (Gemini API)."),
  GOOGLE_BASE_URL: httpAddress.optional().describe("Another address for the Gemini API."),
  OPERATOR_MODEL_SERVERS: modelServers
    .prefault("")
    .describe(
      "OpenAI-compatible servers (Ollama, vLLM, llama.cpp …) as `name=url`, separated by commas; their models are " +
        "`name/model`. A key goes into the address: `vllm=https://:KEY@host/v1`.",
    ),
  OPERATOR_MODEL_PRICES: modelPrices
    .prefault("")
    .describe(
      "What models cost, `vendor/model=in/out` in US dollars per million tokens read and written, separated by commas: " +
        "`openai/gpt-4o=2.5/10`. Runs in bulk show their cost by it, and may have a budget in money.",
    ),
  ...slackVariables,
  ...twilioVariables,
  ...telnyxVariables,
  ...mailVariables,
  ...voiceVariables,
  ...phoneVariables,
  ...sipVariables,
  OPERATOR_LOG_RETENTION: logRetentionSchema
    .prefault("30d")
    .describe(
      "How long `/logs` keeps activities, in days or hours, and kinds that are kept otherwise: " +
        "`30d,model_call=7d,api_request=90d`. Kinds: `api_request`, `webhook_delivery`, `tool_call`, `model_call`, " +
        "`job`, `sign_in`, `phone_call`, `supervision`. Webhook deliveries themselves are kept as long as `webhook_delivery` says.",
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpAddress
    .optional()
    .describe("An OpenTelemetry collector that takes OTLP over HTTP; with it, every turn is written as a trace."),
  OTEL_EXPORTER_OTLP_HEADERS: otlpHeaders
    .prefault("")
    .describe("Headers for the collector, `name=value` separated by commas, the values percent-encoded."),
  OTEL_SERVICE_NAME: z.string().min(1).default("operator").describe("The service's name in traces."),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info")
    .describe("The least serious log lines that are written."),
});

/** The installation's settings, read once at the start. */
export type Environment = z.output<typeof environmentSchema>;

/** Lists the secrets that the environment holds, so that none of them is written anywhere. */
export function secretsOf(environment: Environment): string[] {
  const database = environment.DATABASE_URL === undefined ? "" : new URL(environment.DATABASE_URL).password;
  const secrets = [
    environment.OPERATOR_API_KEY,
    environment.OPERATOR_MASTER_KEY,
    ...environment.OPERATOR_MASTER_KEY_PREVIOUS,
    database,
    percentDecoded(database),
    environment.OPENAI_API_KEY,
    environment.ANTHROPIC_API_KEY,
    environment.GOOGLE_API_KEY,
    ...secretsOfTwilio(environment),
    ...secretsOfTelnyx(environment),
    ...secretsOfMail(environment),
    ...secretsOfVoice(environment),
    ...secretsOfSip(environment),
    ...environment.OPERATOR_MODEL_SERVERS.map((server) => server.apiKey),
    ...Object.values(environment.OTEL_EXPORTER_OTLP_HEADERS),
    ...secretsOfSlack(environment),
  ];
  return secrets.filter((secret) => secret !== undefined);
}

/** The environment is not what the platform can start with; `problems` has a line for each wrong variable. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment is not valid:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** Reads the environment. An empty variable counts as absent. Throws `ConfigError` naming every wrong variable at once. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const present = Object.entries(variables).filter(([name, value]) => value !== "" && name in environmentSchema.shape);
  const parsed = environmentSchema.safeParse(Object.fromEntries(present));
  if (parsed.success) return { ...parsed.data, OPERATOR_DATA_DIR: resolve(parsed.data.OPERATOR_DATA_DIR) };
  const problems = parsed.error.issues.map(
    (issue) => `${String(issue.path[0])}: ${inputProblem(issue, variables).message}`,
  );
  throw new ConfigError([...problems, ...misspelt(variables)]);
}

/** Where the command line finds the platform: no variable of the platform itself, but often set beside its own. */
const COMMAND_LINE_HOST = "OPERATOR_HOST";

/** Lists variables that look like ours but are none, with their value left out: it may be a secret. */
export function misspelt(variables: NodeJS.ProcessEnv = process.env): string[] {
  return Object.keys(variables)
    .filter((name) => name.startsWith("OPERATOR_") && !(name in environmentSchema.shape) && name !== COMMAND_LINE_HOST)
    .map((name) => `${name}: is not a variable of the platform; docs/configuration.md lists them`);
}

/** Returns what programs that the platform runs are given of its own environment: where programs and the home are. */
export function environmentForPrograms(variables: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const given = ["PATH", "HOME"].map((name) => [name, variables[name]] as const);
  return Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
