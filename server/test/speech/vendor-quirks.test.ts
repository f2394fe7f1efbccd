import { afterEach, describe, expect, it } from "vitest";
import { SpeechError } from "../../src/ports/speech-error.ts";
import type { ListenRequest, SpeechToText, TranscriptStream } from "../../src/ports/speech-to-text.ts";
import { createAssemblyAiListener } from "../../src/providers/assemblyai/listener.ts";
import { createCartesiaListener } from "../../src/providers/cartesia/listener.ts";
import { createDeepgramListener } from "../../src/providers/deepgram/listener.ts";
import { createElevenLabsListener } from "../../src/providers/elevenlabs/listener.ts";
import type { ListenTiming } from "../../src/providers/streamed-transcripts.ts";
import type { VendorAccess } from "../../src/providers/vendor-access.ts";
import { type Listened, listenRequestOf, listenTo, writeRamp } from "../../src/testing/speech-to-text-contract.ts";
import { type SocketVendor, startSocketVendor, type VendorProtocol } from "./socket-vendor.ts";
import {
  assemblyAiProtocol,
  assemblyAiTurn,
  cartesiaProtocol,
  deepgramProtocol,
  deepgramResults,
  elevenLabsProtocol,
} from "./vendor-protocols.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Create = (access: VendorAccess & ListenTiming) => SpeechToText;

interface Line {
  vendor: SocketVendor;
  stream: TranscriptStream;
  heard: Listened;
}

/** Opens a stream to a vendor that says only what the test makes it say, and waits until it is connected. */
async function open(
  [protocol, create]: [VendorProtocol, Create],
  { timing = {}, ...request }: Partial<ListenRequest> & { timing?: ListenTiming } = {},
): Promise<Line> {
  const vendor = await startSocketVendor({ ...protocol, partial: () => [], final: () => [] });
  const controller = new AbortController();
  vendor.next({ utterances: Array.from({ length: 9 }, () => ({ text: "" })) });
  const listener = create({ apiKey: vendor.apiKey, baseUrl: vendor.origin, ...timing });
  const stream = listener.open(listenRequestOf({ signal: controller.signal, ...request }));
  const heard = listenTo(stream);
  writeRamp(stream, 120);
  closing.push(
    async () => controller.abort(),
    () => vendor.close(),
  );
  await expect.poll(() => vendor.lastSeen().samples.length, { timeout: 30_000 }).toBeGreaterThan(0);
  return { vendor, stream, heard };
}

/** Speaks for `ms`, and waits until the vendor was asked for the final. */
async function utter({ vendor, stream }: Line, ms = 400): Promise<void> {
  const asked = vendor.said.filter((message) => message === "finalize").length;
  stream.speechStarted();
  writeRamp(stream, ms);
  stream.speechEnded();
  await expect.poll(() => vendor.said.filter((message) => message === "finalize").length).toBe(asked + 1);
}

const DEEPGRAM: [VendorProtocol, Create] = [deepgramProtocol, createDeepgramListener];
const ELEVENLABS: [VendorProtocol, Create] = [elevenLabsProtocol, createElevenLabsListener];
const CARTESIA: [VendorProtocol, Create] = [cartesiaProtocol, createCartesiaListener];
const ASSEMBLYAI: [VendorProtocol, Create] = [assemblyAiProtocol, createAssemblyAiListener];

