import { decodeALaw, decodeMuLaw, encodeMuLaw } from "../../lib/g711.ts";
import type { JsonObject } from "../../lib/json.ts";
import { objectIn, readFrame, textIn } from "../media-frame.ts";
import type { MediaCodec, MediaEvent } from "../media-stream.ts";

/** μ-law is asked for; where Telnyx cannot turn the call's own coding into it, the call's own comes. */
const DECODERS = { PCMU: decodeMuLaw, PCMA: decodeALaw } as const;

/**
 * Reads and writes the frames of Telnyx's media streaming in its bidirectional RTP mode (Telnyx's documentation, "Stream
 * call media over WebSocket"): payloads of RTP without headers, in base64, in JSON. What we send is always PCMU at 8 kHz.
 */
export const telnyxMediaCodec: MediaCodec = {
  sampleRateHz: 8_000,
  read: (text) => readFrame(text, startOf),
  audio: (_streamId, frame) => `{"event":"media","media":{"payload":"${encodeMuLaw(frame).toString("base64")}"}}`,
  mark: (_streamId, name) => JSON.stringify({ event: "mark", mark: { name } }),
  clear: () => JSON.stringify({ event: "clear" }),
};

function startOf(frame: JsonObject): MediaEvent {
  const start = objectIn(frame, "start");
  const [streamId, carrierCallId] = [textIn(frame, "stream_id"), textIn(start, "call_control_id")];
  if (streamId === "" || carrierCallId === "")
    return { type: "invalid", problem: "A stream begins without stream_id and call_control_id." };
  const { encoding, sample_rate: rate = 8_000, channels = 1 } = objectIn(start, "media_format");
  const name = String(encoding);
  const isKnown = Object.hasOwn(DECODERS, name) && Number(rate) === 8_000 && Number(channels) === 1;
  const decode = isKnown ? DECODERS[name as keyof typeof DECODERS] : null;
  return {
    type: "start",
    start: { streamId, carrierCallId, token: null, decode, encoding: `${name} at ${String(rate)} Hz` },
  };
}
