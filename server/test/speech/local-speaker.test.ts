import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TextToSpeech } from "../../src/ports/text-to-speech.ts";
import { createLocalSpeaker, findLocalSpeaker, type LocalSpeaking } from "../../src/providers/local/speaker.ts";
import { collectSpeech, sentenceOf, speechFailure } from "../../src/testing/text-to-speech-contract.ts";

const PATH = process.env["PATH"] ?? "";

function installed(): LocalSpeaking {
  const found = findLocalSpeaker({ PATH });
  if (found === null)
    throw new Error("Neither flite nor espeak-ng is installed; scripts/install-test-tools.ts does it.");
  return found;
}

describe("The speaker of this machine", () => {
  const speaker = createLocalSpeaker(installed());

  it.each([
    ["flite-slt", "en", "Your table for four is booked at eight o'clock this evening."],
    ["flite-rms", "en", "Your table for four is booked at eight o'clock this evening."],
    ["espeak-ng-en-female", "en", "Your table for four is booked at eight o'clock this evening."],
    ["espeak-ng-de-male", "de", "Ihr Tisch für vier Personen ist für heute Abend um acht Uhr reserviert."],
    ["espeak-ng-fr-female", "fr", "Votre table pour quatre personnes est réservée ce soir à huit heures."],
  ])("speaks as %s in %s, as long and as loud as people do", async (voiceId, language, text) => {
    const { samples, sampleRateHz } = await collectSpeech(
      speaker.speak(sentenceOf(speaker, { voiceId, language, text })),
    );
    const seconds = samples.length / sampleRateHz;
    expect(sampleRateHz).toBeGreaterThanOrEqual(16_000);
    expect(seconds).toBeGreaterThan(2);
    expect(seconds).toBeLessThan(8);
    expect(loudness(samples)).toBeGreaterThan(700);
    expect(loudness(samples)).toBeLessThan(12_000);
    expect(shareOfSilence(samples, sampleRateHz)).toBeLessThan(0.6);
  });

  it("takes longer for more words, and says several sentences to the end", async () => {
    const lengthOf = async (text: string) =>
      (await collectSpeech(speaker.speak(sentenceOf(speaker, { voiceId: "flite-slt", text })))).samples.length;
    const one = await lengthOf("The first sentence is here.");
    const three = await lengthOf("The first sentence is here. The second is there. And the third one is everywhere!");
    expect(three).toBeGreaterThan(one * 2);
  });

  it.each(["flite-slt", "espeak-ng-en-male"])(
    "lets %s read what would be an option or a command, as words",
    async (voiceId) => {
      const text = '-o /tmp/never.wav --help $(touch /tmp/never) ; `id` <speak>"quoted"</speak> naïve 東京 …';
      const { samples } = await collectSpeech(speaker.speak(sentenceOf(speaker, { voiceId, text })));
      expect(loudness(samples)).toBeGreaterThan(300);
      expect(await readdir(tmpdir())).not.toContain("never.wav");
    },
  );

  it("says nothing for a text without words", async () => {
    const { samples } = await collectSpeech(speaker.speak(sentenceOf(speaker, { voiceId: "flite-slt", text: "…" })));
    expect(loudness(samples)).toBeLessThan(50);
  });

  it("refuses a voice that it does not have", async () => {
    const { error } = await speechFailure(speaker.speak(sentenceOf(speaker, { voiceId: "flite-nobody" })));
    expect(error.message).toContain('No program of this machine has a voice "flite-nobody"');
  });

  it("has women and men in English, German and Japanese", () => {
    for (const language of ["en", "de", "ja"]) {
      const genders = speaker.voices
        .filter(({ languages }) => languages.includes(language))
        .map(({ gender }) => gender);
      expect(genders).toEqual(expect.arrayContaining(["female", "male"]));
    }
    expect(new Set(speaker.voices.map(({ id }) => id)).size).toBe(speaker.voices.length);
  });
});

