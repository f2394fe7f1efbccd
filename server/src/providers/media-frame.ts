import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { parseJson } from "../lib/json-depth.ts";
import type { MediaEvent } from "./media-stream.ts";

const DIGIT = /^[0-9*#A-D]$/;
const NOTHING: MediaEvent = { type: "nothing" };

/**
 * Reads a JSON frame of media streaming, as far as carriers have the same: Telnyx took over the form of Twilio's frames,
 * but for how a stream begins, which `startOf` reads.
 */
export function readFrame(text: string, startOf: (frame: JsonObject) => MediaEvent): MediaEvent {
  const frame = parsed(text);
  if (frame === null) return { type: "invalid", problem: "The frame is no JSON object." };
  switch (frame["event"]) {
    case "media":
      return audioOf(objectIn(frame, "media"));
    case "start":
      return startOf(frame);
    case "dtmf":
      return digitOf(objectIn(frame, "dtmf")["digit"]);
    case "mark":
      return { type: "mark", name: textIn(objectIn(frame, "mark"), "name") };
    case "stop":
      return { type: "stop" };
    default:
      // `connected`, and what the carriers may add.
      return typeof frame["event"] === "string" ? NOTHING : { type: "invalid", problem: "The frame names no event." };
  }
}

/** Returns the object that a field holds; an empty one where it holds none. */
export function objectIn(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}

/** Returns the text that a field holds; an empty one where it holds none. */
export function textIn(object: JsonObject, name: string): string {
  const value = object[name];
  return typeof value === "string" ? value : "";
}

function parsed(text: string): JsonObject | null {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Numbers come as text. Of the other track, what we send ourselves, nothing is read, should it be there. */
function audioOf(media: JsonObject): MediaEvent {
  const chunk = Number(media["chunk"]);
  const payload = media["payload"];
  if ((media["track"] ?? "inbound") !== "inbound") return NOTHING;
  if (!Number.isSafeInteger(chunk) || chunk < 0 || typeof payload !== "string")
    return { type: "invalid", problem: "A frame of audio lacks its number or its payload." };
  return { type: "audio", chunk, payload: Buffer.from(payload, "base64") };
}

function digitOf(digit: unknown): MediaEvent {
  if (typeof digit === "string" && DIGIT.test(digit)) return { type: "digit", digit };
  return { type: "invalid", problem: "A key is none." };
}
