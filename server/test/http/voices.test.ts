import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWav } from "../../src/lib/wav.ts";
import { SpeechError } from "../../src/ports/speech-error.ts";
import type { SpeechVoice } from "../../src/ports/text-to-speech.ts";
import { scriptedSpeechCatalog } from "../../src/testing/scripted-speech-catalog.ts";
import { scriptedTextToSpeech } from "../../src/testing/scripted-text-to-speech.ts";
import { type DescribedApp, headersOf, startDescribedApp } from "./described-app.ts";

const ACME_VOICES: SpeechVoice[] = [
  { id: "anna/1 é", name: "Anna", gender: "female", languages: ["de", "en"] },
  { id: "bob", name: "Bob", gender: "male", languages: ["en"] },
];
const acme = scriptedTextToSpeech({ name: "acme", voices: ACME_VOICES, sampleRateHz: 24_000 });
const broken = scriptedTextToSpeech({
  name: "broken",
  script: [
    [{ fails: new SpeechError("broken answered 429: too many.", { isRetryable: true, status: 429 }) }],
    [{ speaks: 1 }],
    [{ speaks: 0.5 }, { fails: new SpeechError("broken broke off.", { isRetryable: true }) }],
  ],
});

describe("The voices of an installation", () => {
  let app: DescribedApp;
  beforeAll(async () => {
    app = await startDescribedApp({}, { speech: scriptedSpeechCatalog({ speakers: [acme, broken] }) });
  });
  afterAll(() => app.stop());

  /** Asks for bytes, which the test app's own calls would read as JSON. */
  const sampleOf = async (path: string) => {
    const response = await fetch(`${app.url}${path}`, { headers: headersOf(app.key) });
    return { status: response.status, type: response.headers.get("content-type"), bytes: await response.arrayBuffer() };
  };

  it("lists the platform's own first, with who speaks them, then each provider's", async () => {
    const { status, body } = await app.call("GET", "/voices");
    expect(status).toBe(200);
    expect(body["cursor"]).toBeNull();
    expect(body["data"][0]).toEqual({
      provider: "operator",
      id: "Female 1",
      name: "Female 1",
      gender: "female",
      languages: [],
      spoken_by: { provider: "acme", id: "anna/1 é" },
      sample_url: expect.stringMatching(/\/voices\/operator\/Female%201\/sample$/),
    });
    expect(body["data"]).toContainEqual(
      expect.objectContaining({
        provider: "acme",
        id: "anna/1 é",
        languages: ["German", "English"],
        spoken_by: null,
        sample_url: expect.stringContaining("/voices/acme/anna%2F1%20%C3%A9/sample"),
      }),
    );
  });

  it("speaks a sample of each voice at its address, in its first language, once", async () => {
    const { body } = await app.call("GET", "/voices");
    const anna = body["data"].find((voice: { name: string }) => voice.name === "Anna");
    const path = new URL(anna.sample_url).pathname;
    const [first, second] = await Promise.all([sampleOf(path), sampleOf(path)]);
    expect([first.status, first.type]).toEqual([200, "audio/wav"]);
    const { samples, sampleRateHz } = readWav(new Uint8Array(first.bytes));
    expect(sampleRateHz).toBe(24_000);
    expect(samples.length / sampleRateHz).toBeGreaterThan(2);
    expect(new Uint8Array(second.bytes)).toEqual(new Uint8Array(first.bytes));
    const asked = acme.requests.filter(({ voiceId }) => voiceId === "anna/1 é");
    expect(asked.map(({ language, text }) => [language, text])).toEqual([
      ["de", "Guten Tag, ich heiße Anna. Wie kann ich Ihnen heute helfen?"],
    ]);
  });

  it("speaks the language that is asked for, and says which a voice has when it is none of them", async () => {
    await sampleOf("/voices/operator/Male%201/sample?language=English");
    expect(acme.requests.at(-1)).toMatchObject({ voiceId: "bob", language: "en" });
    expect((await sampleOf("/voices/acme/bob/sample?language=English")).status).toBe(200);
    const refused = await app.call("GET", "/voices/acme/bob/sample?language=German");
    expect(refused.status).toBe(400);
    expect(refused.body["error"]).toMatchObject({ code: "invalid_field", param: "language" });
    expect(refused.body["error"].message).toContain("It speaks English.");
    expect((await app.call("GET", "/voices/acme/bob/sample?language=Klingon")).status).toBe(400);
  });

  it.each(["office", "hold_tone"])("plays ten seconds of the sound %s, loud enough to be heard alone", async (name) => {
    const { status, type, bytes } = await sampleOf(`/sounds/${name}/sample`);
    expect([status, type]).toEqual([200, "audio/wav"]);
    const { samples, sampleRateHz } = readWav(new Uint8Array(bytes));
    expect(samples.length).toBe(10 * sampleRateHz);
    const power = samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;
    expect(Math.sqrt(power) / 32_768).toBeGreaterThan(0.005);
  });

  it("knows no other sounds", async () => {
    expect((await app.call("GET", "/sounds/sea/sample")).body["error"]).toMatchObject({ code: "invalid_field" });
  });

  it.each([
    ["/voices/nobody/x/sample", /No speech provider "nobody" speaks/],
    ["/voices/deepgram/x/sample", /Set DEEPGRAM_API_KEY/],
    ["/voices/operator/Fmale%201/sample", /Did you mean "Female 1"/],
  ])("does not find %s", async (path, message) => {
    const { status, body } = await app.call("GET", path);
    expect([status, body["error"].code]).toEqual([404, "not_found"]);
    expect(body["error"].message).toMatch(message);
  });

  it("says why a provider fails, keeps nothing of it, and tries again", async () => {
    const failed = await app.call("GET", "/voices/broken/ada/sample");
    expect([failed.status, failed.body["error"].code]).toEqual([503, "unavailable"]);
    expect(failed.body["error"].message).toContain("broken answered 429: too many.");
    expect((await sampleOf("/voices/broken/ada/sample")).status).toBe(200);
    expect((await app.call("GET", "/voices/broken/ben/sample")).status).toBe(503);
    broken.assertFinished();
  });

  it("refuses agents with what it does not have, and says how to get it", async () => {
    const runtime = { model: "simulated/assistant", prompt: { type: "fixed", text: "Be kind." } };
    const create = (config: object) =>
      app.call("POST", "/conversational_agents", {
        name: "Voices",
        description: "Speaks.",
        config: { runtime, ...config },
      });
    const elsewhere = await create({ personas: [{ name: "Ada", voice: { provider: "cartesia", id: "x" } }] });
    expect([elsewhere.status, elsewhere.body["error"].code]).toEqual([400, "invalid_config"]);
    expect(elsewhere.body["error"]).toMatchObject({ param: "config.personas[0].voice" });
    expect(elsewhere.body["error"].message).toContain("Set CARTESIA_API_KEY.");
    const deaf = await create({ voice: { speech_to_text: "assemblyai" } });
    expect(deaf.status).toBe(400);
    expect(deaf.body["error"].message).toContain("Set ASSEMBLYAI_API_KEY.");
    const fine = await create({ personas: [{ name: "Ada", voice: { provider: "acme", id: "bob" } }] });
    expect(fine.status).toBe(200);
  });
});

describe("An installation that only writes", () => {
  let app: DescribedApp;
  beforeAll(async () => {
    app = await startDescribedApp({}, { speech: scriptedSpeechCatalog() });
  });
  afterAll(() => app.stop());

  it("lists the platform's own voices, which nobody speaks, and takes agents with them", async () => {
    const { body } = await app.call("GET", "/voices");
    expect(body["data"][0]).toMatchObject({ provider: "operator", spoken_by: null });
    const { status, body: refused } = await app.call("GET", "/voices/operator/Female%201/sample");
    expect(status).toBe(503);
    expect(refused["error"].message).toContain("Install flite or espeak-ng");
    const runtime = { model: "simulated/assistant", prompt: { type: "fixed", text: "Be kind." } };
    const personas = [{ name: "Ada", voice: { id: "Female 2" } }];
    const made = await app.call("POST", "/conversational_agents", {
      name: "Texts",
      description: "Writes.",
      config: { runtime, personas },
    });
    expect(made.status).toBe(200);
  });
});
