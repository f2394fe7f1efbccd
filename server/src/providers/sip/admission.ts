/** How much comes, and how much may come at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

interface Bucket {
  left: number;
  since: number;
}

/** Counts by names, each against the same rate, in bounded memory. */
export class Rates {
  readonly #rate: Rate;
  readonly #most: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate, most: number) {
    this.#rate = rate;
    this.#most = most;
  }

  /** Takes one; false when there is none left for that name. */
  take(name: string, now = Date.now()): boolean {
    const { perSecond, burst } = this.#rate;
    const bucket = this.#buckets.get(name) ?? { left: burst, since: now };
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.since) / 1000) * perSecond);
    bucket.since = now;
    if (!this.#buckets.has(name)) {
      // The one that was seen first goes, which a flood of addresses pays for with a fresh bucket at most.
      if (this.#buckets.size >= this.#most) this.#buckets.delete(this.#buckets.keys().next().value as string);
      this.#buckets.set(name, bucket);
    }
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  }
}

/** Writes notes, of each kind only so many, and says how many were left out. */
export class BoundedNotes {
  readonly #write: (message: string, detail: Record<string, unknown>) => void;
  readonly #rates = new Rates({ perSecond: 0.2, burst: 5 }, 100);
  readonly #leftOut = new Map<string, number>();

  constructor(write: (message: string, detail: Record<string, unknown>) => void) {
    this.#write = write;
  }

  /** Writes a note, or counts it. */
  note(message: string, detail: Record<string, unknown>): void {
    const before = this.#leftOut.get(message) ?? 0;
    if (!this.#rates.take(message)) {
      this.#leftOut.set(message, before + 1);
      return;
    }
    this.#leftOut.delete(message);
    this.#write(message, before === 0 ? detail : { ...detail, left_out: before });
  }
}

/** Messages of one of a trunk's addresses: far more than a thousand calls need, far less than a flood. */
const KNOWN: Rate = { perSecond: 2_000, burst: 4_000 };
const STRANGER: Rate = { perSecond: 5, burst: 20 };
/** Answers to all strangers together. */
const STRANGERS: Rate = { perSecond: 50, burst: 100 };
const MOST_ADDRESSES = 10_000;

/**
 * Decides by its address what is looked at (docs/decisions/0025-sip.md): strangers see as little of us as can be, and
 * neither flood us nor others through us (RFC 3261, section 26.1.5).
 */
export class Admission {
  readonly #options: { knows(address: string): boolean; readonly hearsStrangers: boolean };
  readonly #known = new Rates(KNOWN, MOST_ADDRESSES);
  readonly #strangers = new Rates(STRANGER, MOST_ADDRESSES);
  readonly #allStrangers = new Rates(STRANGERS, 1);
  readonly #notes: BoundedNotes;

  constructor(options: { knows(address: string): boolean; readonly hearsStrangers: boolean }, notes: BoundedNotes) {
    this.#options = options;
    this.#notes = notes;
  }

  /** Tells whether what comes from an address is looked at. */
  admits(address: string): boolean {
    if (this.#options.knows(address)) {
      if (this.#known.take(address)) return true;
      this.#notes.note("A SIP trunk sends more than it may; some of it is left unread.", { address });
      return false;
    }
    if (this.#options.hearsStrangers && this.#strangers.take(address) && this.#allStrangers.take("all")) return true;
    this.#notes.note("SIP came from an address that is none of a trunk's; it is left unanswered.", { address });
    return false;
  }
}
