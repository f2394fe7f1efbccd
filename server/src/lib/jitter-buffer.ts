/** A packet of a real-time stream as it came, with the fields of its RTP header that order it (RFC 3550, section 5.1). */
export interface MediaPacket {
  /** 16 bits, wraps. */
  readonly sequence: number;
  /** 32 bits, in ticks of the payload's clock, wraps. */
  readonly timestamp: number;
  /** Who sends; another one begins a new stream. */
  readonly source: number;
  readonly payload: Uint8Array;
}

/** What is to be played next. */
export type Playout =
  | { readonly type: "packet"; readonly payload: Uint8Array }
  /** Packets are missing: so many ticks are to be concealed. */
  | { readonly type: "lost"; readonly ticks: number }
  /** The sender said nothing, and sent nothing, for so many ticks. */
  | { readonly type: "silence"; readonly ticks: number };

/** What became of the packets. */
export interface JitterCounts {
  /** Played. */
  played: number;
  /** Not there when their turn came. */
  lost: number;
  /** Came again, or after their turn: thrown away. */
  late: number;
  /** Times that the sender began anew: another source, or numbers far from those before. */
  restarts: number;
}

/** How a stream is put in order. */
export interface JitterOptions {
  /** Ticks of the payload's clock a second. */
  readonly clockHz: number;
  /** Returns how many ticks a payload lasts; 0 when it is no good, and then it is not played. */
  ticksOf(payload: Uint8Array): number;
}

/**
 * Puts the packets of one stream in order. A packet whose turn it is comes out at once; only behind a gap packets wait,
 * and not for long. So nothing piles up when the sender's clock runs faster than ours, and nothing runs dry when it is
 * slower: what comes out keeps the sender's time.
 */
export interface JitterBuffer {
  readonly counts: Readonly<JitterCounts>;
  /** Takes a packet; returns what is to be played now, in order. `now` in ms on a clock that never goes back. */
  accept(packet: MediaPacket, now: number): Playout[];
  /** Returns what is to be played because a gap was waited for long enough. */
  expire(now: number): Playout[];
  /** When to call `expire`, on the same clock; null while nothing waits. */
  readonly expiresAt: number | null;
}

/** A gap is given so long to be filled: reordered packets come within two or three of their like. */
const LONGEST_WAIT = 60;
/** So many packets wait behind a gap; 60 ms of the shortest frames there are, 2.5 ms, with room. */
const MOST_WAITING = 32;
/** Beyond these a number belongs to no gap and no reordering, but to a new beginning: RFC 3550, appendix A.1. */
const MOST_DROPOUT = 3_000;
const MOST_MISORDER = 100;
/** What is missing beyond this is not made up: a stream that was away for long goes on where it is. */
const LONGEST_LOST = 200;
const LONGEST_SILENCE = 1_000;
const TIMESTAMPS = 2 ** 32;

/** Makes a buffer for one stream. */
export function jitterBuffer(options: JitterOptions): JitterBuffer {
  return new OrderedStream(options);
}

interface Waiting {
  readonly packet: MediaPacket;
  readonly since: number;
}

class OrderedStream implements JitterBuffer {
  readonly counts: JitterCounts = { played: 0, lost: 0, late: 0, restarts: 0 };
  readonly #options: JitterOptions;
  /** Packets behind a gap, by how far they are from the one whose turn it is. */
  readonly #waiting = new Map<number, Waiting>();
  #source: number | null = null;
  /** The sequence number and the timestamp of the packet whose turn it is. */
  #sequence = 0;
  #timestamp = 0;
  /** Where a stray packet that looked like a new beginning would go on; a second one in a row proves it. */
  #newBeginning: number | null = null;

  constructor(options: JitterOptions) {
    this.#options = options;
  }

  get expiresAt(): number | null {
    let first: number | null = null;
    for (const { since } of this.#waiting.values()) first = Math.min(first ?? since, since);
    return first === null ? null : first + LONGEST_WAIT;
  }

  accept(packet: MediaPacket, now: number): Playout[] {
    if (packet.source !== this.#source) return this.#begin(packet);
    const ahead = (packet.sequence - this.#sequence) & 0xffff;
    const isBehind = ahead >= 0x10000 - MOST_MISORDER;
    if (ahead > MOST_DROPOUT && !isBehind) return this.#stray(packet);
    this.#newBeginning = null;
    if (isBehind || this.#waiting.has(packet.sequence)) {
      this.counts.late += 1;
      return [];
    }
    this.#waiting.set(packet.sequence, { packet, since: now });
    const played = this.#playReady();
    while (this.#waiting.size > MOST_WAITING) played.push(...this.#skipGap());
    return [...played, ...this.expire(now)];
  }

  expire(now: number): Playout[] {
    const played: Playout[] = [];
    for (let at = this.expiresAt; at !== null && at <= now; at = this.expiresAt) played.push(...this.#skipGap());
    return played;
  }

  #begin(packet: MediaPacket): Playout[] {
    const played: Playout[] = [];
    while (this.#waiting.size > 0) played.push(...this.#skipGap());
    if (this.#source !== null) this.counts.restarts += 1;
    this.#source = packet.source;
    this.#newBeginning = null;
    this.#sequence = packet.sequence;
    this.#timestamp = packet.timestamp;
    return [...played, ...this.#play(packet)];
  }

  /** A number far from all that was expected: a fault, unless the next one follows it. */
  #stray(packet: MediaPacket): Playout[] {
    if (packet.sequence === this.#newBeginning) return this.#begin(packet);
    this.#newBeginning = (packet.sequence + 1) & 0xffff;
    this.counts.late += 1;
    return [];
  }

  #playReady(): Playout[] {
    const played: Playout[] = [];
    for (let next = this.#take(); next !== null; next = this.#take()) {
      const silence = this.#distanceTo(next.timestamp, LONGEST_SILENCE);
      if (silence > 0) played.push({ type: "silence", ticks: silence });
      played.push(...this.#play(next));
    }
    return played;
  }

  #take(): MediaPacket | null {
    const waiting = this.#waiting.get(this.#sequence);
    this.#waiting.delete(this.#sequence);
    return waiting?.packet ?? null;
  }

  /** Gives up what is missing before the first packet that waits, and plays on from there. */
  #skipGap(): Playout[] {
    const distance = ({ packet }: Waiting) => (packet.sequence - this.#sequence) & 0xffff;
    const first = [...this.#waiting.values()].reduce((a, b) => (distance(a) <= distance(b) ? a : b));
    this.counts.lost += distance(first);
    this.#sequence = first.packet.sequence;
    const ticks = this.#distanceTo(first.packet.timestamp, LONGEST_LOST);
    this.#timestamp = first.packet.timestamp;
    const lost: Playout[] = ticks > 0 ? [{ type: "lost", ticks }] : [];
    return [...lost, ...this.#playReady()];
  }

  /** How many ticks a timestamp lies ahead of what was played, at most so many ms of them; 0 when it lies behind. */
  #distanceTo(timestamp: number, most: number): number {
    const ticks = (timestamp - this.#timestamp + TIMESTAMPS) % TIMESTAMPS;
    return ticks >= TIMESTAMPS / 2 ? 0 : Math.min(ticks, (most * this.#options.clockHz) / 1000);
  }

  #play({ sequence, timestamp, payload }: MediaPacket): Playout[] {
    const ticks = this.#options.ticksOf(payload);
    this.#sequence = (sequence + 1) & 0xffff;
    this.#timestamp = (timestamp + ticks) % TIMESTAMPS;
    if (ticks === 0) return [];
    this.counts.played += 1;
    return [{ type: "packet", payload }];
  }
}
