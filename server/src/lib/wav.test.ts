import { describe, expect, it } from "vitest";
import { readWav, wavFile, wavHeader } from "./wav.ts";

const SAMPLES = Int16Array.from([0, 1, -1, 32_767, -32_768, 1_234]);

function withChunk(file: Buffer, chunk: Buffer): Buffer {
  return Buffer.concat([file.subarray(0, 12), chunk, file.subarray(12)]);
}

function chunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, "latin1");
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

function changed(change: (file: Buffer) => void): Buffer {
  const file = wavFile(SAMPLES, 16_000);
  change(file);
  return file;
}

describe("wavFile", () => {
  it("writes a header that says what follows", () => {
    const header = wavHeader({ sampleRateHz: 16_000, channels: 2, dataBytes: 640 });
    expect(header.toString("hex")).toBe(
      "52494646a402000057415645666d74201000000001000200803e000000fa0000040010006461746180020000",
    );
  });

  it("says the most it can of what is larger than its sizes can tell", () => {
    const header = wavHeader({ sampleRateHz: 16_000, channels: 2, dataBytes: 5_000_000_000 });
    expect(header.readUInt32LE(4)).toBe(0xffffffff);
    expect(header.readUInt32LE(40)).toBe(0xffffffff);
  });

  it("is read back as it was", () => {
    expect(readWav(wavFile(SAMPLES, 22_050, 2))).toEqual({ samples: SAMPLES, sampleRateHz: 22_050, channels: 2 });
    expect(readWav(wavFile(new Int16Array(0), 8_000)).samples).toHaveLength(0);
  });
});

describe("readWav", () => {
  it("passes over other chunks, also of odd size", () => {
    const file = withChunk(wavFile(SAMPLES, 8_000), chunk("LIST", Buffer.from("odd")));
    expect(readWav(file).samples).toEqual(SAMPLES);
  });

  it("leaves out what follows the samples", () => {
    const file = Buffer.concat([wavFile(SAMPLES, 8_000), chunk("LIST", Buffer.from("more"))]);
    expect(readWav(file).samples).toEqual(SAMPLES);
  });

  it.each([0, 0xffffffff, 0x7fffffff])("takes all that is there when the size was said to be %i", (size) => {
    const file = changed((bytes) => {
      bytes.writeUInt32LE(size, 4);
      bytes.writeUInt32LE(size, 40);
    });
    expect(readWav(file).samples).toEqual(SAMPLES);
  });

  it("reads from bytes that begin in the middle of others", () => {
    const around = Buffer.concat([Buffer.from([7]), wavFile(SAMPLES, 8_000)]);
    expect(readWav(new Uint8Array(around).subarray(1)).samples).toEqual(SAMPLES);
  });

  it("leaves out half a sample, and a frame that lacks a channel, at the end", () => {
    const file = wavFile(SAMPLES, 8_000, 2);
    file.writeUInt32LE(0, 40);
    expect(readWav(file.subarray(0, file.length - 1)).samples).toEqual(SAMPLES.subarray(0, 4));
  });

  it("reads a file whose format is named in the longer form", () => {
    const file = wavFile(SAMPLES, 8_000);
    const format = Buffer.alloc(40);
    file.copy(format, 0, 20, 36);
    format.writeUInt16LE(0xfffe, 0);
    format.writeUInt16LE(1, 24);
    expect(readWav(Buffer.concat([file.subarray(0, 12), chunk("fmt ", format), file.subarray(36)])).samples).toEqual(
      SAMPLES,
    );
  });

  it.each([
    ["nothing", Buffer.alloc(0), "no WAV file"],
    ["another kind of file", Buffer.from("ID3 and so on and so forth"), "no WAV file"],
    ["a header that is cut off", wavFile(SAMPLES, 8_000).subarray(0, 20), "does not tell its format"],
    ["a format of no length", changed((bytes) => bytes.writeUInt32LE(0, 16)), "does not tell its format"],
    ["no samples", wavFile(SAMPLES, 8_000).subarray(0, 36), "has no sound"],
    [
      "a chunk larger than the file",
      withChunk(wavFile(SAMPLES, 8_000), Buffer.from("LIST\xff\xff\xff\xff", "latin1")),
      "does not tell its format",
    ],
    ["μ-law", changed((bytes) => bytes.writeUInt16LE(7, 20)), "of format 7 with 16 bits"],
    ["8 bits", changed((bytes) => bytes.writeUInt16LE(8, 34)), "of format 1 with 8 bits"],
    ["no channels", changed((bytes) => bytes.writeUInt16LE(0, 22)), "0 channels at 16000 Hz"],
    ["no rate", changed((bytes) => bytes.writeUInt32LE(0, 24)), "1 channels at 0 Hz"],
  ])("says what is wrong with %s", (_, file, message) => {
    expect(() => readWav(file)).toThrow(message);
  });
});