describe("Deepgram", () => {
  it("is asked for no more than it takes: keyterms of 500 tokens in all", async () => {
    const keywords = Array.from({ length: 100 }, (_none, number) => `keyword number ${number}`);
    const { vendor } = await open(DEEPGRAM, { keywords });
    const seen = vendor.lastSeen().keywords;
    expect(seen.join("").length).toBeLessThanOrEqual(1_200);
    expect(seen).toEqual(keywords.slice(0, seen.length));
    expect(seen.length).toBeGreaterThan(50);
  });

  it("puts the pieces of a long utterance together, and tells which language was spoken of several", async () => {
    const line = await open(DEEPGRAM, { languages: ["en", "de"] });
    expect(line.vendor.lastSeen().languages).toEqual(["multi"]);
    line.vendor.say(deepgramResults({ transcript: "Guten Tag.", seconds: 1, isFinal: true, languages: ["de"] }));
    line.vendor.say(deepgramResults({ transcript: "Ist da", seconds: 2, isFinal: false, languages: ["de"] }));
    await expect.poll(line.heard.partials).toContain("Guten Tag. Ist da");
    await utter(line);
    const last = { transcript: "Ist da jemand?", seconds: 3, isFinal: true, fromFinalize: true, languages: ["de-DE"] };
    line.vendor.say(deepgramResults(last));
    await expect.poll(line.heard.finals).toEqual(["Guten Tag. Ist da jemand?"]);
    expect(line.heard.parts.at(-1)).toMatchObject({ language: "de", confidence: 0.9 });
  });

  it("takes a result of later audio for the answer that Deepgram need not give", async () => {
    const line = await open(DEEPGRAM, { timing: { unansweredAfter: 60_000 } });
    line.vendor.say(deepgramResults({ transcript: "one moment", seconds: 0.5, isFinal: true }));
    await utter(line);
    expect(line.heard.finals()).toEqual([]);
    line.vendor.say(deepgramResults({ transcript: "and", seconds: 2, start: 1, isFinal: false }));
    await expect.poll(line.heard.finals).toEqual(["one moment"]);
    await expect.poll(() => line.heard.partials().at(-1)).toBe("and");
  });

  it("is kept alive while nothing is written", async () => {
    const { vendor } = await open(DEEPGRAM);
    await expect.poll(() => vendor.said, { timeout: 30_000 }).toContain("keep_alive");
  });

  it.each([
    [1011, "NET-0001", true],
    [1008, "DATA-0000", false],
  ])("tells by its close code %s whether to try again", async (code, reason, isRetryable) => {
    const { vendor, heard } = await open(DEEPGRAM);
    vendor.hangUp(code, reason);
    const error = await heard.ended;
    expect(error).toBeInstanceOf(SpeechError);
    expect(error).toMatchObject({ status: code, isRetryable });
    expect((error as Error).message).toContain(reason);
  });

  it("says goodbye when it is not needed any more", async () => {
    const vendor = await startSocketVendor(deepgramProtocol);
    closing.push(() => vendor.close());
    const controller = new AbortController();
    const listener = createDeepgramListener({ apiKey: vendor.apiKey, baseUrl: vendor.origin });
    const stream = listener.open(listenRequestOf({ signal: controller.signal }));
    writeRamp(stream, 40);
    await expect.poll(() => vendor.lastSeen().samples.length).toBeGreaterThan(0);
    controller.abort();
    await expect.poll(() => vendor.said).toEqual(["farewell"]);
    await expect.poll(() => vendor.openConnections()).toBe(0);
  });
});

describe("A vendor that leaves an utterance without an answer", () => {
  it("is taken at its last guess, once it has shown that it lives", async () => {
    const line = await open(ASSEMBLYAI, { timing: { unansweredAfter: 50 } });
    line.vendor.say(assemblyAiTurn({ text: "well then", isOver: false, confidence: 0.1 }));
    await expect.poll(line.heard.partials).toEqual(["well then"]);
    await utter(line);
    await expect.poll(line.heard.finals).toEqual(["well then"]);
    await utter(line);
    await expect.poll(line.heard.finals).toEqual(["well then", ""]);
  });

  it("is taken for deaf when it says nothing of several long ones", async () => {
    const line = await open(ASSEMBLYAI, { timing: { unansweredAfter: 20 } });
    for (let turn = 1; turn <= 3; turn++) await utter(line, 1_100);
    expect(await line.heard.ended).toMatchObject({ name: "SpeechError", isRetryable: true });
    expect(line.heard.finals()).toEqual(["", ""]);
  });

  it("is not taken for deaf over noises, which are short", async () => {
    const line = await open(ASSEMBLYAI, { timing: { unansweredAfter: 20 } });
    for (let turn = 1; turn <= 5; turn++) await utter(line, 300);
    await expect.poll(line.heard.finals).toEqual(["", "", "", "", ""]);
  });
});

