import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createClient } from "./client.ts";
import { OperatorApiError } from "./error.ts";
import type { EventStreamOptions } from "./event-stream.ts";

type Line = (response: ServerResponse, request: IncomingMessage) => void;

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  if (server) await once(server, "close");
  server = undefined;
});

/** A server that serves these lines, one a connection, and answers 500 to more. */
async function scripted(...lines: Line[]) {
  const asked: { path: string; after: string | null; headers: IncomingMessage["headers"] }[] = [];
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://x");
    asked.push({ path: url.pathname, after: url.searchParams.get("last_event_id"), headers: request.headers });
    const line = lines.shift();
    if (line === undefined) response.writeHead(400).end("Off script");
    else line(response, request);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { client: createClient({ host, key: "op_prod_1" }), asked, left: lines };
}

const event = (place: string, type = "agent.notice.sent") => ({ id: `ev_1234567${place}`, payload: { type } });
const block = (...args: Parameters<typeof event>) => `data: ${JSON.stringify(event(...args))}\n\n`;

/** Begins a stream, writes, and then does as `finish` says. */
function stream(text: string, finish: (response: ServerResponse) => void = (response) => response.end()): Line {
  return (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(text, () => finish(response));
  };
}
const cut = (response: ServerResponse) => response.destroy();
const stayOpen = () => undefined;

async function collect(events: AsyncIterable<{ id: string }>): Promise<string[]> {
  const places: string[] = [];
  for await (const { id } of events) places.push(id.slice(-4));
  return places;
}

describe("a stream of events", () => {
  it("ends with its last event, without waiting for the connection to end", async () => {
    const { client, asked } = await scripted(
      stream(block("0001") + block("0002", "conversation.ended") + block("0003"), stayOpen),
    );
    expect(await collect(client.conversations.events("conv_1"))).toEqual(["0001", "0002"]);
    expect(asked[0]).toMatchObject({ path: "/conversations/conv_1/events", after: null });
    expect(asked[0]?.headers.authorization).toBe("Bearer op_prod_1");
  });

  it.each([
    ["ends early", (response: ServerResponse) => response.end()],
    ["breaks", cut],
    ["breaks in the middle of an event", (response: ServerResponse) => response.write("data: {", () => cut(response))],
  ])("goes on after the last event when its line %s", async (_how, finish) => {
    const { client, asked } = await scripted(
      stream(block("0001") + block("0002"), finish),
      stream(block("0003", "conversation.ended")),
    );
    expect(await collect(client.conversations.events("conv_1"))).toEqual(["0001", "0002", "0003"]);
    expect(asked.map(({ after }) => after)).toEqual([null, event("0002").id]);
  });

  it("brings an event once that a new line brings again", async () => {
    const { client } = await scripted(
      stream(block("0001") + block("0002"), cut),
      stream(block("0001") + block("0002") + block("0003", "conversation.ended")),
    );
    expect(await collect(client.conversations.events("conv_1"))).toEqual(["0001", "0002", "0003"]);
  });

  it("knows a line for dead that gives no sign of life, and takes another", async () => {
    const { client } = await scripted(
      stream(block("0001"), stayOpen),
      stream(block("0002", "conversation.ended"), stayOpen),
    );
    const events = client.conversations.events("conv_1", { deadAfter: 100 });
    expect(await collect(events)).toEqual(["0001", "0002"]);
  });

  it("takes comments for signs of life", async () => {
    let beats = 0;
    const { client, asked } = await scripted(
      stream(block("0001"), (response) => {
        const heart = setInterval(() => {
          response.write(beats++ < 10 ? ": heartbeat\n\n" : block("0002", "conversation.ended"));
        }, 100);
        response.once("close", () => clearInterval(heart));
      }),
    );
    // Longer than a heartbeat by far, shorter than all of them.
    expect(await collect(client.conversations.events("conv_1", { deadAfter: 700 }))).toEqual(["0001", "0002"]);
    expect(asked).toHaveLength(1);
  });

  it("ends when the server says that everything was seen", async () => {
    const { client, asked } = await scripted((response) => response.writeHead(204).end());
    expect(await collect(client.conversations.events("conv_1", { lastEventId: event("0009").id }))).toEqual([]);
    expect(asked[0]?.after).toBe(event("0009").id);
  });

  it("passes over what is no event", async () => {
    const { client } = await scripted(
      stream(`data: {"no id": 1}\n\ndata: null\n\ndata: {\n\n${block("0001", "conversation.ended")}`),
    );
    expect(await collect(client.conversations.events("conv_1"))).toEqual(["0001"]);
  });

  it("goes with a token, and then without the key", async () => {
    const { client, asked } = await scripted(stream(block("0001", "conversation.ended")));
    await collect(client.conversations.events("conv_1", { token: "ot_1" }));
    expect(asked[0]?.headers.authorization).toBeUndefined();
  });

  it("ends the connection when its reader has read enough", async () => {
    const closed = new Promise<void>((resolve) => {
      void scripted(stream(block("0001"), (response) => response.once("close", resolve))).then(async ({ client }) => {
        for await (const { id } of client.conversations.events("conv_1")) if (id.endsWith("1")) break;
      });
    });
    await closed;
  });

  it("is called off by its signal, with the signal's reason", async () => {
    const { client } = await scripted(stream(block("0001"), stayOpen));
    const calledOff = new AbortController();
    const read = async () => {
      for await (const _event of client.conversations.events("conv_1", { signal: calledOff.signal }))
        calledOff.abort(new Error("Enough"));
    };
    await expect(read()).rejects.toThrow("Enough");
  });
});

