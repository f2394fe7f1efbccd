import { afterEach, describe, expect, it, vi } from "vitest";
import { SpeechError } from "../ports/speech-error.ts";
import type { TranscriptPart } from "../ports/speech-to-text.ts";
import {
  type ScriptedSpeechToText,
  scriptedSpeechToText,
  type StreamScript,
} from "../testing/scripted-speech-to-text.ts";
import { Listening } from "./listening.ts";

const refused = (name: string) => new SpeechError(`${name} refused.`, { isRetryable: false, status: 401 });

function setUp(...scripts: (readonly StreamScript[])[]) {
  const providers = scripts.map((script, index) =>
    scriptedSpeechToText({ name: `p${index}`, script, keepsAudio: true }),
  );
  const parts: TranscriptPart[] = [];
  const failures: { provider: string; reason: string; next: string | null }[] = [];
  let isLost = false;
  const listening = new Listening(
    {
      providers,
      sampleRateHz: 8_000,
      keywords: ["Acme"],
      onPart: (part) => parts.push(part),
      onFailure: ({ provider, reason, next }) => failures.push({ provider, reason, next }),
      onLost: () => {
        isLost = true;
      },
    },
    ["en"],
  );
  open.push(listening);
  const opened = (provider: number, stream = 0) => (providers[provider] as ScriptedSpeechToText).opened[stream];
  const finals = () => parts.flatMap((part) => (part.type === "final" ? [part.text] : []));
  return { listening, parts, finals, failures, opened, isLost: () => isLost };
}

const open: Listening[] = [];
const frame = (value: number) => new Int16Array(160).fill(value);

afterEach(() => {
  vi.useRealTimers();
  for (const listening of open.splice(0)) listening.close();
});

describe("listening", () => {
  it("hands on what the provider understands", async () => {
    const { listening, parts, opened } = setUp([{ heard: [{ text: "hello there", partials: ["hello"] }] }]);
    expect(opened(0)?.request).toMatchObject({ languages: ["en"], keywords: ["Acme"], sampleRateHz: 8_000 });
    listening.write(frame(1));
    listening.speechStarted();
    listening.write(frame(2));
    listening.speechEnded();
    await vi.waitFor(() => expect(parts.map(({ type }) => type)).toEqual(["partial", "final"]), 30_000);
    expect(opened(0)?.sampleCount).toBe(320);
  });

  it("goes to the next provider when one refuses, which hears again what was said", async () => {
    const { listening, failures, finals, opened } = setUp([{ refuses: refused("p0") }], [{ heard: ["hello"] }]);
    listening.speechStarted();
    listening.write(frame(1));
    listening.write(frame(2));
    listening.speechEnded();
    await vi.waitFor(() => expect(finals()).toEqual(["hello"]), 30_000);
    expect(failures).toEqual([{ provider: "p0", reason: "error", next: "p1" }]);
    expect(opened(1)?.audio.map((samples) => samples[0])).toEqual([1, 2]);
    expect(opened(1)?.calls.map(({ type }) => type)).toEqual(["speech_started", "speech_ended"]);
  });

  it("does so in mid-utterance when a connection closes", async () => {
    const { listening, finals, opened } = setUp([{}], [{ heard: ["all of it"] }]);
    listening.speechStarted();
    listening.write(frame(1));
    opened(0)?.partial("all");
    opened(0)?.fail(new SpeechError("Closed.", { isRetryable: true, status: 1006 }));
    listening.write(frame(2));
    await vi.waitFor(() => expect(opened(1)).toBeDefined(), 30_000);
    listening.write(frame(3));
    listening.speechEnded();
    await vi.waitFor(() => expect(finals()).toEqual(["all of it"]), 30_000);
    expect(opened(1)?.audio.map((samples) => samples[0])).toEqual([1, 2, 3]);
  });

  it("does not wait for ever for what was said", async () => {
    vi.useFakeTimers();
    const { listening, failures, finals } = setUp([{ stalls: true }], [{ heard: ["late but whole"] }]);
    listening.speechStarted();
    listening.write(frame(1));
    listening.speechEnded();
    await vi.advanceTimersByTimeAsync(4_100);
    expect(failures).toEqual([{ provider: "p0", reason: "stalled", next: "p1" }]);
    expect(finals()).toEqual(["late but whole"]);
  });

  it("tries the only provider again, and gives up after some rounds", async () => {
    vi.useFakeTimers();
    const { failures, isLost } = setUp([0, 1, 2].map(() => ({ refuses: refused("p0") })));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(failures.map(({ next }) => next)).toEqual(["p0", "p0", null]);
    expect(isLost()).toBe(true);
  });

  it("lets nothing be heard twice that was final", async () => {
    const { listening, finals, opened } = setUp([{ heard: ["one"] }], [{ heard: ["two"] }]);
    listening.speechStarted();
    listening.write(frame(1));
    listening.speechEnded();
    await vi.waitFor(() => expect(finals()).toEqual(["one"]), 30_000);
    opened(0)?.fail(new SpeechError("Closed.", { isRetryable: true }));
    await vi.waitFor(() => expect(opened(1)).toBeDefined(), 30_000);
    expect(opened(1)?.calls).toEqual([]);
    listening.speechStarted();
    listening.write(frame(2));
    listening.speechEnded();
    await vi.waitFor(() => expect(finals()).toEqual(["one", "two"]), 30_000);
  });

  it("keeps little of a silence, and a bounded part of speech that does not end", async () => {
    const { listening, opened } = setUp([{}], [{}]);
    for (let index = 0; index < 500; index += 1) listening.write(frame(index));
    listening.speechStarted();
    for (let index = 0; index < 2_000; index += 1) listening.write(frame(index));
    opened(0)?.fail(new SpeechError("Closed.", { isRetryable: true }));
    await vi.waitFor(() => expect(opened(1)).toBeDefined(), 30_000);
    expect(opened(1)?.sampleCount).toBe(15 * 8_000);
  });

  it("opens anew for other languages", async () => {
    const { listening, opened } = setUp([{}, {}]);
    listening.setLanguages(["en"]);
    listening.setLanguages(["de", "en"]);
    await vi.waitFor(() => expect(opened(0, 1)?.request.languages).toEqual(["de", "en"]), 30_000);
    expect(opened(0)?.isOver).toBe(true);
  });

  it("lets go of everything when it is closed", () => {
    const { listening, opened } = setUp([{}]);
    listening.close();
    expect(opened(0)?.isOver).toBe(true);
  });
});
