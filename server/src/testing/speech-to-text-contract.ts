import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { samplesPerFrame } from "../domain/audio.ts";
import { SpeechError } from "../ports/speech-error.ts";
import type { ListenRequest, SpeechToText, TranscriptPart, TranscriptStream } from "../ports/speech-to-text.ts";

/** What the vendor does with the next stream. */
export interface ListenScenario {
  /** What it understands, one for each end of speech; the partials while it is spoken. */
  utterances?: readonly { text: string; partials?: readonly string[] }[];
  /** Refuses with this status and message. */
  refuses?: { status: number; message: string };
  /** Takes so long, in ms, until it takes anything. */
  connectsAfter?: number;
  /** Understands partials, then says nothing more, for longer than any test. */
  stalls?: boolean;
  /** Breaks the connection in the middle of what it says of the first utterance. */
  breaks?: boolean;
  /** Says things that make no sense, then what it should. */
  garbles?: boolean;
}

/** What reached the vendor of a stream. */
export interface SeenListening {
  /** As the vendor was told it: tags, or a word for many. */
  languages: readonly string[];
  keywords: readonly string[];
  samples: readonly number[];
}

/** A listener to be tested, with the means to say what its vendor does. */
export interface ListenerUnderTest {
  listener: SpeechToText;
  /** The same, waiting no longer than a few hundred ms for anything. */
  impatient: SpeechToText;
  /** Makes the next stream meet this scenario. */
  next(scenario: ListenScenario): void;
  /** What the last stream came to at the vendor; checked where there is one to tell it. */
  lastSeen?(): SeenListening;
  /** Given when the vendor can refuse: the API key in use, which no error may show. */
  apiKey?: string;
  /** Whether keywords are passed on; so by default. */
  takesKeywords?: boolean;
  /** What becomes of answers that make no sense: the stream goes on with the next one, or it fails; null for none. */
  garbage: "ignored" | "fails" | null;
  /** How many connections or processes there are right now. */
  openConnections?(): number;
  close(): Promise<void>;
}

const RATE = 16_000;
const FRAME = samplesPerFrame(RATE);

/** What is common to all requests of the suite. */
export function listenRequestOf(overrides: Partial<ListenRequest> = {}): ListenRequest {
  return {
    sampleRateHz: RATE,
    languages: ["en"],
    keywords: [],
    signal: new AbortController().signal,
    ...overrides,
  };
}

/** What a stream gave out, as it comes. */
export interface Listened {
  readonly parts: TranscriptPart[];
  /** Resolves with null when it ended, with what it threw otherwise. */
  readonly ended: Promise<unknown>;
  finals(): string[];
  partials(): string[];
}

/** Reads a stream in the background. */
export function listenTo(stream: TranscriptStream): Listened {
  const parts: TranscriptPart[] = [];
  const read = async () => {
    for await (const part of stream) parts.push(part);
    return null;
  };
  const textsOf = (type: string) => parts.flatMap((part) => (part.type === type && "text" in part ? [part.text] : []));
  return {
    parts,
    ended: read().catch((error: unknown) => error),
    finals: () => textsOf("final"),
    partials: () => textsOf("partial"),
  };
}

/** Writes so many ms of samples that count up from `from`, frame by frame; returns the next count. */
export function writeRamp(stream: TranscriptStream, ms: number, from = 0): number {
  let count = from;
  for (let written = 0; written < ms; written += 20) {
    const first = count;
    stream.write(Int16Array.from({ length: FRAME }, (_none, index) => ((first + index) % 30_000) + 1));
    count += FRAME;
  }
  return count;
}

interface ContractContext {
  test: ListenerUnderTest;
}

/** Defines the tests that every implementation of `SpeechToText` passes, the double included. */
export function speechToTextContract(name: string, start: () => Promise<ListenerUnderTest>): void {
  describe(`${name} keeps the contract of speech to text`, () => {
    const context = {} as ContractContext;
    beforeAll(async () => {
      context.test = await start();
    });
    afterAll(() => context.test.close());
    understanding(context);
    passingOn(context);
    ending(context);
    refusing(context);
    failing(context);
  });
}

