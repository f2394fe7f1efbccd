import { afterEach, describe, expect, it, vi } from "vitest";
import {
  closedInMidSentence,
  type ScriptedSentence,
  scriptedTextToSpeech,
} from "../testing/scripted-text-to-speech.ts";
import { SpeechError } from "../ports/speech-error.ts";
import { Playback } from "./playback.ts";
import { Speaking } from "./speaking.ts";

const RATE = 8_000;
const busy = new SpeechError("Too many requests.", { isRetryable: true, status: 429 });

function setUp(...scripts: (readonly ScriptedSentence[] | undefined)[]) {
  const lost: string[] = [];
  const playback = new Playback(RATE, {
    onBegun: () => undefined,
    onHeard: ({ text, isLost }) => {
      if (isLost) lost.push(text);
    },
  });
  const providers = scripts.map((script, index) =>
    scriptedTextToSpeech({ name: `p${index}`, perCharacter: 10, ...(script === undefined ? {} : { script }) }),
  );
  const failures: { provider: string; reason: string; next: string | null }[] = [];
  const speaking = new Speaking({
    playback,
    sampleRateHz: RATE,
    choices: () => providers.map((provider, index) => ({ provider, voiceId: `v${index}` })),
    language: () => "de",
    wording: (text) => text.toUpperCase(),
    onFirstAudio: () => undefined,
    onAudio: () => undefined,
    onFailure: ({ provider, reason, next }) => failures.push({ provider, reason, next }),
  });
  const say = (text: string) => speaking.say({ generationId: "gen", text, isReadingOut: false });
  /** Hears everything that is there. Returns how many ms it was. */
  const hear = () => {
    const frame = new Int16Array(160);
    let samples = 0;
    for (let count = playback.take(frame); count > 0; count = playback.take(frame)) samples += count;
    playback.heardUpTo(playback.sent);
    speaking.audioTaken();
    return (samples / RATE) * 1000;
  };
  return { speaking, playback, providers, failures, lost, say, hear };
}

afterEach(() => vi.useRealTimers());

describe("speaking", () => {
  it("begins when somebody can hear it, and says each piece with the one before as its context", async () => {
    const { speaking, providers, say, hear } = setUp(undefined);
    say("One. ");
    say("Two.");
    expect(providers[0]?.requests).toHaveLength(0);
    speaking.begin();
    await vi.waitFor(() => expect(speaking.isIdle).toBe(true), 30_000);
    expect(providers[0]?.requests.map(({ text, previousText }) => [text, previousText])).toEqual([
      ["ONE. ", null],
      ["TWO.", "ONE. "],
    ]);
    expect(providers[0]?.requests[0]).toMatchObject({ language: "de", voiceId: "v0", sampleRateHz: RATE });
    expect(hear()).toBe(90);
  });

  it("does not run far ahead of what is heard", async () => {
    const { speaking, providers, say, hear } = setUp(undefined);
    speaking.begin();
    for (let piece = 0; piece < 6; piece += 1) say("x".repeat(250));
    await vi.waitFor(() => expect(providers[0]?.requests).toHaveLength(2), 30_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(providers[0]?.requests).toHaveLength(2);
    hear();
    await vi.waitFor(() => expect(providers[0]?.requests).toHaveLength(4), 30_000);
  });

  it("lets the next provider speak when one refuses", async () => {
    const { speaking, failures, say, hear } = setUp([[{ fails: busy }]], undefined);
    speaking.begin();
    say("Ten letters");
    await vi.waitFor(() => expect(speaking.isIdle).toBe(true), 30_000);
    expect(failures).toEqual([{ provider: "p0", reason: "error", next: "p1" }]);
    expect(hear()).toBe(110);
  });

  it("goes on with the words that were not said when one breaks off", async () => {
    const half: ScriptedSentence = [{ speaks: 0.5 }, { fails: closedInMidSentence() }];
    const { speaking, providers, say } = setUp([half], undefined);
    speaking.begin();
    say(`${"word ".repeat(40)}end`);
    await vi.waitFor(() => expect(speaking.isIdle).toBe(true), 30_000);
    const rest = providers[1]?.requests[0]?.text ?? "";
    expect(rest).toMatch(/^WORD .*END$/);
    expect(rest.length).toBeLessThan(203);
  });

  it("waits no longer than a moment for audio", async () => {
    vi.useFakeTimers();
    const { speaking, failures, say } = setUp([[{ stalls: true }]], undefined);
    speaking.begin();
    say("Hello");
    await vi.advanceTimersByTimeAsync(4_100);
    expect(failures).toEqual([{ provider: "p0", reason: "stalled", next: "p1" }]);
    expect(speaking.isIdle).toBe(true);
  });

  it("calls a piece lost that nobody could say, and says the next", async () => {
    const { speaking, failures, lost, say, hear } = setUp([[{ fails: busy }], [{ speaks: 1 }]]);
    speaking.begin();
    say("Lost");
    say("Said");
    await vi.waitFor(() => expect(speaking.isIdle).toBe(true), 30_000);
    expect(failures).toEqual([{ provider: "p0", reason: "error", next: null }]);
    expect(hear()).toBe(40);
    expect(lost).toEqual(["Lost"]);
  });

  it("stops in mid-sentence, and says nothing of what was waiting", async () => {
    const { speaking, playback, providers, failures, say } = setUp([
      [{ speaks: 0.1 }, { stalls: true }],
      [{ speaks: 1 }],
    ]);
    speaking.begin();
    say("One");
    say("Two");
    await vi.waitFor(() => expect(playback.ahead).toBeGreaterThan(0), 30_000);
    expect(speaking.silence().map(({ text }) => text)).toEqual(["Two"]);
    playback.clear();
    await vi.waitFor(() => expect(speaking.isIdle).toBe(true), 30_000);
    expect(failures).toEqual([]);
    say("Three");
    await vi.waitFor(
      () => expect(providers[0]?.requests.at(-1)).toMatchObject({ text: "THREE", previousText: null }),
      30_000,
    );
  });

  it("says that nobody can speak where nobody can", async () => {
    const { speaking, failures, say } = setUp();
    speaking.begin();
    say("Hello");
    await vi.waitFor(
      () => expect(failures).toEqual([{ provider: "operator", reason: "unavailable", next: null }]),
      30_000,
    );
  });
});
