import { readDigest } from "../../src/providers/sip/auth/digest.ts";
import { calleeOf, callerOf } from "../../src/providers/sip/caller-identity.ts";
import { responseTo } from "../../src/providers/sip/message/build-message.ts";
import { isSoundResponse, problemOfRequest } from "../../src/providers/sip/message/check-message.ts";
import { MessageStream } from "../../src/providers/sip/message/message-stream.ts";
import { type Parsed, parseMessage } from "../../src/providers/sip/message/parse-message.ts";
import { sessionBodyOf } from "../../src/providers/sip/message/session-body.ts";
import { type SipMessage, writeMessage } from "../../src/providers/sip/message/sip-message.ts";
import { markVia } from "../../src/providers/sip/message/via.ts";
import { causeOf } from "../../src/providers/sip/session/call-end.ts";
import { dialogOfRequest, dialogOfResponse } from "../../src/providers/sip/session/dialog.ts";
import { readInfo } from "../../src/providers/sip/session/dtmf-info.ts";
import { answerInterval } from "../../src/providers/sip/session/session-clock.ts";
import { Trunk } from "../../src/providers/sip/trunk.ts";
import { trunkOf } from "./sip-peer.ts";
import { bytesOf, TORTURE } from "./torture-messages.ts";

const TRUNK = new Trunk(trunkOf({ country_code: "41", numbers: ["+41446681800"] }), null);
const TIMES = { sessionExpiresSeconds: 1_800, leastSessionExpiresSeconds: 90 };
const SEEDS = TORTURE.map(bytesOf);
/** What means something in SIP, and so is worth to stand where it does not belong. */
const PIECES = [
  "\r\n",
  "\r\n\r\n",
  " ",
  ",",
  ";",
  ":",
  "<",
  ">",
  '"',
  "\\",
  "@",
  "%",
  "%00",
  "=",
  "?",
  "[",
  "]",
  "\0",
  "\xff",
]
  .concat([
    "SIP/2.0",
    "sip:",
    "tel:+1",
    ";tag=",
    ";branch=z9hG4bK",
    ";rport",
    "Via: ",
    "Content-Length: 99999",
    "4294967296",
  ])
  .concat(["Digest ", 'nonce="', "boundary=x", "multipart/mixed", "application/sdp", ";lr", "Session-Expires: 1"])
  .map((text) => Buffer.from(text, "latin1"));

/** What a run came to. */
export interface FuzzResult {
  readonly inputs: number;
  readonly sound: number;
  readonly malformed: number;
  readonly rubbish: number;
  /** The longest that one input took, in ms. */
  readonly slowest: number;
}

/** An input that takes so long is tried once more, in ms. */
const LONG = 100;

/** Makes numbers by chance, the same ones for the same seed (xorshift). */
function chanceOf(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Works with so many broken inputs all that is done with a message before it is trusted. Throws at the first that throws. */
export function fuzz(inputs: number, seed: number): FuzzResult {
  const chance = chanceOf(seed);
  const counts = { sound: 0, malformed: 0, rubbish: 0 };
  let slowest = 0;
  for (let count = 0; count < inputs; count++) {
    const bytes = inputOf(chance);
    const began = performance.now();
    try {
      counts[tryOne(bytes, chance)] += 1;
    } catch (cause) {
      throw new Error(`Input ${count} of seed ${seed} throws: ${bytes.toString("base64")}`, { cause });
    }
    const took = performance.now() - began;
    slowest = Math.max(slowest, took < LONG ? took : Math.min(took, durationOf(bytes, seed)));
  }
  return { inputs, ...counts, slowest };
}

/** The machine may have been busy elsewhere when an input took long: what is slow is slow each time. */
function durationOf(bytes: Buffer, seed: number): number {
  const began = performance.now();
  tryOne(bytes, chanceOf(seed));
  return performance.now() - began;
}

function inputOf(chance: (below: number) => number): Buffer {
  if (chance(20) === 0) return Buffer.from(Array.from({ length: chance(600) }, () => chance(256)));
  let bytes = SEEDS[chance(SEEDS.length)] as Buffer;
  for (let changes = 1 + chance(8); changes > 0; changes--) bytes = changed(bytes, chance);
  return bytes;
}

function changed(bytes: Buffer, chance: (below: number) => number): Buffer {
  const at = chance(bytes.length + 1);
  const piece = PIECES[chance(PIECES.length)] as Buffer;
  const other = SEEDS[chance(SEEDS.length)] as Buffer;
  switch (chance(6)) {
    case 0:
      return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + chance(12))]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([chance(256)]), bytes.subarray(at + 1)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, at), other.subarray(chance(other.length))]);
    case 4:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - chance(80)))]).subarray(0, 70_000);
    default:
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.concat(Array(1 + chance(400)).fill(piece)),
        bytes.subarray(at),
      ]);
  }
}

function tryOne(bytes: Buffer, chance: (below: number) => number): "sound" | "malformed" | "rubbish" {
  streamIn(bytes, chance);
  const parsed = parseMessage(bytes);
  if (parsed.kind === "rubbish") return "rubbish";
  work(parsed.message);
  return parsed.kind === "message" && isSound(parsed.message) ? "sound" : "malformed";
}

function isSound(message: SipMessage): boolean {
  const holds = message.kind === "request" ? problemOfRequest(message) === null : isSoundResponse(message);
  if (holds) comesBack(message);
  return holds;
}

/** What is sound is the same once it was written and read again. */
function comesBack(message: SipMessage): void {
  const again = parseMessage(writeMessage(message));
  const linesOf = (parsed: SipMessage) =>
    [...parsed.headers].filter(({ key }) => key !== "content-length").map(({ name, value }) => `${name}:${value}`);
  if (again.kind !== "message" || linesOf(again.message).join("\n") !== linesOf(message).join("\n")) {
    throw new Error("It is another message once it was written and read again.");
  }
}

/** All that is done with a message. */
function work(message: SipMessage): void {
  const { headers } = message;
  for (const via of headers.values("via")) markVia(via, { address: "127.0.0.1", port: 5060 });
  for (const line of headers.lines("authorization")) readDigest(line);
  sessionBodyOf(message);
  causeOf(message);
  if (message.kind === "response") {
    isSoundResponse(message);
    const asked: SipMessage = { ...message, kind: "request", method: "INVITE", uri: "sip:a@b" };
    dialogOfResponse(asked, message).request("BYE");
    return;
  }
  problemOfRequest(message);
  callerOf(message, TRUNK);
  calleeOf(message, TRUNK);
  readInfo(message);
  answerInterval(message, TIMES);
  writeMessage(responseTo(message, 400, { tag: "t" }));
  writeMessage(dialogOfRequest(message, "t").request("BYE"));
}

/** However a stream is cut, the same comes out of it. */
function streamIn(bytes: Buffer, chance: (below: number) => number): void {
  const whole = kindsOf(new MessageStream().push(bytes));
  const stream = new MessageStream();
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length && !pieces.includes("broken"); ) {
    const next = at + 1 + chance(400);
    pieces.push(...kindsOf(stream.push(bytes.subarray(at, next))));
    at = next;
  }
  if (pieces.join() !== whole.join())
    throw new Error(`Cut to pieces the stream holds ${pieces.join()}, not ${whole.join()}.`);
}

function kindsOf(found: readonly (Parsed | { kind: "ping" } | { kind: "broken" })[]): string[] {
  // Line ends that come one by one are no ping, so that these are left out.
  return found.map(({ kind }) => kind).filter((kind) => kind !== "ping");
}
