import { LLMock } from "@copilotkit/aimock";
import { afterEach, describe, expect, it } from "vitest";
import { createOpenAiListener } from "../../src/providers/openai/listener.ts";
import { failureOf, listenRequestOf, listenTo, writeRamp } from "../../src/testing/speech-to-text-contract.ts";
import { type RawRequest, startRawServer } from "../providers/raw-server.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Speaks once and returns the final. */
async function transcriptOf(baseUrl: string, name = "openai") {
  const controller = new AbortController();
  const listener = createOpenAiListener({ name, baseUrl, apiKey: "sk-1234567", model: "whisper-1" });
  const stream = listener.open(listenRequestOf({ signal: controller.signal, languages: ["en", "de"] }));
  const heard = listenTo(stream);
  stream.speechStarted();
  writeRamp(stream, 400);
  stream.speechEnded();
  await expect.poll(() => heard.finals().length, { timeout: 30_000 }).toBe(1);
  controller.abort();
  return heard.parts.at(-1);
}

async function serve(answer: (exchange: RawRequest) => void): Promise<string> {
  const server = await startRawServer(answer);
  closing.push(server.close);
  return `${server.origin}/v1`;
}

describe("A server with OpenAI's transcriptions", () => {
  it("is understood as others have written it down (aimock)", async () => {
    const fake = new LLMock({ port: 0 });
    fake.onTranscription({ transcription: { text: "Hello from aimock." } });
    await fake.start();
    closing.push(() => fake.stop());
    expect(await transcriptOf(`${fake.url}/v1`)).toMatchObject({ type: "final", text: "Hello from aimock." });
    const journaled = fake.getLastRequest();
    expect([journaled?.method, journaled?.path]).toEqual(["POST", "/v1/audio/transcriptions"]);
  });

  it("may answer with the text alone, whatever it is asked for", async () => {
    const baseUrl = await serve(({ response }) => {
      response.writeHead(200, { "content-type": "text/plain; charset=utf-8" });
      response.end("Just words\n");
    });
    expect(await transcriptOf(baseUrl)).toMatchObject({ type: "final", text: "Just words" });
  });

  it("tells the language it heard where it does", async () => {
    const baseUrl = await serve(({ response }) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ text: "Guten Tag", language: "de" }));
    });
    expect(await transcriptOf(baseUrl)).toMatchObject({ text: "Guten Tag", language: "de" });
  });

  it("cannot send us elsewhere with our key", async () => {
    let visits = 0;
    const elsewhere = await serve(({ response }) => {
      visits += 1;
      response.end();
    });
    const baseUrl = await serve(({ response }) => response.writeHead(307, { location: elsewhere }).end());
    const listener = createOpenAiListener({ name: "ours", baseUrl, apiKey: "sk-1234567", model: "m" });
    expect(await failureOf(listener)).toMatchObject({ status: 307, isRetryable: false });
    expect(visits).toBe(0);
  });

  it("does not fill the memory with an answer that has no end", async () => {
    const baseUrl = await serve(({ response }) => {
      response.writeHead(200, { "content-type": "application/json" });
      const writing = setInterval(() => response.write("x".repeat(200_000)), 1);
      response.on("close", () => clearInterval(writing));
    });
    const listener = createOpenAiListener({ name: "ours", baseUrl, model: "m" });
    expect((await failureOf(listener)).message).toContain("longer than");
  });

  it("is named with its variable when it does not take the key", async () => {
    const baseUrl = await serve(({ response }) => response.writeHead(401).end());
    const listener = createOpenAiListener({ name: "kitchen", baseUrl, model: "m" });
    expect((await failureOf(listener)).message).toBe(
      "kitchen answered 401. Check the key of kitchen in OPERATOR_SPEECH_SERVERS.",
    );
  });

  it("that is not there can be asked again", async () => {
    const listener = createOpenAiListener({ name: "gone", baseUrl: "http://user:pass@127.0.0.1:1/v1", model: "m" });
    const error = await failureOf(listener);
    expect(error).toMatchObject({ isRetryable: true, status: null });
    expect(error.message).toContain("gone cannot be reached at http://127.0.0.1:1/v1/audio/transcriptions");
    expect(error.message).not.toContain("pass");
  });
});