describe("a stream that cannot go on", () => {
  async function failure(options: EventStreamOptions, ...lines: Line[]): Promise<OperatorApiError> {
    const { client } = await scripted(...lines);
    const error: unknown = await collect(client.conversations.events("conv_1", options)).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(OperatorApiError);
    return error as OperatorApiError;
  }

  it("says what the server refused", async () => {
    const refused: Line = (response) =>
      response.writeHead(404, { "content-type": "application/json" }).end(
        JSON.stringify({
          error: { type: "not_found", code: "not_found", message: "No such thing.", request_id: "req_1" },
        }),
      );
    expect(await failure({}, refused)).toMatchObject({ type: "not_found", requestId: "req_1" });
  });

  it("says so when the answer is no stream", async () => {
    const page: Line = (response) => response.writeHead(200, { "content-type": "text/html" }).end("<h1>Welcome</h1>");
    expect(await failure({}, page)).toMatchObject({ type: "unknown", code: "unreadable_answer" });
  });

  it("is given up when its line breaks again and again", async () => {
    const lines = Array.from({ length: 50 }, () => stream("", cut));
    expect(await failure({ giveUpAfter: 300 }, ...lines)).toMatchObject({ type: "unreachable" });
  });

  it("is given up when the server is gone for longer than that", async () => {
    const gone: Line = (response) => {
      server?.close();
      stream(block("0001"), cut)(response, {} as IncomingMessage);
    };
    expect(await failure({ giveUpAfter: 300 }, gone)).toMatchObject({ status: null, type: "unreachable" });
  });
});

describe("following the log", () => {
  it("begins behind the newest entry, so that nothing is missed when the line breaks before the first", async () => {
    const newest: Line = (response) =>
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ data: [{ id: "log_1" }], cursor: "more" }));
    const { client, asked } = await scripted(newest, stream("", cut), stream(`data: {"id":"log_2"}\n\n`, stayOpen));
    for await (const entry of client.logs.stream({ kind: "job" })) {
      expect(entry.id).toBe("log_2");
      break;
    }
    expect(asked.map(({ path, after }) => [path, after])).toEqual([
      ["/logs", null],
      ["/logs/stream", "log_1"],
      ["/logs/stream", "log_1"],
    ]);
  });
});

describe("a message to an async chat", () => {
  it("is sent again under its name when the line breaks in its answer, whose events come once", async () => {
    const metrics = {
      id: "ev_12345670004",
      payload: { type: "agent.turn.metrics", trigger_event_id: event("0002").id },
    };
    const earlier = {
      id: "ev_12345670003",
      payload: { type: "agent.turn.metrics", trigger_event_id: event("0001").id },
    };
    const json = (object: unknown) => `data: ${JSON.stringify(object)}\n\n`;
    const { client, asked } = await scripted(
      stream(block("0002", "user.message.received") + json(earlier), cut),
      stream(block("0002", "user.message.received") + json(earlier) + json(metrics), stayOpen),
    );
    const message = { payload: { type: "user.message.send", text: "Hello" } } as const;
    expect(await collect(client.conversations.session("conv_1", message))).toEqual(["0002", "0003", "0004"]);
    const keys = asked.map(({ headers }) => headers["idempotency-key"]);
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
  });
});
