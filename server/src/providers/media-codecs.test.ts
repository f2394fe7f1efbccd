import { describe, expect, it } from "vitest";
import { HOSTILE_FRAMES, pieceOf, sessionOf } from "../../test/phone/carrier-fixtures.ts";
import { encodeALaw } from "../lib/g711.ts";
import type { MediaCodec } from "./media-stream.ts";
import { telnyxMediaCodec } from "./telnyx/media-codec.ts";
import { twilioMediaCodec } from "./twilio/media-codec.ts";

const CODECS: readonly (readonly ["twilio" | "telnyx", MediaCodec])[] = [
  ["twilio", twilioMediaCodec],
  ["telnyx", telnyxMediaCodec],
];

describe.each(CODECS)("the codec of %s", (carrier, codec) => {
  it("reads a whole session as it is documented", () => {
    const events = sessionOf(carrier, { id: "call-1", token: "secret" }).map((frame) => codec.read(frame));
    expect(events.map(({ type }) => type)).toEqual([
      "nothing",
      "start",
      "audio",
      "audio",
      "digit",
      "audio",
      "audio",
      "nothing",
      "mark",
      "digit",
      "nothing",
      "stop",
    ]);
    const [, start] = events;
    if (start?.type !== "start") throw new Error("The stream did not begin.");
    expect(start.start).toMatchObject({ carrierCallId: "call-1", token: carrier === "twilio" ? "secret" : null });
    const heard = events.flatMap((event) => (event.type === "audio" ? [event] : []));
    expect(heard.map(({ chunk }) => chunk)).toEqual([1, 2, 4, 3]);
    for (const { chunk, payload } of heard) {
      const samples = start.start.decode?.(payload) ?? new Int16Array();
      expect(samples).toHaveLength(160);
      expect(Math.round((samples[0] ?? 0) / 1_000)).toBe(chunk);
    }
    expect(events.flatMap((event) => (event.type === "digit" ? [event.digit] : []))).toEqual(["1", "#"]);
  });

  it.each(HOSTILE_FRAMES)("takes nothing from %j, and does not throw", (frame) => {
    expect(["invalid", "nothing"]).toContain(codec.read(frame).type);
  });

  it("writes audio that it reads itself, marks, and what clears them", () => {
    const stream = 'MZ"1';
    const audio = JSON.parse(codec.audio(stream, pieceOf(3)));
    expect(audio.event).toBe("media");
    expect(Buffer.from(audio.media.payload, "base64")).toHaveLength(160);
    expect(JSON.parse(codec.mark(stream, "25"))).toMatchObject({ event: "mark", mark: { name: "25" } });
    expect(JSON.parse(codec.clear(stream))).toMatchObject({ event: "clear" });
    if (carrier !== "twilio") return;
    for (const text of [codec.audio(stream, pieceOf(1)), codec.mark(stream, "1"), codec.clear(stream)])
      expect(JSON.parse(text).streamSid).toBe(stream);
  });
});

describe("the codings that carriers may begin a stream with", () => {
  const twilio = (format: object) =>
    twilioMediaCodec.read(
      JSON.stringify({ event: "start", start: { streamSid: "MZ1", callSid: "CA1", mediaFormat: format } }),
    );
  const telnyx = (format: object) =>
    telnyxMediaCodec.read(
      JSON.stringify({ event: "start", stream_id: "1", start: { call_control_id: "v3:1", media_format: format } }),
    );

  it.each([
    [twilio({ encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 }), true],
    [twilio({ encoding: "audio/x-mulaw", sampleRate: 16000, channels: 1 }), false],
    [twilio({ encoding: "audio/x-mulaw", sampleRate: 8000, channels: 2 }), false],
    [twilio({ encoding: "audio/l16", sampleRate: 8000 }), false],
    [twilio({}), false],
    [telnyx({ encoding: "PCMU", sample_rate: 8000, channels: 1 }), true],
    [telnyx({ encoding: "PCMA", sample_rate: 8000, channels: 1 }), true],
    [telnyx({ encoding: "L16", sample_rate: 16000, channels: 1 }), false],
    [telnyx({ encoding: "G722", sample_rate: 8000 }), false],
    [telnyx({ encoding: "toString" }), false],
  ])("%#: are read only when they were asked for, or are as good", (event, isRead) => {
    if (event.type !== "start") throw new Error(`It was read as ${event.type}.`);
    expect(event.start.decode !== null).toBe(isRead);
  });

  it("reads A-law as A-law", () => {
    const event = telnyx({ encoding: "PCMA", sample_rate: 8000, channels: 1 });
    if (event.type !== "start") throw new Error(`It was read as ${event.type}.`);
    const [first = 0] = event.start.decode?.(encodeALaw(pieceOf(7))) ?? [];
    expect(Math.round(first / 1_000)).toBe(7);
  });
});
