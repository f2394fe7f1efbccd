import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wavFile } from "../../src/lib/wav.ts";
import type { TextToSpeech } from "../../src/ports/text-to-speech.ts";
import { createCartesiaSpeaker } from "../../src/providers/cartesia/speaker.ts";
import { createDeepgramSpeaker } from "../../src/providers/deepgram/speaker.ts";
import { createElevenLabsSpeaker } from "../../src/providers/elevenlabs/speaker.ts";
import { createOpenAiSpeaker, describeVoices, OPENAI_VOICES } from "../../src/providers/openai/speaker.ts";
import {
  collectSpeech,
  PATIENCE,
  SPOKEN,
  sentenceOf,
  speechFailure,
  textToSpeechContract,
} from "../../src/testing/text-to-speech-contract.ts";
import { type RawRequest, type RawServer, startRawServer } from "../providers/raw-server.ts";
import { bytesOf, exactly, type SpeakingDialect, startSpeakingVendor, textIn } from "./speaking-vendor.ts";

const DEEPGRAM: SpeakingDialect = {
  connect: ({ origin, ...access }) => createDeepgramSpeaker({ ...access, baseUrl: `${origin}/` }),
  read({ path, query, headers, body }) {
    const { model, ...rest } = query;
    exactly("The path", path, "/v1/speak");
    exactly("The key", headers["authorization"], "Token sk-speech-7c1f40a95be2");
    exactly("The format", rest, { encoding: "linear16", container: "none", sample_rate: "16000" });
    exactly("The fields", Object.keys(body), ["text"]);
    return { text: textIn(body["text"]), voiceId: textIn(model) };
  },
  refusal: (message) => ({ err_code: "TEST", err_msg: message, request_id: "3f1c" }),
};

const OPENAI: SpeakingDialect = {
  connect: ({ origin, ...access }) =>
    createOpenAiSpeaker({ ...access, name: "openai", baseUrl: `${origin}/v1/`, model: "tts-x", voices: OPENAI_VOICES }),
  read({ path, headers, body: { input, voice, ...rest } }) {
    exactly("The path", path, "/v1/audio/speech");
    exactly("The key", headers["authorization"], "Bearer sk-speech-7c1f40a95be2");
    exactly("The format", rest, { model: "tts-x", response_format: "pcm" });
    return { text: textIn(input), voiceId: textIn(voice) };
  },
  refusal: (message) => ({ error: { message, type: "test_error", code: null } }),
};

const ELEVENLABS: SpeakingDialect = {
  connect: ({ origin, ...access }) => createElevenLabsSpeaker({ ...access, baseUrl: origin }),
  read({ path, query, headers, body: { text, language_code, previous_text, ...rest } }) {
    const [, voiceId] = /^\/v1\/text-to-speech\/([^/]+)\/stream$/.exec(path) ?? [];
    exactly("The key", headers["xi-api-key"], "sk-speech-7c1f40a95be2");
    exactly("The format", query, { output_format: "pcm_16000" });
    exactly("The rest", rest, { model_id: "eleven_flash_v2_5" });
    const previousText = previous_text === undefined ? null : textIn(previous_text);
    return { text: textIn(text), voiceId: textIn(voiceId), language: textIn(language_code), previousText };
  },
  refusal: (message) => ({ detail: { status: "test", message } }),
};

const CARTESIA: SpeakingDialect = {
  connect: ({ origin, ...access }) => createCartesiaSpeaker({ ...access, baseUrl: origin }),
  read({ path, headers, body: { transcript, language, voice, ...rest } }) {
    exactly("The path", path, "/tts/bytes");
    exactly("The key", headers["x-api-key"], "sk-speech-7c1f40a95be2");
    exactly("The version", headers["cartesia-version"], "2025-04-16");
    exactly("The rest", rest, {
      model_id: "sonic-3",
      output_format: { container: "raw", encoding: "pcm_s16le", sample_rate: 16_000 },
    });
    const { id } = voice as { id: unknown };
    exactly("The voice", voice, { mode: "id", id });
    return { text: textIn(transcript), voiceId: textIn(id), language: textIn(language) };
  },
  refusal: (message) => ({ error_code: "test", title: "Test", message, request_id: "3f1c" }),
};