/** Speaks for a while and waits for what is understood of it. */
async function speak(stream: TranscriptStream, heard: Listened, partial: string | null): Promise<void> {
  const finals = heard.finals().length;
  stream.speechStarted();
  writeRamp(stream, 1_200);
  if (partial !== null) await expect.poll(heard.partials, { timeout: 30_000 }).toContain(partial);
  stream.speechEnded();
  await expect.poll(() => heard.finals().length, { timeout: 30_000 }).toBe(finals + 1);
}

function understanding(context: ContractContext): void {
  it("understands partials, then the final of each utterance", async () => {
    const { test } = context;
    const utterances = [
      { text: "what are your opening hours", partials: ["what are your"] },
      { text: "thank you very much", partials: ["thank you"] },
    ];
    test.next({ utterances });
    const controller = new AbortController();
    const stream = test.listener.open(listenRequestOf({ signal: controller.signal }));
    const heard = listenTo(stream);
    await speak(stream, heard, "what are your");
    await speak(stream, heard, "thank you");
    expect(heard.finals()).toEqual(["what are your opening hours", "thank you very much"]);
    const order = heard.parts.filter(({ type }) => type !== "end_of_turn").map(({ type }) => type);
    expect(order.indexOf("partial")).toBeLessThan(order.indexOf("final"));
    expect(order.at(-1)).toBe("final");
    controller.abort();
    expect(await heard.ended).toBeNull();
  });

  it("answers each end of speech with one final, an empty one when there were no words", async () => {
    const { test } = context;
    test.next({ utterances: [{ text: "" }, { text: "yes" }, { text: "" }] });
    const controller = new AbortController();
    const stream = test.listener.open(listenRequestOf({ signal: controller.signal }));
    const heard = listenTo(stream);
    for (let turn = 1; turn <= 3; turn++) {
      stream.speechStarted();
      writeRamp(stream, 400);
      stream.speechEnded();
    }
    await expect.poll(() => heard.finals().length, { timeout: 30_000 }).toBe(3);
    expect(heard.finals()).toEqual(["", "yes", ""]);
    controller.abort();
    await heard.ended;
    expect(heard.finals()).toHaveLength(3);
  });
}

function passingOn(context: ContractContext): void {
  it("keeps what is written before the vendor is ready, in order", async () => {
    const { test } = context;
    test.next({ utterances: [{ text: "early" }], connectsAfter: 200 });
    const controller = new AbortController();
    const stream = test.listener.open(listenRequestOf({ signal: controller.signal }));
    const heard = listenTo(stream);
    stream.speechStarted();
    const count = writeRamp(stream, 600);
    stream.speechEnded();
    await expect.poll(heard.finals, { timeout: 30_000 }).toEqual(["early"]);
    controller.abort();
    if (!test.lastSeen) return;
    const { samples } = test.lastSeen();
    expect(samples.slice(0, count)).toEqual(Array.from({ length: count }, (_none, index) => (index % 30_000) + 1));
    // A vendor that takes pieces of one length alone is given silence behind the last of it.
    expect(samples.slice(count).every((sample) => sample === 0)).toBe(true);
  });

  it("tells the vendor the language and the keywords", async () => {
    const { test } = context;
    if (!test.lastSeen) return;
    test.next({ utterances: [{ text: "guten Tag" }] });
    const controller = new AbortController();
    const request = { languages: ["de"], keywords: ["Müller & Söhne", "Straße 5"], signal: controller.signal };
    const stream = test.listener.open(listenRequestOf(request));
    const heard = listenTo(stream);
    await speak(stream, heard, null);
    controller.abort();
    expect(test.lastSeen().languages).toEqual(["de"]);
    if (test.takesKeywords ?? true) expect(test.lastSeen().keywords).toEqual(["Müller & Söhne", "Straße 5"]);
  });
}

