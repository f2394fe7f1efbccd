import { describe, expect, it } from "vitest";
import { tone } from "../../test/tones.ts";
import { JitterBuffer, VOICE_RATE_HZ } from "./jitter-buffer.ts";

const BLOCK = 80;
const blockMs = 5;
const perMs = VOICE_RATE_HZ / 1_000;

/** Plays a buffer while audio comes at the times that are given; time is what has been pulled. */
class Player {
  readonly buffer = new JitterBuffer();
  readonly heard: number[] = [];
  readonly #arrivals: { at: number; samples: Float32Array }[] = [];

  get now(): number {
    return this.heard.length / perMs;
  }

  /** Lets `samples` come at the time `at`, in ms. */
  bring(at: number, samples: Float32Array): void {
    this.#arrivals.push({ at, samples });
    this.#arrivals.sort((one, other) => one.at - other.at);
  }

  /** Lets speech come as the server sends it: 120 ms at once, then twice 20 ms every 40 ms, each as late as `lateness` says. */
  speak(from: number, ms: number, lateness: (index: number) => number = () => 0): void {
    const speech = tone({ hz: 200, ms, rateHz: VOICE_RATE_HZ });
    let earliest = 0;
    for (let index = 0; index * 20 < ms; index++) {
      const due = from + Math.max(0, Math.ceil((index * 20 - 120) / 40) * 40) + lateness(index);
      // A WebSocket keeps the order: what is late holds up what follows.
      earliest = Math.max(earliest, due);
      this.bring(earliest, speech.subarray(index * 20 * perMs, (index + 1) * 20 * perMs));
    }
  }

  /** Lets nothing more come. */
  stop(): void {
    this.#arrivals.length = 0;
  }

  playUntil(end: number): void {
    const block = new Float32Array(BLOCK);
    while (this.now < end) {
      while ((this.#arrivals[0]?.at ?? Number.POSITIVE_INFINITY) <= this.now)
        this.buffer.push(this.#arrivals.shift()?.samples as Float32Array);
      this.buffer.pull(block);
      this.heard.push(...block);
    }
  }

  /** How much of a span was silent, in ms. */
  silenceBetween(from: number, to: number): number {
    let silent = 0;
    for (let at = from; at < to; at += blockMs)
      if (this.heard.slice(at * perMs, (at + blockMs) * perMs).every((sample) => sample === 0)) silent += blockMs;
    return silent;
  }

  /** The largest step from one sample to the next. */
  get largestStep(): number {
    return Math.max(...this.heard.map((sample, index) => Math.abs(sample - (this.heard[index - 1] ?? 0))));
  }
}

/** The largest step within the tone that is spoken. */
const OWN_STEP = 0.5 * ((2 * Math.PI * 200) / VOICE_RATE_HZ);

describe("a jitter buffer", () => {
  it("plays at once when the server is ahead, and all of it", () => {
    const player = new Player();
    player.speak(0, 1_000);
    player.playUntil(1_200);
    expect(player.silenceBetween(10, 1_000)).toBe(0);
    expect(player.buffer.played).toBe(1_000 * perMs);
    expect(player.silenceBetween(1_010, 1_200)).toBe(190);
  });

  it("bridges audio that is up to 80 ms late without a gap", () => {
    const player = new Player();
    player.speak(0, 2_000, (index) => ((index * 7) % 5) * 20);
    player.playUntil(2_200);
    expect(player.silenceBetween(100, 2_000)).toBe(0);
    expect(player.buffer.played).toBe(2_000 * perMs);
  });

  it("plays a sound that is shorter than what it gathers", () => {
    const player = new Player();
    player.bring(0, tone({ hz: 200, ms: 20, rateHz: VOICE_RATE_HZ }));
    player.playUntil(200);
    expect(player.buffer.played).toBe(20 * perMs);
    expect(player.silenceBetween(0, 80)).toBeGreaterThan(70);
  });

  it("fades out and in where it runs dry: no step is larger than those of the sound itself", () => {
    const player = new Player();
    player.speak(0, 1_500, (index) => (index === 20 || index === 40 ? 300 : 0));
    player.playUntil(2_500);
    expect(player.silenceBetween(400, 1_500)).toBeGreaterThan(50);
    expect(player.largestStep).toBeLessThan(OWN_STEP * 2.2);
    expect(player.buffer.played).toBe(1_500 * perMs);
  });

  it("gathers more after gaps on a line that stutters, and less again once it is even", () => {
    const player = new Player();
    expect(player.buffer.target).toBe(80);
    player.speak(0, 1_000, (index) => (index === 30 ? 180 : 0));
    player.playUntil(2_000);
    const stuttering = player.buffer.target;
    expect(stuttering).toBeGreaterThan(130);
    expect(stuttering).toBeLessThanOrEqual(300);
    for (let start = 2_000; start < 120_000; start += 6_000) player.speak(start, 500);
    player.playUntil(120_000);
    expect(player.buffer.target).toBe(80);
  });

  it("does not take a pause of the speaker for a stutter", () => {
    const player = new Player();
    player.speak(0, 500);
    player.speak(900, 500);
    player.playUntil(2_000);
    expect(player.buffer.target).toBe(80);
  });

  it("keeps no more than 30 s, for a page that was put to sleep", () => {
    const { buffer } = new Player();
    for (let second = 0; second < 60; second++) buffer.push(new Float32Array(VOICE_RATE_HZ));
    expect(buffer.depth).toBe(30_000);
  });
});

describe("clearing", () => {
  it("is silent within 10 ms, without a step, and counts only what was heard", () => {
    const player = new Player();
    player.speak(0, 1_000);
    player.playUntil(500);
    const before = player.buffer.played;
    player.stop();
    player.buffer.clear();
    player.playUntil(600);
    expect(player.silenceBetween(510, 600)).toBe(90);
    expect(player.largestStep).toBeLessThan(OWN_STEP * 2.2);
    expect(player.buffer.played - before).toBeLessThanOrEqual(5 * perMs);
  });

  it("lets what comes afterwards play, at once when there is enough of it", () => {
    const player = new Player();
    player.speak(0, 400);
    player.playUntil(200);
    player.stop();
    player.buffer.clear();
    for (let index = 0; index < 5; index++) player.bring(200, tone({ hz: 200, ms: 20, rateHz: VOICE_RATE_HZ }));
    player.playUntil(205);
    expect(player.buffer.isPlaying).toBe(true);
    expect(player.buffer.target).toBe(80);
    expect(player.largestStep).toBeLessThan(OWN_STEP * 2.2);
  });

  it("of a buffer that does not play yet leaves nothing to play", () => {
    const player = new Player();
    player.bring(0, tone({ hz: 200, ms: 40, rateHz: VOICE_RATE_HZ }));
    player.playUntil(10);
    player.buffer.clear();
    player.playUntil(300);
    expect(player.heard.every((sample) => sample === 0)).toBe(true);
    expect(player.buffer.played).toBe(0);
  });
});

describe("a new line", () => {
  it("throws away what the old one brought, without a step, and counts from 0", () => {
    const player = new Player();
    player.speak(0, 1_000);
    player.playUntil(300);
    player.stop();
    player.buffer.reset();
    expect(player.buffer.played).toBe(0);
    player.playUntil(305);
    expect(player.largestStep).toBeLessThan(OWN_STEP * 2.2);
    expect(player.buffer.isPlaying).toBe(false);
    expect(player.buffer.depth).toBe(0);
  });
});