textToSpeechContract("deepgram", () => startSpeakingVendor(DEEPGRAM));
textToSpeechContract("openai", () => startSpeakingVendor(OPENAI));
textToSpeechContract("elevenlabs", () => startSpeakingVendor(ELEVENLABS));
textToSpeechContract("cartesia", () => startSpeakingVendor(CARTESIA));

describe("A server with OpenAI's speech endpoint", () => {
  let answer: (exchange: RawRequest) => void;
  let server: RawServer;
  let speaker: TextToSpeech;
  beforeAll(async () => {
    server = await startRawServer((exchange) => answer(exchange));
    const voices = describeVoices(["bf_emma", "house"]);
    const baseUrl = `${server.origin}/v1`;
    speaker = createOpenAiSpeaker({ name: "kokoro", baseUrl, model: "kokoro", voices, patience: PATIENCE });
  });
  afterAll(() => server.close());

  const speak = (text?: string) => speaker.speak(sentenceOf(speaker, text === undefined ? {} : { text }));
  const sends = (bytes: Uint8Array, type: string | null = null) => {
    answer = ({ response }) => response.writeHead(200, type === null ? {} : { "content-type": type }).end(bytes);
  };

  it("is asked without a key when it has none", async () => {
    const seen: unknown[] = [];
    answer = ({ request, response }) => {
      seen.push(request.headers.authorization);
      response.end(bytesOf(SPOKEN));
    };
    expect(await collectSpeech(speak())).toEqual({ samples: SPOKEN, sampleRateHz: 24_000 });
    expect(seen).toEqual([undefined]);
  });

  it("describes the voices whose ids say what they are", () => {
    expect(describeVoices(["alloy", "bf_emma", "jm_kumo", "house"])).toEqual([
      { id: "alloy", name: "Alloy", gender: "neutral", languages: [] },
      { id: "bf_emma", name: "Emma", gender: "female", languages: ["en"] },
      { id: "jm_kumo", name: "Kumo", gender: "male", languages: ["ja"] },
      { id: "house", name: "house", gender: "neutral", languages: [] },
    ]);
  });

  it("may answer with a WAV file, which names its own rate", async () => {
    sends(wavFile(SPOKEN, 22_050), "audio/wav");
    expect(await collectSpeech(speak())).toEqual({ samples: SPOKEN, sampleRateHz: 22_050 });
  });

  it("may stream a WAV file cut anywhere, of unknown length, and in stereo", async () => {
    const stereo = Int16Array.from({ length: 2_000 }, (_, index) => (index % 2 === 0 ? index : -1));
    const file = wavFile(stereo, 44_100, 2);
    file.writeUInt32LE(0xffff_ffff, 40);
    answer = ({ response }) => {
      for (let at = 0; at < file.length; at += 7) response.write(file.subarray(at, at + 7));
      response.end();
    };
    const left = stereo.filter((_, index) => index % 2 === 0);
    expect(await collectSpeech(speak())).toEqual({ samples: left, sampleRateHz: 44_100 });
  });

  it("may have chunks after the samples of a WAV file, which are not heard", async () => {
    sends(Buffer.concat([wavFile(SPOKEN, 24_000), Buffer.from("LIST\x04\x00\x00\x00abcd", "latin1")]));
    expect((await collectSpeech(speak())).samples).toEqual(SPOKEN);
  });

  it("may say the rate in the content type", async () => {
    sends(bytesOf(SPOKEN), "audio/pcm; rate=16000; channels=1");
    expect((await collectSpeech(speak())).sampleRateHz).toBe(16_000);
  });

  it("loses nothing but the half of a sample at the end", async () => {
    sends(Buffer.concat([bytesOf(SPOKEN), Buffer.of(7)]));
    expect((await collectSpeech(speak())).samples).toEqual(SPOKEN);
  });

  it("fails when it says nothing for words, and not when there are no words", async () => {
    sends(Buffer.alloc(0));
    const { error } = await speechFailure(speak());
    expect([error.isRetryable, error.message]).toEqual([true, "kokoro failed: It answered without any sound."]);
    expect((await collectSpeech(speak("… !"))).samples).toHaveLength(0);
  });

  it.each<[string, Uint8Array, string | null, boolean, RegExp]>([
    ["JSON", Buffer.from('{"detail":"Out of memory"}'), "application/json", true, /answered with text: Out of memory/],
    ["a page", Buffer.from("<h1>Bad gateway</h1>"), "text/html; charset=utf-8", true, /answered with text/],
    ["MP3 by its type", bytesOf(SPOKEN), "audio/mpeg", false, /sent audio\/mpeg where raw samples/],
    ["MP3 by its tag", Buffer.from(`ID3${"\0".repeat(60)}`), null, false, /It sent MP3/],
    ["Ogg", Buffer.from(`OggS${"\0".repeat(60)}`), "application/octet-stream", false, /It sent Ogg/],
    ["a WAV file of floats", floats(), "audio/wav", false, /format 3 with 32 bits/],
    ["half a header", wavFile(SPOKEN, 24_000).subarray(0, 30), "audio/wav", false, /within its header/],
    ["a WAV file of an absurd rate", wavFile(SPOKEN, 7), "audio/wav", false, /at 7 Hz, which nobody can play/],
  ])("fails with a reason when it sends %s", async (_name, bytes, type, isRetryable, message) => {
    sends(bytes, type);
    const { error, heard } = await speechFailure(speak());
    expect({ isRetryable: error.isRetryable, heard }).toEqual({ isRetryable, heard: 0 });
    expect(error.message).toMatch(message);
  });

  it("fails when less comes than was announced", async () => {
    answer = ({ response }) => {
      response.writeHead(200, { "content-length": "64000" });
      response.write(bytesOf(SPOKEN.subarray(0, 8_000)), () => setTimeout(() => response.destroy(), 20));
    };
    const { error, heard } = await speechFailure(speak());
    expect([error.isRetryable, heard]).toEqual([true, 8_000]);
  });

  it("cannot be reached when it is not there, and the error names the address", async () => {
    const gone = await startRawServer(() => undefined);
    await gone.close();
    const absent = createOpenAiSpeaker({ name: "gone", baseUrl: `${gone.origin}/v1`, model: "x", voices: [] });
    const { error } = await speechFailure(absent.speak(sentenceOf(absent, { voiceId: "x" })));
    expect([error.isRetryable, error.status]).toEqual([true, null]);
    expect(error.message).toContain(`gone cannot be reached at ${gone.origin}/v1: connect ECONNREFUSED`);
  });

  it("is asked over one connection, sentence after sentence", async () => {
    const before = server.connectionCount();
    sends(bytesOf(SPOKEN));
    for (let count = 0; count < 3; count++) await collectSpeech(speak());
    expect(server.connectionCount() - before).toBeLessThanOrEqual(1);
  });
});

