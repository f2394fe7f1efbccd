import { describe, expect, it } from "vitest";
import { type AudioFormat, samplesPerFrame } from "../domain/audio.ts";
import { openAudioLine } from "./audio-line.ts";

/** A line in that format, with the lengths of the messages that went over it. */
function lineOf(format: AudioFormat | null) {
  const lengths: number[] = [];
  const audioLine = openAudioLine({ format, send: ({ length }) => lengths.push(length), clear: () => undefined });
  const frame = new Int16Array(samplesPerFrame(audioLine.sampleRateHz)).fill(1_000);
  const sendFrames = (count: number) => {
    for (let sent = 0; sent < count; sent++) audioLine.line.send(frame);
    audioLine.line.flush();
  };
  return { audioLine, lengths, sendFrames };
}

describe("a line over a client's socket", () => {
  it.each([
    ["pcmu", 160],
    ["pcma", 160],
    ["pcm_8000", 320],
    ["pcm_16000", 640],
  ] as const)("sends frames of %s that are flushed together as one message", (format, bytes) => {
    const { lengths, sendFrames } = lineOf(format);
    sendFrames(2);
    sendFrames(1);
    sendFrames(6);
    expect(lengths).toEqual([2 * bytes, bytes, 6 * bytes]);
  });

  it("puts no more than 200 ms into a message", () => {
    const { lengths, sendFrames } = lineOf("pcmu");
    sendFrames(23);
    expect(lengths).toEqual([1_600, 1_600, 480]);
  });

  it("sends each packet of Opus as a message", () => {
    const { audioLine, lengths, sendFrames } = lineOf("opus");
    sendFrames(3);
    audioLine.close();
    expect(lengths).toHaveLength(3);
  });

  it("does not send what was cleared before it was flushed", () => {
    const { audioLine, lengths, sendFrames } = lineOf("pcmu");
    audioLine.line.send(new Int16Array(160));
    audioLine.line.clear();
    sendFrames(2);
    expect(lengths).toEqual([320]);
  });

  it("sends nothing where there was nothing, or the client hears nothing", () => {
    const heard = lineOf("pcmu");
    heard.sendFrames(0);
    const deaf = lineOf(null);
    deaf.sendFrames(2);
    expect([...heard.lengths, ...deaf.lengths]).toEqual([]);
  });
});
