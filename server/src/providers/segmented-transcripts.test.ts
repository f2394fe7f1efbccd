import { describe, expect, it } from "vitest";
import { SpeechError } from "../ports/speech-error.ts";
import { listenRequestOf, listenTo, writeRamp } from "../testing/speech-to-text-contract.ts";
import { openSegmentedTranscripts, type SpeechSegment } from "./segmented-transcripts.ts";
import type { HeardSegment } from "./transcript-draft.ts";

const VENDOR = { name: "acme", apiKey: "key-123456789", keyHint: "", notFoundHint: "" };

/** Opens a stream over a transcriber that does what the test says. */
function open(
  transcribe: (segment: SpeechSegment, number: number) => Promise<HeardSegment | null>,
  answerWithin = 5_000,
) {
  const controller = new AbortController();
  const asked: SpeechSegment[] = [];
  const stream = openSegmentedTranscripts(listenRequestOf({ signal: controller.signal }), {
    vendor: VENDOR,
    answerWithin,
    transcribe: (segment) => transcribe(segment, asked.push(segment)),
  });
  return { stream, asked, heard: listenTo(stream), controller };
}

const said = (text: string): Promise<HeardSegment> => Promise.resolve({ text, language: "en", confidence: null });
const lengthOf = (segment: SpeechSegment | undefined) => (segment?.samples.length ?? 0) / 16;

describe("Speech that is transcribed piece by piece", () => {
  it("takes 300 ms before the begin along, and nothing of what lies between", async () => {
    const { stream, asked, heard } = open(() => said("yes"));
    const from = writeRamp(stream, 5_000);
    stream.speechStarted();
    const to = writeRamp(stream, 400, from);
    stream.speechEnded();
    await expect.poll(heard.finals).toEqual(["yes"]);
    const [segment] = asked;
    expect(lengthOf(segment)).toBe(700);
    expect([segment?.samples[0], segment?.samples.at(-1)]).toEqual([
      ((from - 4_800) % 30_000) + 1,
      ((to - 1) % 30_000) + 1,
    ]);
  });

  it("is not asked for when nobody spoke, nor for what is shorter than a tenth of a second", async () => {
    const { stream, asked, heard } = open(() => said("?"));
    stream.speechEnded();
    stream.speechStarted();
    writeRamp(stream, 80);
    stream.speechEnded();
    await expect.poll(heard.finals).toEqual(["", ""]);
    expect(asked).toEqual([]);
  });

  it("is guessed about every second while it lasts, ever more seldom, one guess at a time", async () => {
    const { stream, asked, heard } = open(({ isInterim }, number) => said(isInterim ? `guess ${number}` : "all of it"));
    stream.speechStarted();
    for (let second = 0; second < 20; second += 0.1) {
      writeRamp(stream, 100);
      await new Promise(setImmediate);
    }
    stream.speechEnded();
    await expect.poll(heard.finals).toEqual(["all of it"]);
    const lengths = asked.map(lengthOf);
    expect(lengths.slice(0, 4)).toEqual([1_000, 2_000, 3_000, 4_000]);
    expect(lengths.length).toBeLessThan(14);
    expect(lengths.reduce((sum, one) => sum + one)).toBeLessThan(20_000 * 6);
  });

  it("is cut after half a minute, and put together in order though the first piece takes longest", async () => {
    const finals = ["one", "two", "three"];
    const { stream, asked, heard } = open(async ({ isInterim }) => {
      if (isInterim) return null;
      const text = finals.shift() ?? "?";
      if (text === "one") await new Promise((resolve) => setTimeout(resolve, 50));
      return said(text);
    });
    stream.speechStarted();
    writeRamp(stream, 65_000);
    stream.speechEnded();
    await expect.poll(heard.finals).toEqual(["one two three"]);
    expect(asked.filter(({ isInterim }) => !isInterim).map(lengthOf)).toEqual([30_000, 30_000, 5_000]);
    expect(heard.partials()).toContain("one");
  });

  it("stops guessing when the speech ends", async () => {
    const { stream, asked, heard } = open((segment) =>
      segment.isInterim
        ? new Promise((_resolve, reject) =>
            segment.signal.addEventListener("abort", () => reject(new Error("stopped"))),
          )
        : said("done"),
    );
    stream.speechStarted();
    writeRamp(stream, 1_500);
    stream.speechEnded();
    await expect.poll(heard.finals).toEqual(["done"]);
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(heard.partials()).toEqual([]);
  });

  it.each([
    [true, "goes on after a guess that failed and may be tried again"],
    [false, "fails at once when a guess is refused for good"],
  ])("when a refusal's being retryable is %s: %s", async (isRetryable) => {
    const refusal = new SpeechError("refused", { isRetryable });
    const { stream, heard } = open(({ isInterim }) => (isInterim ? Promise.reject(refusal) : said("fine")));
    stream.speechStarted();
    writeRamp(stream, 1_500);
    if (!isRetryable) return expect(await heard.ended).toBe(refusal);
    await new Promise(setImmediate);
    stream.speechEnded();
    await expect.poll(heard.finals).toEqual(["fine"]);
  });

  it("fails when it takes longer than it may, and stops what is being done", async () => {
    const never = ({ signal }: SpeechSegment) =>
      new Promise<null>((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
    const { stream, asked, heard } = open(never, 50);
    stream.speechStarted();
    writeRamp(stream, 400);
    stream.speechEnded();
    expect(await heard.ended).toMatchObject({ name: "SpeechError", isRetryable: true });
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  it("fails when more waits than can ever be caught up with", async () => {
    const { stream, heard } = open(() => new Promise(() => undefined));
    for (let turn = 1; turn <= 9; turn++) {
      stream.speechStarted();
      writeRamp(stream, 200);
      stream.speechEnded();
    }
    expect(String(await heard.ended)).toContain("too slow");
  });

  it("stops what is being done when it is aborted", async () => {
    const { stream, asked, heard, controller } = open(() => new Promise(() => undefined));
    stream.speechStarted();
    writeRamp(stream, 400);
    stream.speechEnded();
    await expect.poll(() => asked.length).toBe(1);
    controller.abort();
    expect(await heard.ended).toBeNull();
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  it("shows nobody what went wrong inside", async () => {
    const { stream, heard } = open(() => Promise.reject(new TypeError("internals of key-123456789")));
    stream.speechStarted();
    writeRamp(stream, 400);
    stream.speechEnded();
    expect(String(await heard.ended)).toBe("SpeechError: acme failed: something unforeseen went wrong.");
  });
});
