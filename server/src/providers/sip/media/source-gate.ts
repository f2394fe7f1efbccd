import type { RtpPacket } from "../../../lib/rtp.ts";
import { above, type Endpoint } from "./remote-audio.ts";

/** A packet of a payload type that was agreed on, and where it came from. */
export interface ArrivedPacket {
  readonly from: Endpoint;
  readonly packet: Pick<RtpPacket, "source" | "sequence">;
  /** Whether SRTP has proven that it is from the other end of this call. */
  readonly isProven: boolean;
}

/** From another address than was named, audio is taken only if it begins this soon after that. */
const LATCH_WITHIN = 5_000;
/** So many packets in a row, of one source and in order, make a stranger believable. */
const PACKETS_NEEDED = 3;

interface Candidate {
  readonly from: Endpoint;
  readonly source: number;
  readonly sequence: number;
  readonly count: number;
}

/**
 * Decides from where audio is taken and where it is sent to (symmetric RTP, RFC 4961): to where it comes from. Whoever
 * was named in the description is believed at once. Where nothing came from there, as behind a router that changes
 * addresses, a stranger is followed who sends three packets of an agreed payload type in a row within the first
 * seconds; from then on only that one is listened to, unless the one that was named appears. With SRTP a proven packet
 * is enough, at any time: nobody else can make it.
 */
export class SourceGate {
  /** Who takes audio; null while it is nobody. */
  #named: Endpoint | null = null;
  /** Who was named last, also if nothing is to be sent there now. */
  #lastNamed: Endpoint | null = null;
  #followed: Endpoint | null = null;
  #candidate: Candidate | null = null;
  #strangersUntil = 0;
  #rtcp: Endpoint | null = null;

  /** Where RTP is to be sent; null while the other side takes none. */
  get rtp(): Endpoint | null {
    return this.#named && (this.#followed ?? this.#named);
  }

  /** Where RTCP is to be sent when it has a port of its own. */
  get rtcp(): Endpoint | null {
    return this.#followed === null || isSame(this.#followed, this.#named) ? this.#rtcp : above(this.#followed);
  }

  /** Takes what a description names. The same again changes nothing; null keeps whom we listen to, and sends nothing. */
  expect(rtp: Endpoint | null, rtcp: Endpoint | null, now: number): void {
    const isNews = rtp !== null && !isSame(rtp, this.#lastNamed);
    this.#named = rtp;
    this.#rtcp = rtcp;
    if (!isNews) return;
    this.#lastNamed = rtp;
    this.#followed = null;
    this.#candidate = null;
    this.#strangersUntil = now + LATCH_WITHIN;
  }

  /** Tells whether packets from there are surely taken. */
  knows(from: Endpoint): boolean {
    return isSame(from, this.#followed) || isSame(from, this.#lastNamed);
  }

  /** Tells whether a datagram of RTCP may be from the other end, by its address. */
  knowsMachine(address: string): boolean {
    return address === this.#followed?.address || address === this.#lastNamed?.address;
  }

  /** Takes a packet, or does not. */
  admit({ from, packet, isProven }: ArrivedPacket, now: number): boolean {
    if (isSame(from, this.#followed)) return true;
    if (isProven || isSame(from, this.#lastNamed)) return this.#follow(from);
    if (this.#followed !== null || now > this.#strangersUntil) return false;
    return this.#watchStranger(from, packet) >= PACKETS_NEEDED && this.#follow(from);
  }

  /** Returns how many packets in a row have come from a stranger. */
  #watchStranger(from: Endpoint, { source, sequence }: ArrivedPacket["packet"]): number {
    const before = this.#candidate;
    const isSameStream = before !== null && isSame(from, before.from) && before.source === source;
    const isNext = isSameStream && ((before.sequence + 1) & 0xffff) === sequence;
    const count = isNext ? before.count + 1 : 1;
    this.#candidate = { from: { ...from }, source, sequence, count };
    return count;
  }

  #follow({ address, port }: Endpoint): true {
    this.#followed = { address, port };
    this.#candidate = null;
    return true;
  }
}

function isSame(a: Endpoint, b: Endpoint | null): boolean {
  return b !== null && a.port === b.port && a.address === b.address;
}