describe("ElevenLabs", () => {
  it("has nothing to say of a commit that it refuses for its shortness", async () => {
    const line = await open(ELEVENLABS, { timing: { unansweredAfter: 60_000 } });
    await utter(line);
    line.vendor.say({ message_type: "commit_throttled", error: "only 0.00s of uncommitted audio" });
    await expect.poll(line.heard.finals).toEqual([""]);
  });

  it("tells the language with the second of its messages when there are several", async () => {
    const line = await open(ELEVENLABS, { languages: ["en", "fr"], timing: { unansweredAfter: 60_000 } });
    await utter(line);
    line.vendor.say({ message_type: "committed_transcript", text: "Bonjour" });
    const words = [{ text: "Bonjour", start: 0, end: 1, type: "word" }];
    const told = { message_type: "committed_transcript_with_timestamps", text: "Bonjour", language_code: "fr", words };
    line.vendor.say(told);
    await expect.poll(line.heard.finals).toEqual(["Bonjour"]);
    expect(line.heard.parts.at(-1)).toMatchObject({ language: "fr" });
  });

  it("is told no term that is longer than it takes", async () => {
    const { vendor } = await open(ELEVENLABS, { keywords: ["Kubernetes", "a term of more than twenty characters"] });
    expect(vendor.lastSeen().keywords).toEqual(["Kubernetes"]);
  });

  it.each([
    ["auth_error", 401, false],
    ["quota_exceeded", 402, false],
    ["rate_limited", 429, true],
    ["transcriber_error", null, true],
  ])("turns %s into an error that says why", async (type, status, isRetryable) => {
    const { vendor, heard } = await open(ELEVENLABS);
    vendor.say({ message_type: type, error: `No more for ${vendor.apiKey}` });
    const error = (await heard.ended) as SpeechError;
    expect(error).toMatchObject({ name: "SpeechError", status, isRetryable });
    expect(error.message).toContain("No more for");
    expect(error.message).not.toContain(vendor.apiKey);
  });
});

describe("Cartesia", () => {
  it.each([
    [400, false],
    [429, true],
    [503, true],
  ])("tells by the status %s of its error whether to try again", async (status, isRetryable) => {
    const { vendor, heard } = await open(CARTESIA);
    vendor.say({ type: "error", title: "Sorry", message: "It went wrong.", status_code: status });
    const error = (await heard.ended) as SpeechError;
    expect(error).toMatchObject({ name: "SpeechError", status, isRetryable });
    expect(error.message).toContain("It went wrong.");
  });

  it("closes by itself when its time is over, which may be tried again", async () => {
    const { vendor, heard } = await open(CARTESIA);
    vendor.hangUp(1000, "timed out");
    expect(await heard.ended).toMatchObject({ name: "SpeechError", status: 1000, isRetryable: true });
  });
});

describe("AssemblyAI", () => {
  it("passes on how sure it is that the turn is over", async () => {
    const { vendor, heard } = await open(ASSEMBLYAI);
    vendor.say(assemblyAiTurn({ text: "that is all", isOver: false, confidence: 0.875 }));
    await expect.poll(() => heard.parts).toContainEqual({ type: "end_of_turn", probability: 0.875 });
  });

  it.each([
    [1008, "Unauthorized Connection", false],
    [3009, "Too many concurrent sessions", true],
    [3008, "Session Expired", true],
  ])("tells by the code %s of its error whether to try again", async (code, said, isRetryable) => {
    const { vendor, heard } = await open(ASSEMBLYAI);
    vendor.say({ type: "Error", error_code: code, error: said });
    vendor.hangUp(code, "See Error message for details");
    const error = (await heard.ended) as SpeechError;
    expect(error).toMatchObject({ name: "SpeechError", status: code, isRetryable });
    expect(error.message).toContain(said);
  });
});
