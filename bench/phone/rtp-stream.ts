import { FRAME_MS } from "../../server/src/domain/audio.ts";
import { DIALOGUE } from "../voice/dialogue.ts";
import { HISS, VOICE } from "../voice/sound.ts";
import { Arrivals } from "./arrivals.ts";

const HEADER = 12;
const TICKS = 160;
/** Places of a payload that are looked at: any sound is other than silence at one of them. */
const PLACES = [HEADER + 20, HEADER + 61, HEADER + 103, HEADER + 140];
/** Silence in PCMU, without its sign. */
const SILENT = 0x7f;
/** What is louder than hiss differs in more than the last bits. */
const LOUD = 16;

/** Sends a datagram to a port of the other side. */
export type SendPacket = (packet: Buffer, port: number) => void;

/** Whether audio begins with this packet after silence (RFC 3551, section 4.1). */
const isMarked = (packet: Buffer) => ((packet[1] ?? 0) & 0x80) !== 0;

/** The audio of one caller: says its part in packets of 20 ms, silence included, and notes when packets come. */
export class RtpStream {
  readonly arrivals = new Arrivals();
  /** How often it asked something, and how often something was said after that. */
  asked = 0;
  answered = 0;
  readonly #port: number;
  readonly #send: SendPacket;
  readonly #packet = Buffer.alloc(HEADER + TICKS);
  #firstAt: number;
  #sent = 0;
  /** The packets between which it says its part. */
  #begins = Number.POSITIVE_INFINITY;
  #ends = Number.POSITIVE_INFINITY;
  #isWaiting = false;

  /** The packets go to that port, each with `source` as its SSRC. */
  constructor(port: number, source: number, send: SendPacket) {
    this.#port = port;
    this.#send = send;
    this.#firstAt = performance.now();
    this.#packet[0] = 0x80;
    this.#packet.writeUInt32BE(source, 8);
  }

  /** Says its part from `at` on, in whole rounds; silence before and after. */
  talk(at: number, rounds: number): void {
    this.#begins = Math.ceil((at - this.#firstAt) / FRAME_MS);
    this.#ends = this.#begins + (rounds * DIALOGUE.round) / FRAME_MS;
    this.asked = 0;
    this.answered = 0;
    this.#isWaiting = false;
    this.arrivals.clear();
  }

  /** Sends the packets that are due: one a tick, where a tick is due every 20 ms, however late it comes. */
  tick(dueAt: number): void {
    if (this.#sent === 0) this.#firstAt = dueAt - FRAME_MS / 2;
    for (let due = Math.floor((dueAt - this.#firstAt) / FRAME_MS); this.#sent <= due; this.#sent++) {
      this.#payloadAt(this.#sent).copy(this.#packet, HEADER);
      this.#packet.writeUInt16BE(this.#sent & 0xffff, 2);
      this.#packet.writeUInt32BE((this.#sent * TICKS) >>> 0, 4);
      this.#send(this.#packet, this.#port);
    }
  }

  /** Takes a packet of the other side. Before its first words it sends next to nothing, so nothing is due until then. */
  hear(packet: Buffer, now: number): void {
    if (isMarked(packet)) this.arrivals.clear();
    this.arrivals.note(packet.readUInt32BE(4), now);
    if (!this.#isWaiting || !PLACES.some((place) => SILENT - ((packet[place] ?? SILENT) & SILENT) > LOUD)) return;
    this.#isWaiting = false;
    this.answered += 1;
  }

  #payloadAt(place: number): Buffer {
    const inRound = ((place - this.#begins) * FRAME_MS) % DIALOGUE.round;
    const isTalking = place >= this.#begins && place < this.#ends;
    for (const { at, length } of isTalking ? [DIALOGUE.question, DIALOGUE.interruption] : []) {
      if (inRound < at || inRound >= at + length) continue;
      // The interruption comes while something is said, so that it shows nothing to listen for what follows it.
      if (inRound === DIALOGUE.question.at) this.#ask();
      return VOICE[(inRound - at) / FRAME_MS] as Buffer;
    }
    return HISS[place % HISS.length] as Buffer;
  }

  #ask(): void {
    this.asked += 1;
    this.#isWaiting = true;
  }
}
