import { afterEach, describe, expect, it } from "vitest";
import type { LanguageModel, ModelPart } from "../../src/ports/language-model.ts";
import { createOpenAiCompatible } from "../../src/providers/openai-compatible/openai-compatible.ts";
import { startFakeModelServer } from "../../src/testing/fake-model-server.ts";
import { callsOf, collect, failureOf, requestOf, textOf } from "../../src/testing/language-model-contract.ts";
import { type RawRequest, type RawServer, sendEvents, sendJson, startRawServer, textChunk } from "./raw-server.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(
  answer: (exchange: RawRequest) => void,
  path = "/v1",
): Promise<{ server: RawServer; model: LanguageModel }> {
  const server = await startRawServer(answer);
  closing.push(server.close);
  return { server, model: createOpenAiCompatible({ name: "local", baseUrl: `${server.origin}${path}` }) };
}

const ask = (model: LanguageModel) => collect(model.stream(requestOf("llama")));
const DONE = [textChunk("Hi", "stop"), "[DONE]"];

describe("The client of OpenAI-compatible servers reads", () => {
  const completion = {
    choices: [
      {
        message: {
          role: "assistant",
          content: "Hi",
          tool_calls: [{ id: "a", type: "function", function: { name: "look", arguments: "{}" } }],
        },
        finish_reason: "tool_calls",
      },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 2 },
  };

  it("an answer that is not streamed", async () => {
    const { model } = await serve(({ response }) => sendJson(response, 200, completion));
    const parts = await ask(model);
    expect(textOf(parts)).toBe("Hi");
    expect(callsOf(parts)).toEqual([{ callId: "a", name: "look", arguments: "{}" }]);
    expect(parts.at(-1)).toEqual({ type: "finish", usage: { inputTokens: 1, outputTokens: 2 } });
  });

  it("an event stream that says it is JSON, and JSON that says it is an event stream", async () => {
    const { model } = await serve(({ response, number }) => {
      const isJson = number === 2;
      response.writeHead(200, { "content-type": isJson ? "text/event-stream" : "application/json" });
      response.end(isJson ? `\n ${JSON.stringify(completion)}` : `data: ${JSON.stringify(DONE[0])}\n\n`);
    });
    expect(textOf(await ask(model))).toBe("Hi");
    expect(textOf(await ask(model))).toBe("Hi");
  });

  it("a stream without [DONE], and one without a reason to finish", async () => {
    const { model } = await serve(({ response, number }) =>
      sendEvents(response, number === 1 ? [textChunk("Hi", "stop")] : [textChunk("Hi"), "[DONE]"]),
    );
    expect(textOf(await ask(model))).toBe("Hi");
    expect(textOf(await ask(model))).toBe("Hi");
  });

  it("usage that comes after the reason to finish", async () => {
    const usage = { choices: [], usage: { prompt_tokens: 5, completion_tokens: 6 } };
    const { model } = await serve(({ response }) => sendEvents(response, [textChunk("Hi", "stop"), usage, "[DONE]"]));
    expect((await ask(model)).at(-1)).toEqual({ type: "finish", usage: { inputTokens: 5, outputTokens: 6 } });
  });

  it("a finished answer without waiting for a server that keeps the stream open", async () => {
    const { model, server } = await serve(({ response }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(
        DONE.map((event) => `data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`).join(""),
      );
    });
    expect(textOf(await ask(model))).toBe("Hi");
    await expect.poll(() => server.openConnections(), { timeout: 30_000 }).toBe(0);
  });

  it("a finished answer from a server that neither says [DONE] nor ends", async () => {
    const { model } = await serve(({ response }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${JSON.stringify(textChunk("Hi", "stop"))}\n\n`);
    });
    expect((await ask(model)).map(({ type }) => type)).toEqual(["text", "finish"]);
  });

  it("blank events and comments as nothing", async () => {
    const { model } = await serve(({ response }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(`: wait\n\ndata:\n\ndata: ${JSON.stringify(DONE[0])}\n\ndata: [DONE]\n\n`);
    });
    expect(textOf(await ask(model))).toBe("Hi");
  });

  it("everything from a server much faster than its reader", async () => {
    const { model } = await serve(({ response }) => {
      const chunks = Array.from({ length: 5_000 }, (_, index) => textChunk(`${index} `));
      sendEvents(response, [...chunks, ...DONE]);
    });
    const pieces: ModelPart[] = [];
    for await (const part of model.stream(requestOf("llama"))) {
      pieces.push(part);
      if (pieces.length % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(textOf(pieces)).toBe(`${Array.from({ length: 5_000 }, (_, index) => `${index} `).join("")}Hi`);
  });
});

describe("The client of OpenAI-compatible servers reports", () => {
  it.each([
    {
      title: "an error in the stream",
      events: [textChunk("Hi"), { error: { message: "out of memory", code: 500 } }],
      says: "out of memory",
      status: 500,
      isRetryable: true,
    },
    {
      title: "an error that is the caller's",
      events: [{ error: { message: "too long", code: 400 } }],
      says: "too long",
      status: 400,
      isRetryable: false,
    },
    {
      title: "an error in words only",
      events: [{ error: "it broke" }],
      says: "it broke",
      status: null,
      isRetryable: true,
    },
    {
      title: "a stream that ends early",
      events: [textChunk("Hi")],
      says: "the stream ended early",
      status: null,
      isRetryable: true,
    },
    {
      title: "an event that is not JSON",
      events: ["{oops"],
      says: "an event is not JSON",
      status: null,
      isRetryable: true,
    },
  ])("$title", async ({ events, says, status, isRetryable }) => {
    const { model } = await serve(({ response }) => sendEvents(response, events));
    const error = await failureOf(model, requestOf("llama"));
    expect(error.message).toContain(says);
    expect(error).toMatchObject({ status, isRetryable });
  });

  it("a page that is no completion at all", async () => {
    const { model } = await serve(({ response }) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<html><body>Welcome to the proxy</body></html>");
    });
    expect((await failureOf(model, requestOf("llama"))).message).toContain("no chat completion (text/html)");
  });

  it("an event that never ends, without keeping it all", async () => {
    const { model } = await serve(({ response }) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: ");
      const filler = Buffer.alloc(256 * 1024, "x");
      const more = () => {
        while (!response.destroyed && response.write(filler)) continue;
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    });
    expect((await failureOf(model, requestOf("llama"))).message).toContain("longer than 1048576 bytes");
  });

  it("a redirect, with what to check", async () => {
    const { model } = await serve(({ response }) => {
      response.writeHead(301, { location: "https://elsewhere/" });
      response.end();
    });
    const error = await failureOf(model, requestOf("llama"));
    expect(error.message).toContain("local answered 301");
    expect(error.message).toContain("base URL");
  });

  it("a server that is not there, by its address and without its credentials", async () => {
    const server = await startRawServer(() => {});
    const address = server.origin.replace("http://", "http://user:hunter2@");
    await server.close();
    const model = createOpenAiCompatible({ name: "local", baseUrl: `${address}/v1` });
    const error = await failureOf(model, requestOf("llama"));
    expect(error.message).toContain(
      `local cannot be reached at ${server.origin}/v1/chat/completions: connect ECONNREFUSED`,
    );
    expect(error.message).not.toContain("hunter2");
    expect(error).toMatchObject({ isRetryable: true, status: null });
  });

  it("a refusal that is not JSON in the server's words", async () => {
    const { model } = await serve(({ response }) => {
      response.writeHead(502);
      response.end("upstream is down");
    });
    expect((await failureOf(model, requestOf("llama"))).message).toBe("local answered 502: upstream is down.");
  });
});

describe("The client of OpenAI-compatible servers sends", () => {
  it("key, model, effort and tools to the address that was configured", async () => {
    const seen: RawRequest[] = [];
    const server = await startRawServer((exchange) => {
      seen.push(exchange);
      sendEvents(exchange.response, DONE);
    });
    closing.push(server.close);
    const model = createOpenAiCompatible({
      name: "x",
      baseUrl: `${server.origin}/api/v1/?api-version=3`,
      apiKey: "sk-1",
    });
    const tools = [{ name: "look", description: "Looks.", inputSchema: { type: "object" } }];
    await collect(model.stream(requestOf("llama", { tools, reasoningEffort: "low" })));
    expect(seen[0]?.request.url).toBe("/api/v1/chat/completions?api-version=3");
    expect(seen[0]?.request.headers).toMatchObject({
      authorization: "Bearer sk-1",
      "content-type": "application/json",
    });
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({
      model: "llama",
      stream: true,
      stream_options: { include_usage: true },
      reasoning_effort: "low",
      messages: [
        { role: "system", content: "You are a weather agent." },
        { role: "user", content: "What is the weather?" },
      ],
      tools: [{ type: "function", function: { name: "look", description: "Looks.", parameters: { type: "object" } } }],
    });
  });

  it("credentials in the address as basic authorization", async () => {
    let authorization: string | undefined;
    const server = await startRawServer(({ request, response }) => {
      authorization = request.headers.authorization;
      sendEvents(response, DONE);
    });
    closing.push(server.close);
    const baseUrl = server.origin.replace("http://", "http://me:p%40ss@");
    await ask(createOpenAiCompatible({ name: "x", baseUrl }));
    expect(authorization).toBe(`Basic ${Buffer.from("me:p@ss").toString("base64")}`);
  });

  it("no field that the server has refused, now and later, and every other one", async () => {
    const { model, server } = await serve(({ body, response }) => {
      const refused = ["stream_options", "reasoning_effort"].find((field) => body.includes(`"${field}":`));
      if (refused) sendJson(response, 400, { error: { message: `Unknown parameter: ${refused}` } });
      else sendEvents(response, DONE);
    });
    const request = requestOf("llama", { reasoningEffort: "high" });
    expect(textOf(await collect(model.stream(request)))).toBe("Hi");
    expect(server.bodies).toHaveLength(3);
    expect(textOf(await collect(model.stream(request)))).toBe("Hi");
    expect(server.bodies).toHaveLength(4);
  });

  it("a refused request only once when the refusal is about something else", async () => {
    const { model, server } = await serve(({ response }) => sendJson(response, 400, { error: "no such model" }));
    await failureOf(model, requestOf("llama"));
    expect(server.bodies).toHaveLength(1);
  });
});

describe("The client of OpenAI-compatible servers", () => {
  it("uses one connection for one request after the other", async () => {
    const { model, server } = await serve(({ response }) => sendEvents(response, DONE));
    for (let turn = 0; turn < 5; turn++) await ask(model);
    expect(server.connectionCount()).toBe(1);
  });

  it("asks once more, on a new connection, when a kept one turns out to be dead", async () => {
    const { model, server } = await serve(({ response, request, number }) => {
      if (number === 2) request.socket.destroy();
      else sendEvents(response, DONE);
    });
    expect(textOf(await ask(model))).toBe("Hi");
    expect(textOf(await ask(model))).toBe("Hi");
    expect(server.bodies).toHaveLength(3);
    expect(server.connectionCount()).toBe(2);
  });

  it("does not ask again when a new connection breaks", async () => {
    const { model, server } = await serve(({ request }) => request.socket.destroy());
    expect((await failureOf(model, requestOf("llama"))).isRetryable).toBe(true);
    expect(server.bodies).toHaveLength(1);
  });

  it("does not ask again when a kept connection breaks after the answer has begun", async () => {
    const { model, server } = await serve(({ response, request, number }) => {
      if (number === 1) return sendEvents(response, DONE);
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${JSON.stringify(textChunk("Hi"))}\n\n`, () => request.socket.destroy());
    });
    await ask(model);
    await failureOf(model, requestOf("llama"));
    expect(server.bodies).toHaveLength(2);
  });

  it.each(["before the head of the answer", "within a refusal", "within the answer"])(
    "closes the connection at once when it is aborted %s",
    async (place) => {
      const controller = new AbortController();
      const reason = new Error("interrupted");
      const { model, server } = await serve(({ response }) => {
        if (place === "within a refusal") response.writeHead(500).write("{");
        if (place === "within the answer")
          response.writeHead(200).write(`data: ${JSON.stringify(textChunk("Hi"))}\n\n`);
        setTimeout(() => controller.abort(reason), 20);
      });
      const reading = collect(model.stream(requestOf("llama", { signal: controller.signal })));
      await expect(reading).rejects.toBe(reason);
      await expect.poll(() => server.openConnections()).toBe(0);
    },
  );

  it("lets the server go when the reader leaves in mid-stream", async () => {
    const server = await startFakeModelServer({
      answer: { firstPieceAfter: 0, pieceEvery: 20, pieces: Array.from({ length: 1_000 }, () => "word ") },
    });
    closing.push(() => server.close());
    const model = createOpenAiCompatible({ name: "local", baseUrl: server.baseUrl });
    for await (const part of model.stream(requestOf("llama"))) if (part.type === "text") break;
    await expect.poll(() => server.openCount()).toBe(0);
  });

  it("leaves no listener on a signal that outlives the request", async () => {
    const { model } = await serve(({ response }) => sendEvents(response, DONE));
    const controller = new AbortController();
    const listening = { added: 0, removed: 0 };
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listening.added += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listening.removed += 1;
      remove(...args);
    };
    await collect(model.stream(requestOf("llama", { signal })));
    expect(listening.added).toBeGreaterThan(0);
    expect(listening.removed).toBe(listening.added);
  });

  it("refuses a base URL that is none", () => {
    expect(() => createOpenAiCompatible({ name: "local", baseUrl: "localhost" })).toThrow(TypeError);
  });
});
