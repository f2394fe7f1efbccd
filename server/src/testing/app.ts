import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, startApp } from "../app.ts";
import type { Seams } from "../start/started.ts";
import { readEnvironment, secretsOf } from "../config.ts";
import { knownSecrets } from "../lib/known-secrets.ts";
import { createLogger } from "../logger.ts";
import { BUILT_PROGRAMS } from "./built-server.ts";
import { createTestDatabase } from "./database.ts";

/** The platform, running in the test's own process on a database of its own. */
export interface TestApp {
  url: string;
  key: string;
  databaseUrl: string;
  app: App;
  /** Calls the API with the live key, or with the headers given instead. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Makes an agent with that prompt, releases it and returns its id. */
  makeAgent(prompt: string, config?: Record<string, unknown>): Promise<string>;
  /** Creates a conversation; throws with the answer when it was refused. */
  converse(agentId: string, more?: Record<string, unknown>): Promise<CreatedConversation>;
  stop(): Promise<void>;
}

/** An answer of the API. */
export interface Answer {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  body: Record<string, any>;
}

/** A conversation just created. */
export interface CreatedConversation {
  id: string;
  channel: { type: string; token: string; session_url: string; events_url: string };
}

const KEY = "op_prod_0123456789abcdef0123456789abcdef";
/** The same for all processes that share a database. */
const MASTER_KEY = Buffer.alloc(32, "m").toString("base64");
/** The version that every call of a test names. */
export const VERSION_HEADER = { "operator-version": "2025-06-19" };

/** Starts the platform for a test, with those environment variables beside the usual ones. */
export async function startTestApp(variables: Record<string, string> = {}, seams?: Seams): Promise<TestApp> {
  const database = variables["DATABASE_URL"] === undefined ? await createTestDatabase() : null;
  const directory = await mkdtemp(join(tmpdir(), "operator-app-"));
  const environment = readEnvironment({
    PORT: "0",
    OPERATOR_DATA_DIR: directory,
    OPERATOR_API_KEY: KEY,
    OPERATOR_MASTER_KEY: MASTER_KEY,
    OPERATOR_RATE_LIMIT: "1000000",
    LOG_LEVEL: "error",
    // Models that play a script would be asked for what stands in none.
    OPERATOR_SUMMARIES: "false",
    ...(database ? { DATABASE_URL: database.url } : {}),
    ...variables,
  });
  const secrets = knownSecrets(secretsOf(environment));
  const logger = createLogger(environment.LOG_LEVEL, secrets.mask);
  const app = await startApp(environment, { logger, knownSecrets: secrets }, { programs: BUILT_PROGRAMS, ...seams });
  const call = caller(app.url);
  return {
    url: app.url,
    key: KEY,
    databaseUrl: environment.DATABASE_URL as string,
    app,
    call,
    makeAgent: (prompt, config) => makeAgent(call, prompt, config),
    converse: (agentId, more) => converse(call, agentId, more),
    async stop() {
      await app.stop();
      await database?.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function caller(url: string): TestApp["call"] {
  // eslint-disable-next-line max-params -- the parts of a request, in its own order
  return async (method, path, body, headers = { authorization: `Bearer ${KEY}`, ...VERSION_HEADER }) => {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const typed = body === undefined ? headers : { "content-type": "application/json", ...headers };
    const response = await fetch(`${url}${path}`, { method, headers: typed, ...content });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? {} : JSON.parse(text) };
  };
}

async function makeAgent(call: TestApp["call"], prompt: string, config: Record<string, unknown> = {}): Promise<string> {
  const runtime = {
    model: "simulated/assistant",
    prompt: { type: "fixed", text: prompt },
    ...(config["runtime"] as object),
  };
  const made = await call("POST", "/conversational_agents", {
    name: "Test agent",
    description: "For a test.",
    config: { ...config, runtime },
  });
  if (made.status !== 200) throw new Error(JSON.stringify(made.body));
  const released = await call("POST", `/conversational_agents/${made.body["version_id"]}/release`);
  return released.body["id"] as string;
}

async function converse(call: TestApp["call"], agentId: string, more: Record<string, unknown> = {}) {
  const created = await call("POST", "/conversations", {
    agent_id: agentId,
    channel: { type: "chat_realtime" },
    ...more,
  });
  if (created.status !== 200) throw new Error(JSON.stringify(created.body));
  return created.body as unknown as CreatedConversation;
}
