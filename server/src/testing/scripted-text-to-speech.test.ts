import { describe, expect, it } from "vitest";
import type { AudioChunk } from "../domain/audio.ts";
import { SpeechError } from "../ports/speech-error.ts";
import { closedInMidSentence, type ScriptedSound, scriptedTextToSpeech } from "./scripted-text-to-speech.ts";
import {
  collectSpeech,
  sentenceOf,
  type SpeakerUnderTest,
  type SpeakingScenario,
  SPOKEN,
  textToSpeechContract,
} from "./text-to-speech-contract.ts";

function chunksOf(samples: Int16Array): AudioChunk[] {
  return [samples.subarray(0, samples.length / 2), samples.subarray(samples.length / 2)].map((half) => ({
    samples: half,
    sampleRateHz: 16_000,
  }));
}

function soundsOf({ samples = SPOKEN, refuses, halfway, isCut, stalls }: SpeakingScenario): ScriptedSound[] {
  if (refuses) {
    const { status, message } = refuses;
    const isRetryable = status === 408 || status === 429 || status >= 500;
    return [{ fails: new SpeechError(`scripted answered ${status}: ${message}`, { isRetryable, status }) }];
  }
  if (stalls === "at_once") return [{ stalls: true }];
  const [first, second] = chunksOf(samples) as [AudioChunk, AudioChunk];
  return [
    { gives: [first] },
    ...(halfway ? [{ waitsFor: halfway }] : []),
    ...(isCut ? [{ fails: closedInMidSentence() }] : []),
    ...(stalls ? [{ stalls: true as const }] : []),
    { gives: [second] },
  ];
}

textToSpeechContract("The scripted speaker", () => {
  let scenario: SpeakingScenario = {};
  const script = Array.from({ length: 100 }, () => () => soundsOf(scenario));
  const speaker = scriptedTextToSpeech({ script });
  return Promise.resolve({
    speaker,
    apiKey: null,
    next: (wanted) => {
      scenario = wanted;
    },
    lastSeen: () => {
      const { text, voiceId, language, previousText } = speaker.requests.at(-1) ?? sentenceOf(speaker);
      return { text, voiceId, language, previousText };
    },
    openRequests: () => speaker.open,
    givesUp: false,
    close: () => Promise.resolve(),
  } satisfies SpeakerUnderTest);
});

describe("The scripted speaker", () => {
  it("speaks any text as a tone that is as long as the text", async () => {
    const speaker = scriptedTextToSpeech({ perCharacter: 50, sampleRateHz: 24_000 });
    const { samples, sampleRateHz } = await collectSpeech(speaker.speak(sentenceOf(speaker, { text: "x".repeat(70) })));
    expect([samples.length, sampleRateHz]).toEqual([3.5 * 24_000, 24_000]);
    const loudness = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    expect(loudness).toBeCloseTo(8_000 / Math.SQRT2, -2);
  });

  it("keeps a pace when it is given one", async () => {
    const speaker = scriptedTextToSpeech({ pace: 4, delay: 20 });
    const began = performance.now();
    await collectSpeech(speaker.speak(sentenceOf(speaker, { text: "0123456789" })));
    expect(performance.now() - began).toBeGreaterThan(150);
  });

  it("throws off script, and again when it is asked whether the script was played", async () => {
    const speaker = scriptedTextToSpeech({ script: [[{ speaks: 1 }]] });
    expect(() => speaker.assertFinished()).toThrow("The script has 1 sentences; 0 were asked for.");
    await collectSpeech(speaker.speak(sentenceOf(speaker)));
    speaker.assertFinished();
    await expect(collectSpeech(speaker.speak(sentenceOf(speaker)))).rejects.toThrow("sentence 2 of 1");
    expect(() => speaker.assertFinished()).toThrow("2 were asked for");
  });
});
