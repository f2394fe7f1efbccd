import { randomBytes } from "node:crypto";
import { Reception } from "../../../lib/reception.ts";
import { type OurReport, readRtcp, writeRtcp } from "../../../lib/rtcp.ts";
import type { RtpPacket } from "../../../lib/rtp.ts";

/** Reports are sent 5 s apart, 2.5 to 7.5 by chance; the first one after half of it (RFC 3550, section 6.2). */
const INTERVAL = 5_000;

/** What our side has sent. */
export interface SentSoFar {
  readonly source: number;
  readonly packets: number;
  readonly bytes: number;
  /** The timestamp that audio of this moment would have. */
  readonly timestamp: number;
}

/** Tells the other end how its packets come and what ours are, and hears the same from it (RFC 3550, section 6). */
export class RtcpSession {
  /** The same for the whole call, and of no other: it says nothing of who we are (RFC 7022). */
  readonly #name = randomBytes(12).toString("base64url");
  readonly #random: () => number;
  #reception: { readonly source: number; readonly counts: Reception } | null = null;
  #reportedPackets = 0;
  #reportedSource = -1;
  #nextAt: number;

  constructor(now: number, random: () => number = Math.random) {
    this.#random = random;
    this.#nextAt = now + this.#interval() / 2;
  }

  /** Notes a packet of audio that came. */
  note({ source, sequence, timestamp }: RtpPacket, arrivalTicks: number): void {
    if (this.#reception?.source !== source) this.#reception = { source, counts: new Reception(source) };
    this.#reception.counts.note(sequence, timestamp, arrivalTicks);
  }

  /** Takes a datagram of the other end; says whether it was RTCP. */
  accept(bytes: Uint8Array, now: number): boolean {
    const packets = readRtcp(bytes);
    for (const packet of packets ?? []) {
      if (packet.type !== "report" || packet.middleOfTime === null) continue;
      if (packet.source === this.#reception?.source) this.#reception.counts.noteReport(packet.middleOfTime, now);
    }
    return packets !== null;
  }

  /** Tells whether a report is due. */
  isDue(now: number): boolean {
    return now >= this.#nextAt;
  }

  /** Returns the next report; the last one says farewell. */
  report(sent: SentSoFar, { now, isLast }: { readonly now: number; readonly isLast: boolean }): Buffer {
    this.#nextAt = now + this.#interval();
    return writeRtcp({
      source: sent.source,
      name: this.#name,
      sent: this.#sentSince(sent),
      received: this.#reception?.counts.report(now) ?? null,
      isLast,
    });
  }

  #sentSince({ source, packets, bytes, timestamp }: SentSoFar): OurReport["sent"] {
    const before = source === this.#reportedSource ? this.#reportedPackets : 0;
    this.#reportedPackets = packets;
    this.#reportedSource = source;
    return packets === before ? null : { time: Date.now(), timestamp, packets, bytes };
  }

  #interval(): number {
    return INTERVAL * (0.5 + this.#random());
  }
}
