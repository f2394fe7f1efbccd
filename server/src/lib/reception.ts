import type { ReceptionReport } from "./rtcp.ts";

/** Beyond these a sequence number is a new beginning and no gap (RFC 3550, appendix A.1). */
const MOST_DROPOUT = 3_000;
const MOST_MISORDER = 100;
const SEQUENCES = 0x10000;

/** Counts how well the packets of one source come, for reports on it (RFC 3550, appendices A.3 and A.8). */
export class Reception {
  readonly #source: number;
  #base = 0;
  #highest = -1;
  #received = 0;
  #expectedBefore = 0;
  #receivedBefore = 0;
  #jitter = 0;
  #lastTransit: number | null = null;
  #lastReport = 0;
  #lastReportAt = 0;

  constructor(source: number) {
    this.#source = source;
  }

  /** Notes a packet. `arrival` is when it came, in ticks of the payload's clock. */
  note(sequence: number, timestamp: number, arrival: number): void {
    if (this.#highest < 0) this.#begin(sequence);
    const ahead = (sequence - this.#highest) & 0xffff;
    if (ahead < MOST_DROPOUT) this.#highest += ahead;
    else if (ahead <= SEQUENCES - MOST_MISORDER) this.#begin(sequence);
    this.#received += 1;
    const transit = (Math.floor(arrival) - timestamp) | 0;
    if (this.#lastTransit !== null) {
      const change = Math.abs((transit - this.#lastTransit) | 0);
      // A pause or a new beginning of the timestamps is no jitter: nothing comes a second off.
      if (change < 48_000) this.#jitter += (change - this.#jitter) / 16;
    }
    this.#lastTransit = transit;
  }

  /** Notes the source's own report. `now` in ms. */
  noteReport(middleOfTime: number, now: number): void {
    this.#lastReport = middleOfTime;
    this.#lastReportAt = now;
  }

  /** Returns the report on what came since the last one was asked for. `now` in ms. */
  report(now: number): ReceptionReport {
    const expected = this.#highest - this.#base + 1;
    const expectedSince = expected - this.#expectedBefore;
    const lostSince = expectedSince - (this.#received - this.#receivedBefore);
    this.#expectedBefore = expected;
    this.#receivedBefore = this.#received;
    const isLossy = expectedSince > 0 && lostSince > 0;
    return {
      source: this.#source,
      fractionLost: isLossy ? Math.min(255, Math.floor((lostSince * 256) / expectedSince)) : 0,
      lost: expected - this.#received,
      highestSequence: this.#highest % 2 ** 32,
      jitter: Math.floor(this.#jitter),
      lastReport: this.#lastReport,
      delaySinceLastReport: this.#lastReport === 0 ? 0 : Math.floor(((now - this.#lastReportAt) * 65.536) % 2 ** 32),
    };
  }

  #begin(sequence: number): void {
    this.#base = sequence;
    this.#highest = sequence;
    this.#received = 0;
    this.#expectedBefore = 0;
    this.#receivedBefore = 0;
  }
}
