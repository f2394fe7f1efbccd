import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { followEvents } from "../../../examples/api-client/follow-events.ts";

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A server that gives one answer after the other, and the ids of the events that come through it, to their end. */
async function read(answers: readonly Answer[]): Promise<{ ids: string[]; lost: string[]; resumed: unknown[] }> {
  const resumed: unknown[] = [];
  const left = [...answers];
  server = createServer((request, response) => {
    resumed.push(request.headers["last-event-id"] ?? null);
    left.shift()?.(response, request);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ids: string[] = [];
  const lost: string[] = [];
  const access = { host, credential: { key: "op_1" } };
  const events = followEvents({ access, conversationId: "conv_1", onLost: (why) => lost.push(why) });
  for await (const { id } of events) ids.push(id);
  expect(left).toEqual([]);
  return { ids, lost, resumed };
}

const block = (id: string, type = "user.message.received") =>
  `id: ${id}\ndata: ${JSON.stringify({ id, payload: { type, text: "" } })}\n\n`;
const END = block("ev_end", "conversation.ended");

const stream =
  (text: string, end: "ends" | "breaks" | "stays" = "ends"): Answer =>
  (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(text, () => {
      if (end === "ends") response.end();
      if (end === "breaks") response.destroy();
    });
  };
const refuse =
  (status: number, body = "", headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };

describe("following a conversation's events", () => {
  it("passes each on once also where the server begins anew every time, as one without Last-Event-ID does", async () => {
    const [a, b, c] = [block("ev_a"), block("ev_b"), block("ev_c")];
    const { ids, resumed } = await read([
      stream(a + b, "breaks"),
      stream(a + b + c.slice(0, 20), "breaks"),
      stream(a + b + c + END),
    ]);
    expect(ids).toEqual(["ev_a", "ev_b", "ev_c", "ev_end"]);
    expect(resumed).toEqual([null, "ev_b", "ev_b"]);
  });

  it("comes back to a server that is not there for a moment, and to one that ends the stream before its time", async () => {
    const { ids, lost } = await read([
      refuse(503, "<html>", { "retry-after": "0" }),
      (response) => response.destroy(),
      stream(block("ev_a")),
      refuse(429, "{}"),
      stream(END),
    ]);
    expect(ids).toEqual(["ev_a", "ev_end"]);
    expect(lost).toHaveLength(4);
    expect(lost[0]).toBe("the server answered 503");
  });

  it("ends at conversation.ended, though the server keeps the connection", async () => {
    expect((await read([stream(END, "stays")])).ids).toEqual(["ev_end"]);
  });

  it("ends where the server says that everything was seen", async () => {
    expect((await read([stream(block("ev_a")), refuse(204)])).ids).toEqual(["ev_a"]);
  });

  it.each<[string, Answer, string]>([
    ["its words", refuse(404, '{"error":{"message":"There is no conversation conv_1."}}'), "There is no conversation"],
    ["its status where it has none", refuse(403, "Forbidden"), "the server answered 403: Forbidden"],
    ["what it sent instead of a stream", refuse(200, "<html>", { "content-type": "text/html" }), "text/html"],
    ["what it sent instead of an event", stream("data: oops\n\n"), "not an event: oops"],
  ])("throws with %s when the server refuses", async (_what, answer, words) => {
    await expect(read([answer])).rejects.toThrow(words);
  });
});
