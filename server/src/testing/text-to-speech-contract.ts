import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AudioChunk } from "../domain/audio.ts";
import { SpeechError } from "../ports/speech-error.ts";
import type { SpeakRequest, TextToSpeech } from "../ports/text-to-speech.ts";

/** What a speaker under test is to do when it is next asked. */
export interface SpeakingScenario {
  /** The samples it answers with; `SPOKEN` when they are left out. */
  samples?: Int16Array;
  /** In how many bytes the samples are cut; whatever is usual when it is left out. */
  cutsAt?: number;
  /** After the first half of the samples waits for this. */
  halfway?: Promise<unknown>;
  /** Refuses with this status and message instead. */
  refuses?: { status: number; message: string };
  /** Ends the connection after the first half. */
  isCut?: boolean;
  /** Gives nothing for longer than any test: not even the head of an answer, or nothing after the first half. */
  stalls?: "at_once" | "halfway";
}

/** What reached the vendor; undefined is what its dialect has no place for. */
export interface SeenSentence {
  text: string;
  voiceId: string;
  language?: string | undefined;
  previousText?: string | null | undefined;
}

/** A speaker to be tested, with the means to say what it does. */
export interface SpeakerUnderTest {
  /** Waits `PATIENCE` for something to come, where it waits for anything. */
  speaker: TextToSpeech;
  /** The API key in use, which no error may show; null without any. */
  apiKey: string | null;
  /** Makes the next request meet this scenario. */
  next(scenario: SpeakingScenario): void;
  /** What the last request came to at the vendor. */
  lastSeen(): SeenSentence;
  /** How many requests the vendor is answering right now. */
  openRequests(): number;
  /** Whether a silent vendor is given up; the double leaves that to whoever listens. */
  givesUp: boolean;
  /** Lets go of everything; throws when a script was left or something came that was not in it. */
  close(): Promise<void>;
}

/** How long a speaker under test waits for a vendor that says nothing, in ms. */
export const PATIENCE = 1_000;
const TEXT = "Your table is booked for eight o'clock.";
/** A second of something that is nowhere like itself, so that what is lost, doubled or swapped is seen. */
export const SPOKEN = Int16Array.from({ length: 16_000 }, (_, index) => ((index * 7_919) % 60_000) - 30_000);

/** What is common to all requests of the suite. */
export function sentenceOf(speaker: TextToSpeech, overrides: Partial<SpeakRequest> = {}): SpeakRequest {
  return {
    text: TEXT,
    voiceId: speaker.voices[0]?.id ?? "",
    language: "en",
    sampleRateHz: 16_000,
    previousText: null,
    signal: new AbortController().signal,
    ...overrides,
  };
}

/** Reads a sentence to its end and joins its samples. Throws when its pieces are of several rates. */
export async function collectSpeech(chunks: AsyncIterable<AudioChunk>): Promise<AudioChunk> {
  const samples: number[] = [];
  const rates = new Set<number>();
  for await (const chunk of chunks) {
    samples.push(...chunk.samples);
    rates.add(chunk.sampleRateHz);
  }
  if (rates.size > 1) throw new Error(`The pieces are of several rates: ${[...rates].join(", ")}.`);
  return { samples: Int16Array.from(samples), sampleRateHz: [...rates][0] ?? 0 };
}

/** Reads a sentence that must fail with a `SpeechError`; returns that, and how many samples came before. */
export async function speechFailure(chunks: AsyncIterable<AudioChunk>): Promise<{ error: SpeechError; heard: number }> {
  let heard = 0;
  try {
    for await (const { samples } of chunks) heard += samples.length;
  } catch (error) {
    if (error instanceof SpeechError) return { error, heard };
    throw error;
  }
  throw new Error("The speaker did not fail.");
}

/** Defines the tests that every implementation of `TextToSpeech` passes, the double included. */
export function textToSpeechContract(name: string, start: () => Promise<SpeakerUnderTest>): void {
  describe(`${name} keeps the contract of a speaker`, () => {
    const context = {} as ContractContext;
    beforeAll(async () => {
      context.test = await start();
    });
    afterAll(() => context.test.close());
    speaking(context);
    beingAborted(context);
    refusing(context);
    breaking(context);
  });
}

interface ContractContext {
  test: SpeakerUnderTest;
}

