import { describe, expect, it } from "vitest";
import { AUDIO_FORMATS, type AudioFormat, samplesPerFrame } from "../domain/audio.ts";
import { OperatorError } from "../domain/error.ts";
import { openAudioCodec } from "./audio-codec.ts";

const FORMATS = Object.keys(AUDIO_FORMATS) as AudioFormat[];

function refused(format: AudioFormat, message: Buffer): string {
  const codec = openAudioCodec(format);
  try {
    codec.decode(message);
  } catch (error) {
    expect(error).toBeInstanceOf(OperatorError);
    expect((error as OperatorError).code).toBe("invalid_field");
    return (error as OperatorError).message;
  } finally {
    codec.close();
  }
  throw new Error("The message was taken.");
}

describe("openAudioCodec", () => {
  it.each(FORMATS)("brings a voice over as %s", (format) => {
    const codec = openAudioCodec(format);
    const { sampleRateHz } = AUDIO_FORMATS[format];
    const length = samplesPerFrame(sampleRateHz);
    let [sent, heard] = [0, 0];
    for (let turn = 0; turn < 20; turn++) {
      const frame = Int16Array.from(
        { length },
        (_, i) => 8_000 * Math.sin(((turn * length + i) / sampleRateHz) * 1_900),
      );
      const message = codec.decode(codec.encode(frame));
      expect(message).toHaveLength(length);
      sent = frame.reduce((sum, sample) => sum + sample ** 2, 0);
      heard = message.reduce((sum, sample) => sum + sample ** 2, 0);
    }
    expect(Math.abs(heard / sent - 1)).toBeLessThan(0.2);
    expect(codec.sampleRateHz).toBe(sampleRateHz);
    codec.close();
  });

  it("gives every sample of pcm back as it was, little end first", () => {
    const codec = openAudioCodec("pcm_16000");
    const samples = Int16Array.of(0, 1, -1, 256, 32_767, -32_768);
    expect(codec.encode(samples).toString("hex")).toBe("00000100ffff0001ff7f0080");
    expect(codec.decode(codec.encode(samples))).toEqual(samples);
  });

  it.each(["pcm_8000", "pcm_16000"] as const)(
    "takes a message of %s that begins at an odd place in memory",
    (format) => {
      const message = Buffer.from([9, 1, 0, 2, 0]).subarray(1);
      expect([...openAudioCodec(format).decode(message)]).toEqual([1, 2]);
    },
  );

  it.each([
    [
      "pcm_8000",
      0,
      "2 to 3200 bytes a message, two a sample (up to 200 ms at 8000 Hz), best 320 (20 ms); this message has 0.",
    ],
    ["pcm_8000", 321, "this message has 321"],
    ["pcm_16000", 6_402, "2 to 6400 bytes"],
    ["pcmu", 1_601, "1 to 1600 bytes a message, one a sample"],
    ["pcma", 0, "format pcma"],
    ["opus", 0, "one Opus packet a message, best of 20 ms. An Opus packet has 1 to 3828 bytes, this one has 0."],
    ["opus", 9_000, "this one has 9000"],
  ] as const)("says what is expected when a message of %s has %i bytes", (format, size, words) => {
    expect(refused(format, Buffer.alloc(size))).toContain(words);
  });

  it("says that a packet of Opus is malformed, and hears the next", () => {
    expect(refused("opus", Buffer.of((9 << 3) | 1, 1, 2, 3))).toContain("not made as RFC 6716 wants it");
  });

  it.each(FORMATS.filter((format) => format !== "opus"))("takes as much as 200 ms of %s", (format) => {
    const { sampleRateHz, codec } = AUDIO_FORMATS[format];
    const message = Buffer.alloc((sampleRateHz / 5) * (codec === "pcm" ? 2 : 1));
    expect(openAudioCodec(format).decode(message)).toHaveLength(sampleRateHz / 5);
  });
});
