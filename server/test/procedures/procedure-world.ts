import { expect } from "vitest";
import type { Seams } from "../../src/start/started.ts";
import type { TestApp } from "../../src/testing/app.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
} from "../../src/testing/fake-model-server.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";

/** What a scripted model does at one step; a function sees the request first. */
export type Step = FakeAnswer | ((request: FakeModelRequest) => FakeAnswer);

/** Models that play scripts, each under a name of its own, whichever process asks. */
export interface ScriptedModels extends FakeModelServer {
  /** Gives a new model that takes those steps; asked for more it refuses. The step is told by what was said before. */
  play(...steps: Step[]): string;
  /** The requests to a model, oldest first. */
  requestsTo(model: string): readonly FakeModelRequest[];
}

/** Says something and calls nothing. */
export function says(text: string): FakeAnswer {
  return { firstPieceAfter: 0, pieceEvery: 0, pieces: [text] };
}

/** Calls a tool. */
export function calls(name: string, args: unknown = {}): FakeAnswer {
  const text = typeof args === "string" ? args : JSON.stringify(args);
  return { firstPieceAfter: 0, pieceEvery: 0, pieces: [], toolCalls: [{ name, arguments: text }] };
}

/** Records an output. */
export function records(output: unknown, more: Record<string, unknown> = {}): FakeAnswer {
  return calls("record_output", { output, ...more });
}

/** Says nothing for a minute. */
export const STALLS: FakeAnswer = { firstPieceAfter: 60_000, pieceEvery: 0, pieces: ["Late."] };

/** Starts the models. */
export async function startScriptedModels(): Promise<ScriptedModels> {
  const scripts = new Map<string, readonly Step[]>();
  const requests = new Map<string, FakeModelRequest[]>();
  const server = await startFakeModelServer({
    answer(request) {
      requests.set(request.model, [...(requests.get(request.model) ?? []), request]);
      const place = request.messages.filter(({ role }) => role === "assistant").length;
      const step = scripts.get(request.model)?.[place];
      if (step === undefined) throw new Error(`${request.model} has no step ${place}.`);
      return typeof step === "function" ? step(request) : step;
    },
  });
  return {
    ...server,
    play(...steps) {
      const name = `m${scripts.size}`;
      scripts.set(name, steps);
      return `fake/${name}`;
    },
    requestsTo: (model) => requests.get(model.replace(/^fake\//, "")) ?? [],
  };
}

/** What a platform needs to ask them; add more of its variables. */
export function modelVariables(models: ScriptedModels): Record<string, string> {
  return { OPERATOR_MODEL_SERVERS: `fake=${models.baseUrl}` };
}

/** Times that a test can wait for. */
export const QUICK: Seams = { jobsEvery: 200, procedureRetryEvery: 20 };

/** Makes a procedural agent, released, and returns its id. */
export async function makeProcedural(
  app: TestApp,
  model: string,
  config: { runtime?: object; tool?: object; output?: object; name?: string } & Record<string, unknown> = {},
): Promise<string> {
  const { runtime, name, ...rest } = config;
  const prompt = { type: "fixed", text: "Do your work." };
  const made = await app.call("POST", "/procedural_agents", {
    name: name ?? "Worker",
    description: "Works.",
    config: { ...rest, runtime: { model, prompt, ...runtime } },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const released = await app.call("POST", `/procedural_agents/${made.body["version_id"]}/release`);
  expect(released.status, JSON.stringify(released.body)).toBe(200);
  return released.body["id"] as string;
}

/** Orders a run and returns its id. */
export async function order(app: TestApp, body: Record<string, unknown>): Promise<string> {
  const made = await app.call("POST", "/procedures", body);
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return made.body["id"] as string;
}

/** Waits for the end of a run, and returns it as the API shows it. */
export async function ended(app: TestApp, id: string) {
  let shown = (await app.call("GET", `/procedures/${id}`)).body;
  await expect
    .poll(
      async () => {
        shown = (await app.call("GET", `/procedures/${id}`)).body;
        return shown["status"];
      },
      { timeout: 20_000, interval: 30 },
    )
    .toMatch(/success|failed|skipped|cancelled/);
  return shown;
}

/** Orders a run and waits for its end. */
export async function runOf(app: TestApp, body: Record<string, unknown>) {
  return ended(app, await order(app, body));
}

/** The types of a run's events, in their order. */
export function typesOf(run: Record<string, unknown>): string[] {
  return (run["events"] as { payload: { type: string } }[]).map(({ payload }) => payload.type);
}

/** Holds a conversation in which the user says those texts, and ends it. Returns its id. */
export async function talk(
  app: TestApp,
  agentId: string,
  { texts, ...more }: { texts: readonly string[] } & Record<string, unknown>,
): Promise<string> {
  const { id, channel } = await app.converse(agentId, more);
  const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  client.send({ type: "conversation.start" });
  await client.next("conversation.started");
  for (const text of texts) {
    client.send({ type: "user.message.send", text });
    await client.next("agent.turn.metrics");
  }
  client.send({ type: "conversation.end" });
  await client.closed();
  return id;
}

/** Reads a conversation's events from the database's answer to its stream. */
export async function eventsOf(
  app: TestApp,
  conversationId: string,
): Promise<{ id: string; payload: { type: string; text?: string } }[]> {
  const headers = { authorization: `Bearer ${app.key}`, "operator-version": "2025-06-19" };
  const text = await (await fetch(`${app.url}/conversations/${conversationId}/events`, { headers })).text();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json as string));
}