function speaking(context: ContractContext): void {
  it("hands on the beginning while the rest is still being made, and nothing is lost", async () => {
    const { test } = context;
    let release: () => void = () => undefined;
    test.next({ halfway: new Promise<void>((resolve) => (release = resolve)) });
    const heard: number[] = [];
    let rate = 0;
    for await (const { samples, sampleRateHz } of test.speaker.speak(sentenceOf(test.speaker))) {
      heard.push(...samples);
      rate = sampleRateHz;
      release();
    }
    expect(Int16Array.from(heard)).toEqual(SPOKEN);
    expect(rate).toBeGreaterThanOrEqual(8_000);
  });

  it.each([1, 3, 301])("puts samples together that come in pieces of %i bytes", async (cutsAt) => {
    const { test } = context;
    const samples = SPOKEN.subarray(0, 400);
    test.next({ samples, cutsAt });
    const spoken = await collectSpeech(test.speaker.speak(sentenceOf(test.speaker)));
    expect(spoken.samples).toEqual(samples);
  });

  it("tells the vendor the words, in every script, the voice, and what else it can be told", async () => {
    const { test } = context;
    const text = 'Grüße, 東京 — “naïve” \\n <b>"quoted"</b> & 5 %';
    const voiceId = test.speaker.voices.at(-1)?.id ?? "";
    test.next({});
    await collectSpeech(
      test.speaker.speak(sentenceOf(test.speaker, { text, voiceId, language: "de", previousText: "Before." })),
    );
    const { language = "de", previousText = "Before.", ...seen } = test.lastSeen();
    expect({ ...seen, language, previousText }).toEqual({ text, voiceId, language: "de", previousText: "Before." });
  });

  it("has voices, each under an id of its own, female and male", () => {
    const { voices } = context.test.speaker;
    expect(new Set(voices.map(({ id }) => id)).size).toBe(voices.length);
    expect(voices.map(({ gender }) => gender)).toEqual(expect.arrayContaining(["female", "male"]));
    expect(voices.every((voice) => voice.id !== "" && voice.name !== "")).toBe(true);
  });
}

function beingAborted(context: ContractContext): void {
  it("does not begin when it is aborted already", async () => {
    const { test } = context;
    const reason = new Error("interrupted");
    const request = sentenceOf(test.speaker, { signal: AbortSignal.abort(reason) });
    await expect(collectSpeech(test.speaker.speak(request))).rejects.toBe(reason);
    expect(test.openRequests()).toBe(0);
  });

  it.each(["at_once", "halfway"] as const)(
    "ends promptly when it is aborted while the vendor stalls %s",
    async (stalls) => {
      const { test } = context;
      const reason = new Error("interrupted");
      const controller = new AbortController();
      test.next({ stalls });
      const began = performance.now();
      const reading = collectSpeech(test.speaker.speak(sentenceOf(test.speaker, { signal: controller.signal })));
      reading.catch(() => undefined);
      await expect.poll(test.openRequests).toBe(1);
      controller.abort(reason);
      await expect(reading).rejects.toBe(reason);
      expect(performance.now() - began).toBeLessThan(2_000);
      await expect.poll(test.openRequests).toBe(0);
    },
  );

  it("lets the vendor go when the reader leaves", async () => {
    const { test } = context;
    test.next({ stalls: "halfway" });
    for await (const { samples } of test.speaker.speak(sentenceOf(test.speaker))) if (samples.length > 0) break;
    await expect.poll(test.openRequests).toBe(0);
  });
}

function refusing(context: ContractContext): void {
  it.each([
    [400, false],
    [401, false],
    [403, false],
    [404, false],
    [408, true],
    [429, true],
    [500, true],
    [503, true],
  ])("turns a refusal with %i into an error that says why, to be tried again: %s", async (status, isRetryable) => {
    const { test } = context;
    test.next({ refuses: { status, message: `The vendor's reason; key ${test.apiKey ?? "none"} was given` } });
    const { error, heard } = await speechFailure(test.speaker.speak(sentenceOf(test.speaker)));
    expect({ status: error.status, isRetryable: error.isRetryable, heard }).toEqual({ status, isRetryable, heard: 0 });
    expect(error.message).toContain("The vendor's reason");
    if (test.apiKey !== null) expect(error.message).not.toContain(test.apiKey);
  });
}

function breaking(context: ContractContext): void {
  it("turns a sentence that breaks off into a retryable error, after the pieces that came", async () => {
    const { test } = context;
    test.next({ isCut: true });
    const { error, heard } = await speechFailure(test.speaker.speak(sentenceOf(test.speaker)));
    expect(error.isRetryable).toBe(true);
    expect(heard).toBeGreaterThan(0);
    expect(heard).toBeLessThan(SPOKEN.length);
  });

  it.each(["at_once", "halfway"] as const)(
    "gives up a vendor that stalls %s, where it gives up at all",
    async (stalls) => {
      const { test } = context;
      if (!test.givesUp) return expect(test.givesUp).toBe(false);
      test.next({ stalls });
      const { error } = await speechFailure(test.speaker.speak(sentenceOf(test.speaker)));
      expect(error.isRetryable).toBe(true);
      expect(error.message).toContain("It sent nothing for 1 s.");
      await expect.poll(test.openRequests).toBe(0);
    },
  );

  it("waits for its reader as long as that takes, without taking it for the vendor's silence", async () => {
    const { test } = context;
    test.next({});
    let heard = 0;
    for await (const { samples } of test.speaker.speak(sentenceOf(test.speaker))) {
      if (heard === 0) await new Promise((resolve) => setTimeout(resolve, PATIENCE * 1.5));
      heard += samples.length;
    }
    expect(heard).toBe(SPOKEN.length);
  });

  it("speaks the next sentence as if nothing had happened", async () => {
    const { test } = context;
    test.next({});
    const spoken = await collectSpeech(test.speaker.speak(sentenceOf(test.speaker)));
    expect(spoken.samples).toEqual(SPOKEN);
  });
}
