import { describe, expect, it } from "vitest";
import type { SpeechToText } from "../ports/speech-to-text.ts";
import { scriptedTextToSpeech } from "../testing/scripted-text-to-speech.ts";
import { createSpeechCatalog, inChosenOrder } from "./speech-catalog.ts";

const listener = (name: string): SpeechToText => ({
  name,
  open: () => {
    throw new Error("Nobody is to be listened to here.");
  },
});
const speaker = (name: string) => scriptedTextToSpeech({ name });
const full = createSpeechCatalog({
  listeners: [listener("deepgram"), listener("whisper"), listener("local")],
  speakers: [speaker("elevenlabs"), speaker("local")],
});
const bare = createSpeechCatalog({ listeners: [], speakers: [] });

describe("The catalog of speech", () => {
  it.each([
    [null, ["deepgram", "whisper", "local"]],
    ["local", ["local", "deepgram", "whisper"]],
    ["gone", ["deepgram", "whisper", "local"]],
  ])("lets %s listen first when it is preferred", (preferred, expected) => {
    expect(full.listeners(preferred).map(({ name }) => name)).toEqual(expected);
  });

  it.each([
    ["operator", "Male 2", ["elevenlabs dan", "local dan"]],
    ["local", "ada", ["local ada", "elevenlabs ada"]],
    ["elevenlabs", "a-clone", ["elevenlabs a-clone", "local ada", "elevenlabs ada"]],
  ])("finds who speaks as %s %s", (provider, id, expected) => {
    const choices = full.speakers({ provider, id }, "en").map((choice) => `${choice.provider.name} ${choice.voiceId}`);
    expect(choices).toEqual(expected);
  });

  it("says what is missing for conversations by voice", () => {
    expect(full.problem()).toBeNull();
    expect(bare.problem()).toMatch(
      /^This installation cannot hold .* Nobody listens: .* Nobody speaks: .* DEEPGRAM_API_KEY/,
    );
    const deaf = createSpeechCatalog({ listeners: [], speakers: [speaker("local")] });
    expect(deaf.problem()).not.toContain("Nobody speaks");
    expect([bare.speakers({ provider: "operator", id: "Female 1" }, "en"), bare.listeners(null)]).toEqual([[], []]);
  });

  it.each([
    ["operator", "Female 1", null],
    ["operator", "Female 9", null],
    ["operator", "Bella", /no voice "Bella"\. Its own voices are Female 1, /],
    ["elevenlabs", "anything", null],
    ["local", "ada", null],
    ["local", "adda", /local has no voice "adda"\. Did you mean "ada"\?/],
    [
      "cartesia",
      "x",
      /cartesia is not set up on this installation\. Set CARTESIA_API_KEY\. Who speaks here: elevenlabs, local\./,
    ],
    ["assemblyai", "x", /assemblyai only listens\./],
    ["whisper", "x", /No speech provider "whisper" speaks/],
    ["elevenlab", "x", /Did you mean "elevenlabs"\?/],
    ["constructor", "x", /No speech provider "constructor" speaks/],
  ])("judges the voice %s %s", (provider, id, problem) => {
    const said = full.problemOfVoice({ provider, id });
    if (problem === null) expect(said).toBeNull();
    else expect(said).toMatch(problem);
  });

  it("takes the platform's own voices where nobody speaks, too", () => {
    expect(bare.problemOfVoice({ provider: "operator", id: "Male 1" })).toBeNull();
    expect(bare.voices().every(({ provider, spokenBy }) => provider === "operator" && spokenBy === null)).toBe(true);
  });

  it("judges who listens", () => {
    expect(full.problemOfListener("whisper")).toBeNull();
    expect(full.problemOfListener("assemblyai")).toContain("Set ASSEMBLYAI_API_KEY. Who listens here: deepgram,");
    expect(bare.problemOfListener("local")).toMatch(/Install pocketsphinx .* Nobody listens on this installation\./);
  });

  it("keeps the order that was chosen, and says which name stands for nobody", () => {
    const made = [listener("deepgram"), listener("openai"), listener("local")];
    expect(inChosenOrder(made, [], "listens")).toBe(made);
    const chosen = inChosenOrder(made, ["local", "deepgram", "local"], "listens");
    expect(typeof chosen === "string" ? chosen : chosen.map(({ name }) => name)).toEqual(["local", "deepgram"]);
    expect(inChosenOrder(made, ["local", "cartesia"], "listens")).toContain("Set CARTESIA_API_KEY.");
  });
});