describe("aimock, a fake of OpenAI's endpoint that others wrote", () => {
  const mock = new LLMock({ port: 0 });
  beforeAll(() => mock.start());
  afterAll(() => mock.stop());

  it("is understood by the speaker openai", async () => {
    mock.onSpeech(/table/, { audio: bytesOf(SPOKEN).toString("base64"), format: "pcm" });
    const access = { name: "openai", baseUrl: `${mock.url}/v1`, apiKey: "sk-x", model: "gpt-4o-mini-tts" };
    const speaker = createOpenAiSpeaker({ ...access, voices: OPENAI_VOICES });
    expect((await collectSpeech(speaker.speak(sentenceOf(speaker)))).samples).toEqual(SPOKEN);
  });

  it("refuses what it does not know, and is understood", async () => {
    const speaker = createOpenAiSpeaker({
      name: "openai",
      baseUrl: `${mock.url}/v1`,
      model: "m",
      voices: OPENAI_VOICES,
    });
    const { error } = await speechFailure(speaker.speak(sentenceOf(speaker, { text: "Something else." })));
    expect([error.status, error.isRetryable]).toEqual([404, false]);
    expect(error.message).toContain("No fixture matched");
  });
});

function floats(): Buffer {
  const file = wavFile(SPOKEN, 24_000);
  file.writeUInt16LE(3, 20);
  file.writeUInt16LE(32, 34);
  return file;
}
