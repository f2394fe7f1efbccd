import type { RtpPacket } from "../../../lib/rtp.ts";
import { read16, write16 } from "../../../lib/rtp.ts";

/** The keys by their number (RFC 4733, section 3.2). */
const KEYS = "0123456789*#ABCD";
/** An event, its volume, and how long it has lasted. */
export const KEY_EVENT_BYTES = 4;
const LONGEST_SEGMENT = 0xffff;
const IS_END = 0x80;
/** 10 dB under the loudest tone. */
const VOLUME = 10;

/** Hears keys in events of RFC 4733: each press once, whatever is lost, doubled or swapped on the way. */
export class KeyEvents {
  #source: number | null = null;
  #event = 0;
  #timestamp = 0;
  #duration = 0;

  /** Takes a packet of events; returns the key whose press it is the first sign of, else null. */
  accept({ source, timestamp, payload }: Pick<RtpPacket, "source" | "timestamp" | "payload">): string | null {
    if (payload.length < KEY_EVENT_BYTES) return null;
    const event = payload[0] as number;
    const isKnown = source === this.#source && !this.#isAfter(timestamp);
    const duration = read16(payload, 2);
    if (isKnown) {
      if (timestamp === this.#timestamp) this.#duration = Math.max(this.#duration, duration);
      return null;
    }
    const isContinued = source === this.#source && this.#continues(event, timestamp);
    this.#source = source;
    this.#event = event;
    this.#timestamp = timestamp;
    this.#duration = duration;
    return isContinued ? null : (KEYS[event] ?? null);
  }

  #isAfter(timestamp: number): boolean {
    return ((timestamp - this.#timestamp) | 0) > 0;
  }

  /** A key that is held for very long comes in segments, each where the one before ended (RFC 4733, section 2.5.1.3). */
  #continues(event: number, timestamp: number): boolean {
    const passed = (timestamp - this.#timestamp) >>> 0;
    return event === this.#event && this.#duration === LONGEST_SEGMENT && passed === LONGEST_SEGMENT;
  }
}

/** Writes an event's payload to the beginning of `target`. */
export function writeKeyEvent(target: Uint8Array, key: string, at: { duration: number; isEnd: boolean }): void {
  target[0] = KEYS.indexOf(key);
  target[1] = VOLUME | (at.isEnd ? IS_END : 0);
  write16(target, 2, at.duration);
}
