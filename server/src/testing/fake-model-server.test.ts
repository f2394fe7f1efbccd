import { afterEach, describe, expect, it } from "vitest";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "./fake-model-server.ts";

const SOON = { firstPieceAfter: 1, pieceEvery: 1 };
let server: FakeModelServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

async function ask(answer: FakeAnswer | ((request: FakeModelRequest) => FakeAnswer)): Promise<Response> {
  server = await startFakeModelServer({ answer });
  const body = { model: "any", stream: true, messages: [{ role: "user", content: "hello" }] };
  return fetch(`${server.baseUrl}/chat/completions`, { method: "POST", body: JSON.stringify(body) });
}

interface Chunk {
  choices: {
    delta: { content?: string; tool_calls?: { function: { name: string; arguments: string } }[] };
    finish_reason: string | null;
  }[];
  usage?: { completion_tokens: number };
}

function chunksOf(text: string): Chunk[] {
  const lines = text.split("\n\n").filter((line) => line.startsWith("data: {"));
  return lines.map((line) => JSON.parse(line.slice("data: ".length)) as Chunk);
}

describe("the fake model server", () => {
  it("streams the pieces in order, then the reason to stop, the usage and the end mark", async () => {
    const text = await (await ask({ ...SOON, pieces: ["Hello", ", ", "you"] })).text();
    const chunks = chunksOf(text);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe("Hello, you");
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe("stop");
    expect(chunks.at(-1)?.usage?.completion_tokens).toBe(3);
    expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
  });

  it("keeps to its times", async () => {
    const began = performance.now();
    const answer = await ask({ firstPieceAfter: 40, pieceEvery: 20, pieces: ["a", "b", "c"] });
    await answer.text();
    expect(performance.now() - began).toBeGreaterThan(79);
  });

  it("calls tools", async () => {
    const answer = await ask({ ...SOON, pieces: [], toolCalls: [{ name: "book", arguments: '{"day":1}' }] });
    const chunks = chunksOf(await answer.text());
    const calls = chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? []);
    expect(calls.map((call) => call.function)).toEqual([{ name: "book", arguments: '{"day":1}' }]);
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe("tool_calls");
  });

  it("shows the request to a function that chooses the answer", async () => {
    const answer = await ask((request) => ({
      ...SOON,
      pieces: [request.messages.map(textOfMessage).join(), request.model],
    }));
    const pieces = chunksOf(await answer.text()).flatMap((chunk) => chunk.choices[0]?.delta.content ?? []);
    expect(pieces).toEqual(["hello", "any"]);
  });

  it("answers with status 500 when the function throws", async () => {
    const answer = await ask(() => {
      throw new Error("off script");
    });
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain("off script");
  });

  it("refuses with the status it is told", async () => {
    const answer = await ask({ ...SOON, pieces: [], refuseWith: 429 });
    expect(answer.status).toBe(429);
  });

  it("breaks the connection after as many pieces as it is told", async () => {
    const answer = await ask({ ...SOON, pieces: ["a", "b"], breakAfter: 1 });
    await expect(answer.text()).rejects.toThrow();
  });

  it("stops answering a caller that is gone, and counts what it was asked", async () => {
    server = await startFakeModelServer({ answer: { firstPieceAfter: 60_000, pieceEvery: 0, pieces: ["late"] } });
    const caller = new AbortController();
    const init = { method: "POST", body: "{}", signal: caller.signal };
    const answer = await fetch(`${server.baseUrl}/chat/completions`, init);
    expect(server.openCount()).toBe(1);
    caller.abort();
    await expect(answer.text()).rejects.toThrow();
    await expect.poll(() => server?.openCount()).toBe(0);
    expect(server.requestCount()).toBe(1);
  });
});
