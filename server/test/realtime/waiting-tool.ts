import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { openDatabase } from "../../src/db/database.ts";
import { upsertTool } from "../../src/db/tools.ts";
import type { FakeAnswer, FakeModelRequest } from "../../src/testing/fake-model-server.ts";

/** A tool, `wait_for_it`, that answers a call when the test says so. */
export interface WaitingTool {
  /** What OPERATOR_ALLOWED_ADDRESSES must say. */
  host: string;
  /** The bodies of the calls that came so far. */
  calls: readonly string[];
  /** Refuses calls for now instead of letting them wait; null lets them wait. */
  refuseWith: { status: number; retryAfterSeconds: number } | null;
  /** Makes the tool known to the platform on that database. */
  install(databaseUrl: string): Promise<void>;
  /** Answers every call that waits. */
  answer(result: unknown): void;
  close(): Promise<void>;
}

/** The tool's place in an agent's configuration. */
export const WAITING_TOOL = { tools: [{ ns: "api", name: "wait_for_it" }] };

/** What the model does: it calls the tool whenever the user has spoken, and says so when it has the answer. */
export function callWaitingTool({ messages }: FakeModelRequest): FakeAnswer {
  const hasAsked = messages.at(-1)?.role === "user";
  const toolCalls = hasAsked ? [{ name: "wait_for_it", arguments: "{}" }] : [];
  return { firstPieceAfter: 0, pieceEvery: 0, pieces: hasAsked ? [] : ["Done."], toolCalls };
}

/** Starts the tool. */
export async function startWaitingTool(): Promise<WaitingTool> {
  const calls: string[] = [];
  const waiting: ServerResponse[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      calls.push(body);
      const { refuseWith } = tool;
      if (refuseWith)
        response.writeHead(refuseWith.status, { "retry-after": String(refuseWith.retryAfterSeconds) }).end();
      else waiting.push(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tool: WaitingTool = {
    host,
    calls,
    refuseWith: null,
    install: (databaseUrl) => install(databaseUrl, `http://${host}/wait`),
    answer(result) {
      const json = { "content-type": "application/json" };
      for (const response of waiting.splice(0)) response.writeHead(200, json).end(JSON.stringify(result));
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
  return tool;
}

async function install(databaseUrl: string, url: string): Promise<void> {
  const database = openDatabase(databaseUrl, { connections: 1, onError: () => undefined });
  try {
    const input_schema = { type: "object", properties: { note: { type: "string" } } };
    const description = "Waits.";
    await upsertTool(database, {
      name: "wait_for_it",
      description,
      method: "POST",
      url,
      input_schema,
      time_limit: 60_000,
    });
  } finally {
    await database.destroy();
  }
}
