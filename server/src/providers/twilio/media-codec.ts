import { decodeMuLaw, encodeMuLaw } from "../../lib/g711.ts";
import type { JsonObject } from "../../lib/json.ts";
import { objectIn, readFrame, textIn } from "../media-frame.ts";
import type { MediaCodec, MediaEvent } from "../media-stream.ts";

/** The name of the custom parameter that shows whose stream it is. */
export const TOKEN_PARAMETER = "token";

/**
 * Reads and writes the frames of Twilio's bidirectional Media Streams (Twilio's documentation, "Media Streams -
 * WebSocket Messages"): μ-law at 8 kHz in base64, without headers, in JSON.
 */
export const twilioMediaCodec: MediaCodec = {
  sampleRateHz: 8_000,
  read: (text) => readFrame(text, startOf),
  audio: (streamId, frame) =>
    `{"event":"media","streamSid":${JSON.stringify(streamId)},"media":{"payload":"${encodeMuLaw(frame).toString("base64")}"}}`,
  mark: (streamId, name) => JSON.stringify({ event: "mark", streamSid: streamId, mark: { name } }),
  clear: (streamId) => JSON.stringify({ event: "clear", streamSid: streamId }),
};

function startOf(frame: JsonObject): MediaEvent {
  const start = objectIn(frame, "start");
  const [streamId, carrierCallId] = [textIn(start, "streamSid"), textIn(start, "callSid")];
  if (streamId === "" || carrierCallId === "")
    return { type: "invalid", problem: "A stream begins without streamSid and callSid." };
  const token = textIn(objectIn(start, "customParameters"), TOKEN_PARAMETER);
  const { encoding, sampleRate, channels = 1 } = objectIn(start, "mediaFormat");
  const isKnown = encoding === "audio/x-mulaw" && Number(sampleRate) === 8_000 && Number(channels) === 1;
  return {
    type: "start",
    start: {
      streamId,
      carrierCallId,
      token: token === "" ? null : token,
      decode: isKnown ? decodeMuLaw : null,
      encoding: `${String(encoding)} at ${String(sampleRate)} Hz`,
    },
  };
}
