import { readFileSync } from "node:fs";
import { encodeMuLaw } from "../../src/lib/g711.ts";

/** 20 ms whose samples all say which piece it is. */
export function pieceOf(number: number): Int16Array {
  return new Int16Array(160).fill(number * 1_000);
}

/** The frames of a session in the form that the carrier documents, of one call and with one token. */
export function sessionOf(carrier: "twilio" | "telnyx", call: { id: string; token: string }): string[] {
  const text = readFileSync(new URL(`./fixtures/${carrier}-session.jsonl`, import.meta.url), "utf8");
  return text
    .replaceAll(/CAfixture|v3:fixture/g, call.id)
    .replace('"token":"TOKEN"', `"token":"${call.token}"`)
    .replaceAll(/AUDIO-(\d)/g, (_, number: string) => encodeMuLaw(pieceOf(Number(number))).toString("base64"))
    .trim()
    .split("\n");
}

/** Frames that no carrier sends. */
export const HOSTILE_FRAMES: readonly string[] = [
  "",
  "null",
  "[]",
  "{}",
  '"start"',
  "{",
  '{"event":5}',
  '{"event":"media"}',
  '{"event":"media","media":null}',
  '{"event":"media","media":{"chunk":"-1","payload":"AA=="}}',
  '{"event":"media","media":{"chunk":"1e400","payload":"AA=="}}',
  '{"event":"media","media":{"chunk":{},"payload":"AA=="}}',
  '{"event":"media","media":{"chunk":"1","payload":7}}',
  '{"event":"dtmf","dtmf":{"digit":"12"}}',
  '{"event":"dtmf","dtmf":{"digit":"<script>"}}',
  '{"event":"dtmf"}',
  '{"event":"start"}',
  '{"event":"start","start":{"callSid":["CA1"],"streamSid":"MZ1","call_control_id":{}},"stream_id":"1"}',
  `{"event":"start","start":${'{"a":'.repeat(200)}1${"}".repeat(200)}}`,
  '{"__proto__":{"event":"stop"}}',
  '{"event":"constructor"',
];
