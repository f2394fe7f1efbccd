import { describe, expect, it } from "vitest";
import { ConfigError, readEnvironment } from "../../src/config.ts";
import { speechCatalogOf } from "../../src/start/speech.ts";

const namesOf = (variables: Record<string, string>) => {
  const catalog = speechCatalogOf(readEnvironment(variables));
  const voice = { provider: "operator", id: "Female 1" };
  return {
    listeners: catalog.listeners(null).map(({ name }) => name),
    speakers: [...new Set(catalog.voices().map(({ provider }) => provider))].slice(1),
    first: catalog.speakers(voice, "en")[0]?.provider.name,
    catalog,
  };
};
const KEYS = {
  OPENAI_API_KEY: "sk-1",
  DEEPGRAM_API_KEY: "sk-2",
  ELEVENLABS_API_KEY: "sk-3",
  CARTESIA_API_KEY: "sk-4",
  ASSEMBLYAI_API_KEY: "sk-5",
  OPERATOR_SPEECH_SERVERS:
    "kokoro=http://127.0.0.1:1/v1?tts=kokoro&voices=af_bella+am_adam,ears=http://127.0.0.1:1/v1?stt=w",
};

describe("Speech, as the environment sets it up", () => {
  it("takes what is installed on the machine when there are no keys", () => {
    const { listeners, speakers, catalog } = namesOf({});
    expect([listeners, speakers]).toEqual([["local"], ["local"]]);
    expect(catalog.problem()).toBeNull();
    expect(catalog.speakers({ provider: "operator", id: "Female 1" }, "en")[0]?.voiceId).toBe("flite-slt");
    expect(catalog.speakers({ provider: "operator", id: "Male 1" }, "de")[0]?.voiceId).toBe("espeak-ng-de-male");
  });

  it("takes every vendor with a key and every server, and the machine last", () => {
    const { listeners, speakers, first } = namesOf(KEYS);
    expect(listeners).toEqual(["deepgram", "assemblyai", "elevenlabs", "cartesia", "ears", "openai", "local"]);
    expect(speakers).toEqual(["elevenlabs", "cartesia", "deepgram", "kokoro", "openai", "local"]);
    expect(first).toBe("elevenlabs");
  });

  it("keeps to those that are chosen, in that order", () => {
    const chosen = { ...KEYS, OPERATOR_SPEECH_TO_TEXT: "local, openai", OPERATOR_TEXT_TO_SPEECH: "kokoro" };
    expect(namesOf(chosen)).toMatchObject({ listeners: ["local", "openai"], speakers: ["kokoro"], first: "kokoro" });
  });

  it.each([
    [
      "OPERATOR_TEXT_TO_SPEECH",
      "deepgram",
      /^OPERATOR_TEXT_TO_SPEECH: deepgram is not set up .* Set DEEPGRAM_API_KEY\./,
    ],
    [
      "OPERATOR_SPEECH_TO_TEXT",
      "deepgrm",
      /^OPERATOR_SPEECH_TO_TEXT: No speech provider "deepgrm" .* Did you mean "deepgram"/,
    ],
    ["OPERATOR_TEXT_TO_SPEECH", "assemblyai", /assemblyai only listens/],
  ])("refuses to start with %s=%s", (variable, value, message) => {
    const start = () => namesOf({ [variable]: value });
    expect(start).toThrow(ConfigError);
    expect(start).toThrow(
      expect.objectContaining({ message: expect.stringMatching(new RegExp(message.source.replace("^", ""))) }),
    );
  });
});
