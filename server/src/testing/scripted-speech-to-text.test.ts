import { describe, expect, it } from "vitest";
import { SpeechError } from "../ports/speech-error.ts";
import type { ListenRequest, TranscriptPart, TranscriptStream } from "../ports/speech-to-text.ts";
import { scriptedSpeechToText } from "./scripted-speech-to-text.ts";

function requestOf(signal = new AbortController().signal): ListenRequest {
  return { sampleRateHz: 8_000, languages: ["en"], keywords: [], signal };
}

/** Reads so many parts and leaves. */
async function take(stream: TranscriptStream, count: number): Promise<TranscriptPart[]> {
  const parts: TranscriptPart[] = [];
  for await (const part of stream) if (parts.push(part) === count) break;
  return parts;
}

const FRAME = new Int16Array(160);

describe("The scripted listener", () => {
  it("answers each end of speech with the next of its script, partials first", async () => {
    const heard = ["hello", { text: "I am here", partials: ["I", "I am"], language: "en", endOfTurn: 0.9 }];
    const listener = scriptedSpeechToText({ script: [{ heard }] });
    const stream = listener.open(requestOf());
    stream.speechStarted();
    stream.write(FRAME);
    stream.speechEnded();
    expect(await peek(stream)).toEqual({ type: "final", text: "hello", language: null, confidence: null });
    stream.speechStarted();
    stream.speechEnded();
    expect(stream.calls.map(({ type, sampleCount }) => [type, sampleCount])).toEqual([
      ["speech_started", 0],
      ["speech_ended", 160],
      ["speech_started", 160],
      ["speech_ended", 160],
    ]);
    expect(await take(stream, 3)).toEqual([
      { type: "partial", text: "I am", language: "en" },
      { type: "final", text: "I am here", language: "en", confidence: null },
      { type: "end_of_turn", probability: 0.9 },
    ]);
    listener.assertFinished();
  });

  it("says by hand what the test makes it say", async () => {
    const listener = scriptedSpeechToText();
    const stream = listener.open(requestOf());
    stream.speechEnded();
    expect(() => listener.assertFinished()).toThrow("owes 1 finals");
    stream.partial("yes");
    stream.final("yes", { confidence: 0.5 });
    stream.endOfTurn(0.2);
    expect((await take(stream, 3)).map(({ type }) => type)).toEqual(["partial", "final", "end_of_turn"]);
    listener.assertFinished();
  });

  it("gives what was said before it broke, then the error", async () => {
    const stream = scriptedSpeechToText().open(requestOf());
    const error = new SpeechError("gone", { isRetryable: true });
    stream.partial("half a");
    stream.fail(error);
    const parts: TranscriptPart[] = [];
    const reading = (async () => {
      for await (const part of stream) parts.push(part);
    })();
    await expect(reading).rejects.toBe(error);
    expect(parts).toHaveLength(1);
  });

  it("says no final that is on its way once it stalls or is aborted", async () => {
    const heard = [{ text: "late", after: 5 }];
    const listener = scriptedSpeechToText({ script: () => ({ heard }) });
    const controller = new AbortController();
    const [stalled, aborted] = [
      listener.open(requestOf(controller.signal)),
      listener.open(requestOf(controller.signal)),
    ];
    stalled.speechEnded();
    aborted.speechEnded();
    stalled.stall();
    setTimeout(() => controller.abort(), 30);
    const collected = await Promise.all([stalled, aborted].map((stream) => take(stream, 5)));
    expect(collected.map((parts) => parts.length)).toEqual([0, 1]);
    expect(aborted.isOver).toBe(true);
  });

  it("refuses what is off its script, and tells of it again at the end", async () => {
    const listener = scriptedSpeechToText({ script: [{ heard: ["one"] }] });
    const stream = listener.open(requestOf());
    stream.speechEnded();
    stream.speechEnded();
    await expect(take(stream, 5)).rejects.toThrow("asked for final 2 of 1");
    expect(() => listener.open(requestOf())).toThrow("Stream 2 was opened");
    expect(() => listener.assertFinished()).toThrow(/asked for final 2 of 1.*Stream 2 was opened/);
  });

  it("tells what was never heard and never opened", () => {
    const listener = scriptedSpeechToText({ script: [{ heard: ["one", "two"] }, {}] });
    listener.open(requestOf()).speechEnded();
    expect(() => listener.assertFinished()).toThrow("1 utterances that were never heard. 1 scripted streams");
  });

  it("counts samples, and keeps them only when it is told to", () => {
    const [counting, keeping] = [false, true].map((keepsAudio) =>
      scriptedSpeechToText({ keepsAudio }).open(requestOf()),
    );
    for (const stream of [counting, keeping]) stream?.write(Int16Array.of(1, 2, 3));
    expect([counting?.sampleCount, counting?.audio.length]).toEqual([3, 0]);
    expect(keeping?.audio.map((samples) => [...samples])).toEqual([[1, 2, 3]]);
  });
});

/** Reads the next part and stays. */
async function peek(stream: TranscriptStream): Promise<TranscriptPart | undefined> {
  return (await stream[Symbol.asyncIterator]().next()).value as TranscriptPart | undefined;
}