function ending(context: ContractContext): void {
  it("ends at once when it was aborted before it began", async () => {
    const { test } = context;
    const stream = test.listener.open(listenRequestOf({ signal: AbortSignal.abort() }));
    writeRamp(stream, 40);
    stream.speechStarted();
    stream.speechEnded();
    expect(await listenTo(stream).ended).toBeNull();
    if (test.openConnections) await expect.poll(test.openConnections).toBe(0);
  });

  it("ends without an error when it is aborted while it listens, and lets the vendor go", async () => {
    const { test } = context;
    test.next({ utterances: [{ text: "never", partials: ["nev"] }], stalls: true });
    const controller = new AbortController();
    const stream = test.listener.open(listenRequestOf({ signal: controller.signal }));
    const heard = listenTo(stream);
    stream.speechStarted();
    writeRamp(stream, 1_200);
    stream.speechEnded();
    if (test.openConnections) await expect.poll(test.openConnections, { timeout: 30_000 }).toBeGreaterThan(0);
    const began = performance.now();
    controller.abort();
    expect(await heard.ended).toBeNull();
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(() => writeRamp(stream, 20)).not.toThrow();
    expect(() => stream.speechEnded()).not.toThrow();
    if (test.openConnections) await expect.poll(test.openConnections, { timeout: 30_000 }).toBe(0);
  });

  it("lets the vendor go when the reader leaves", async () => {
    const { test } = context;
    test.next({ utterances: [{ text: "one" }, { text: "two" }] });
    const stream = test.listener.open(listenRequestOf());
    stream.speechStarted();
    writeRamp(stream, 400);
    stream.speechEnded();
    for await (const part of stream) if (part.type === "final") break;
    if (test.openConnections) await expect.poll(test.openConnections, { timeout: 30_000 }).toBe(0);
  });
}

function refusing(context: ContractContext): void {
  const refusals = [
    { status: 400, isRetryable: false },
    { status: 401, isRetryable: false },
    { status: 403, isRetryable: false },
    { status: 429, isRetryable: true },
    { status: 500, isRetryable: true },
    { status: 503, isRetryable: true },
  ];
  for (const { status, isRetryable } of refusals) {
    it(`turns a refusal with ${status} into a ${isRetryable ? "retryable" : "final"} error that says why`, async () => {
      const { test } = context;
      const { apiKey } = test;
      if (apiKey === undefined) return;
      test.next({ refuses: { status, message: `The vendor's reason; key ${apiKey} was given` } });
      const error = await failureOf(test.listener);
      expect({ status: error.status, isRetryable: error.isRetryable }).toEqual({ status, isRetryable });
      expect(error.message).toContain("The vendor's reason");
      expect(error.message).toContain(test.listener.name);
      expect(error.message).not.toContain(apiKey);
    });
  }
}

function failing(context: ContractContext): void {
  it("turns a final that never comes into a retryable error", async () => {
    const { test } = context;
    test.next({ utterances: [{ text: "never" }], stalls: true });
    expect(await failureOf(test.impatient)).toMatchObject({ isRetryable: true });
    if (test.openConnections) await expect.poll(test.openConnections, { timeout: 30_000 }).toBe(0);
  });

  it("turns a connection that breaks in mid-utterance into a retryable error", async () => {
    const { test } = context;
    test.next({ utterances: [{ text: "half of it", partials: ["half"] }], breaks: true });
    expect(await failureOf(test.listener)).toMatchObject({ isRetryable: true });
    if (test.openConnections) await expect.poll(test.openConnections, { timeout: 30_000 }).toBe(0);
  });

  it("survives answers that make no sense", async () => {
    const { test } = context;
    if (test.garbage === null) return;
    test.next({ utterances: [{ text: "good" }], garbles: true });
    if (test.garbage === "fails") {
      expect(await failureOf(test.listener)).toMatchObject({ isRetryable: true });
      return;
    }
    const controller = new AbortController();
    const stream = test.listener.open(listenRequestOf({ signal: controller.signal }));
    const heard = listenTo(stream);
    await speak(stream, heard, null);
    controller.abort();
    expect(heard.finals()).toEqual(["good"]);
  });

  it("listens to the next as if nothing had happened", async () => {
    const { test } = context;
    test.next({ utterances: [{ text: "all is well" }] });
    const controller = new AbortController();
    const stream = test.listener.open(listenRequestOf({ signal: controller.signal }));
    const heard = listenTo(stream);
    await speak(stream, heard, null);
    controller.abort();
    expect(heard.finals()).toEqual(["all is well"]);
    expect(await heard.ended).toBeNull();
  });
}

/** Speaks to a listener that must fail with a `SpeechError`, and returns that. */
export async function failureOf(listener: SpeechToText): Promise<SpeechError> {
  const stream = listener.open(listenRequestOf());
  const heard = listenTo(stream);
  stream.speechStarted();
  writeRamp(stream, 400);
  stream.speechEnded();
  const error = await heard.ended;
  if (error instanceof SpeechError) return error;
  throw error instanceof Error ? error : new Error(`The listener did not fail: ${String(error)}.`);
}