describe("The speaker of this machine, with programs that misbehave", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "speaker-"));
    const script = `#!/bin/sh
if [ "$1" = "--voices" ]; then echo "Pty Language Age/Gender VoiceName"; echo " 5 en-us --/M English"; exit 0; fi
read -r mode
echo $$ >> "${directory}/pids"
case "$mode" in
  hang) exec sleep 60 ;;
  fail) echo "no such voice" >&2; exit 3 ;;
  empty) exit 0 ;;
  flood) exec cat /dev/zero ;;
  junk) echo "ID3 this is no WAV file at all" ;;
  env) env > "${directory}/environment"; exit 1 ;;
esac
`;
    await writeFile(join(directory, "espeak-ng"), script);
    await chmod(join(directory, "espeak-ng"), 0o755);
  });
  afterAll(() => rm(directory, { recursive: true }));

  const speakerWith = (limits: { processes?: number; within?: number } = {}): TextToSpeech => {
    const found = findLocalSpeaker({ PATH: `${directory}:/bin` });
    if (found === null) throw new Error("The program was not found.");
    return createLocalSpeaker({
      ...found,
      voices: found.voices.filter(({ engine }) => engine === "espeak-ng"),
      ...limits,
    });
  };
  const pids = async () => (await readFile(join(directory, "pids"), "utf8")).trim().split("\n").map(Number);
  const isRunning = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it.each([
    ["fail", /ended with code 3\. It last wrote: no such voice/],
    ["empty", /made no sound/],
    ["junk", /It sent MP3/],
    ["flood", /writes without end/],
  ])("fails with a reason when they %s", async (text, message) => {
    const speaker = speakerWith();
    const { error } = await speechFailure(speaker.speak(sentenceOf(speaker, { text })));
    expect(error.message).toMatch(message);
  });

  it("kills what takes too long", async () => {
    const speaker = speakerWith({ within: 200 });
    const { error } = await speechFailure(speaker.speak(sentenceOf(speaker, { text: "hang" })));
    expect(error.message).toContain("was ended by SIGKILL after 0.2 s at most");
    await expect.poll(async () => (await pids()).some(isRunning)).toBe(false);
  });

  it("kills what is aborted, throws the reason, and lets the next in line begin", async () => {
    const speaker = speakerWith({ processes: 1 });
    const before = (await pids()).length;
    const reason = new Error("interrupted");
    const controllers = [new AbortController(), new AbortController(), new AbortController()] as const;
    const readings = controllers.map(({ signal }) => {
      const reading = collectSpeech(speaker.speak(sentenceOf(speaker, { text: "hang", signal })));
      reading.catch(() => undefined);
      return reading;
    });
    await expect.poll(async () => (await pids()).length).toBe(before + 1);
    controllers[1].abort(reason);
    await expect(readings[1]).rejects.toBe(reason);
    controllers[0].abort(reason);
    await expect(readings[0]).rejects.toBe(reason);
    await expect.poll(async () => (await pids()).length).toBe(before + 2);
    controllers[2].abort(reason);
    await expect(readings[2]).rejects.toBe(reason);
    await expect.poll(async () => (await pids()).some(isRunning)).toBe(false);
  });

  it("tells them nothing of the platform's own environment", async () => {
    const speaker = speakerWith();
    await speechFailure(speaker.speak(sentenceOf(speaker, { text: "env" })));
    const names = (await readFile(join(directory, "environment"), "utf8"))
      .split("\n")
      .map((line) => line.split("=")[0]);
    expect(
      names.filter((name) => name !== "" && !["PATH", "PWD", "SHLVL", "_", "OLDPWD"].includes(name ?? "")),
    ).toEqual([]);
  });

  it("is not there when nothing is installed", () => {
    expect(findLocalSpeaker({ PATH: "/nowhere" })).toBeNull();
  });
});

function loudness(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
}

/** The share of pieces of 20 ms that are all but silent: neither nothing nor everything in speech. */
function shareOfSilence(samples: Int16Array, sampleRateHz: number): number {
  const size = sampleRateHz / 50;
  const pieces = Array.from({ length: Math.floor(samples.length / size) }, (_, index) =>
    loudness(samples.subarray(index * size, (index + 1) * size)),
  );
  return pieces.filter((piece) => piece < 100).length / pieces.length;
}
