import { expect, it } from "vitest";
import { chooseFormat, makeCodec, pcmBytes, pcmSamples } from "./codec.ts";

it("PCM travels as little-endian samples of 16 bits", () => {
  expect([...pcmBytes(Int16Array.of(1, -2, 0x1234))]).toEqual([1, 0, 0xfe, 0xff, 0x34, 0x12]);
  expect([...pcmSamples(Uint8Array.of(0, 0x80, 0, 0x40))]).toEqual([-1, 0.5]);
});

it("half a sample at the end of a message is left out, and a message may begin anywhere in its memory", () => {
  const bytes = Uint8Array.of(9, 0, 0x40, 7).subarray(1);
  expect([...pcmSamples(bytes)]).toEqual([0.5]);
});

it("PCM is written and read at once", () => {
  const made: unknown[] = [];
  const codec = makeCodec("pcm_16000", {
    onPacket: (bytes) => made.push([...bytes]),
    onSamples: (samples) => made.push([...samples]),
  });
  codec.encode(Int16Array.of(1));
  codec.decode(Uint8Array.of(0, 0x40));
  expect(made).toEqual([[1, 0], [0.5]]);
});

it("where there is no Opus, PCM is chosen, unless Opus was asked for", async () => {
  expect(await chooseFormat("auto")).toBe("pcm_16000");
  await expect(chooseFormat("opus")).rejects.toThrow('"auto" or "pcm"');
});
