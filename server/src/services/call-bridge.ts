import type { VoiceRate } from "../domain/audio.ts";
import { createResampler } from "../lib/resampler.ts";
import { OperatorError } from "../domain/error.ts";
import type { PhoneCall } from "../ports/telephony.ts";
import { Framer } from "../speech/framer.ts";
import type { ConversationCall } from "./conversation-call.ts";
import type { GuestLine } from "./guest-line.ts";
import type { SecondCall } from "./second-call.ts";
import type { VoiceSession } from "./voice-session.ts";

/** The user's call, as far as it is joined with another. */
type BridgedCall = Pick<ConversationCall, "voice" | "phone" | "isLeft" | "passKey">;

type Resample = (samples: Int16Array) => Int16Array;

/** Two people are left alone no longer than this, in ms: a call that nobody hangs up costs money for ever. */
const LONGEST_BRIDGE = 4 * 60 * 60_000;

/**
 * The user's line while they wait for a second call, and then talk with whoever is on it: audio goes from one to the
 * other frame by frame in this process, brought to the other's rate.
 */
export class CallBridge {
  readonly #call: BridgedCall;
  readonly #onLeft: () => void;
  #second: SecondCall | null = null;
  #voice: VoiceSession | null = null;
  #line: GuestLine | null = null;
  #outward: Resample = unchanged;
  #inward: Resample = unchanged;
  #framer: Framer | null = null;
  #joinedAt: number | null = null;
  #isClosed = false;

  /** `onLeft` is told once when the user is gone, or the time is up. */
  constructor(call: BridgedCall, onLeft: () => void) {
    this.#call = call;
    this.#onLeft = onLeft;
  }

  /** Lets the user wait: they hear that they do, and the agent is silent. Throws `conversation_not_active`. */
  hold(): void {
    const { voice } = this.#call;
    if (voice === null) throw new OperatorError("conversation_not_active", "The conversation has no voice.");
    this.#voice = voice;
    this.#line = voice.yieldTo({ isWrittenDown: false, hear: (samples) => this.#hear(samples) });
    this.#line.setFill("hold_tone");
  }

  /** Joins the two: each hears the other, and what keys the other presses. */
  join(second: SecondCall): void {
    this.#second = second;
    this.#joinedAt = performance.now();
    this.#framer = new Framer(second.phone.sampleRateHz);
    this.#line?.setFill(null);
    this.#fitRates();
    second.onAudio = (samples) => this.#line?.say(this.#inward(samples));
    second.onDigit = (digit) => sendKey(this.#call.phone, digit);
    this.#call.passKey = (digit) => sendKey(second.phone, digit);
  }

  /** Gives the line back to the agent. May be called again. */
  close(): void {
    this.#isClosed = true;
    this.#call.passKey = null;
    if (this.#line !== null) this.#voice?.giveBack(this.#line);
    this.#line = null;
  }

  /** Looks whether the user is still there; to be called every now and then. */
  look(now: number): void {
    if (this.#isClosed) return;
    const isTooLong = this.#joinedAt !== null && now - this.#joinedAt > LONGEST_BRIDGE;
    if (this.#call.isLeft || isTooLong) {
      this.#isClosed = true;
      return this.#onLeft();
    }
    if (this.#call.voice !== this.#voice) this.#moveOn();
  }

  /** The conversation was opened anew from its log while the line held, and has another voice. */
  #moveOn(): void {
    try {
      this.hold();
    } catch (error) {
      // Nobody is connected to it yet: the next look finds out.
      if (error instanceof OperatorError) return;
      throw error;
    }
    if (this.#second !== null) this.#line?.setFill(null);
    this.#fitRates();
  }

  #fitRates(): void {
    if (this.#second === null || this.#line === null) return;
    const here = this.#line.sampleRateHz;
    const there = this.#second.phone.sampleRateHz;
    this.#outward = resampler(here, there);
    this.#inward = resampler(there, here);
  }

  #hear(samples: Int16Array): void {
    if (this.#second === null || this.#framer === null) return;
    for (const frame of this.#framer.push(this.#outward(samples))) this.#second.phone.send(frame);
  }
}

/** One that cannot be sent any more was pressed too late. */
function sendKey(phone: PhoneCall | null, digit: string): void {
  phone?.sendDigits(digit).catch(() => undefined);
}

function resampler(from: VoiceRate, to: VoiceRate): Resample {
  return from === to ? unchanged : createResampler(from, to);
}

function unchanged(samples: Int16Array): Int16Array {
  return samples;
}
