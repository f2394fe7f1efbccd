import type { EventEnvelope } from "../../src/domain/event.ts";
import type { ServerProcess } from "../../src/testing/server-process.ts";
import { registrationOf, SOAK_TOOLS } from "./soak-tools.ts";

const PATIENCE = 20_000;

/** A server to be called. */
export type Callee = Pick<ServerProcess, "url" | "apiKey">;

/** Calls the REST API with the server's key. Throws on any answer but a success, with its text. */
export async function callApi<Answer>(
  server: Callee,
  method: "GET" | "POST",
  ...[path, body]: [path: string, body?: object]
): Promise<Answer> {
  const answer = await request(server, path, body === undefined ? { method } : { method, body: JSON.stringify(body) });
  return (await answer.json()) as Answer;
}

/** Enters the soak's tools into the registry, as the receiver at that address carries them out. */
export async function registerTools(server: Callee, receiverUrl: string): Promise<void> {
  for (const tool of SOAK_TOOLS) await callApi(server, "POST", "/tools", registrationOf(tool, receiverUrl));
}

/** Asks for the key that calls are signed with. */
export async function signingKeyOf(server: Callee): Promise<string> {
  const { current } = await callApi<{ current: { key: string } }>(server, "GET", "/signing_key");
  return current.key;
}

/** Makes and releases the agent of the soak, whose model is the soak's and who has the soak's tools. */
export async function createSoakAgent(server: Callee): Promise<string> {
  const tools = SOAK_TOOLS.map(({ name, method }) => ({ ns: method === null ? "client" : "api", name }));
  const created = await callApi<{ id: string; version_id: string }>(server, "POST", "/conversational_agents", {
    name: "Soak",
    description: "Answers, and keeps notes with its tools.",
    config: {
      runtime: { model: "soak/any", prompt: { type: "fixed", text: "Answer the user." }, speaks_first: false },
      tool: { tools },
    },
  });
  await callApi(server, "POST", `/conversational_agents/${created.version_id}/release`);
  return created.id;
}

/**
 * Reads the log of a conversation that has ended, from the events stream. Throws when the stream does not close by
 * itself, or an event's `id:` line is not that of its envelope.
 */
export async function readLog(server: Callee, conversationId: string): Promise<EventEnvelope[]> {
  const answer = await request(server, `/conversations/${conversationId}/events`, { method: "GET" });
  const blocks = (await answer.text()).split("\n\n");
  return blocks.filter((block) => block.includes("data:")).map(readBlock);
}

function readBlock(block: string): EventEnvelope {
  const lines = block.split("\n");
  const field = (name: string) => {
    const values = lines
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trim());
    return values.join("\n");
  };
  const event = JSON.parse(field("data")) as EventEnvelope;
  if (field("id") !== event.id) throw new Error(`The stream's block of ${event.id} has the id ${field("id")}.`);
  return event;
}

async function request(server: Callee, path: string, init: { method: string; body?: string }): Promise<Response> {
  const answer = await fetch(server.url() + path, {
    ...init,
    signal: AbortSignal.timeout(PATIENCE),
    headers: {
      Authorization: `Bearer ${server.apiKey}`,
      "Operator-Version": "2025-06-19",
      ...(init.body === undefined ? {} : { "Content-Type": "application/json" }),
    },
  });
  if (!answer.ok) throw new Error(`${init.method} ${path} was answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
