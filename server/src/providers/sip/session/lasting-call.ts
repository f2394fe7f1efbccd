import type { VoiceRate } from "../../../domain/audio.ts";
import type { PhoneCall } from "../../../ports/telephony.ts";
import type { AnsweredCall } from "./replaceable.ts";

/** A call that lasts while the dialogs that carry it take each other's place (RFC 3891). */
export class LastingCall implements PhoneCall {
  /** What carries it now. */
  current: AnsweredCall;

  constructor(first: AnsweredCall) {
    this.current = first;
  }

  /** The Call-ID of what carries it now. */
  get carrierCallId(): string | null {
    return this.current.carrierCallId;
  }

  /** Of the samples both ways. */
  get sampleRateHz(): VoiceRate {
    return this.current.sampleRateHz;
  }

  /** How far ahead of its time audio may be handed over, in ms. */
  get lead(): number {
    return this.current.lead;
  }

  /** How much of it may wait where it is sent, in ms. */
  get buffer(): number | null {
    return this.current.buffer;
  }

  /** Says a frame. */
  send(frame: Int16Array): void {
    this.current.send(frame);
  }

  /** Throws away what was handed over and is not sent yet. */
  clear(): void {
    this.current.clear();
  }

  /** Sends keys. */
  sendDigits(digits: string): Promise<void> {
    return this.current.sendDigits(digits);
  }

  /** Puts the other end on hold, or takes it back. */
  hold(isHeld: boolean): Promise<void> {
    return this.current.hold(isHeld);
  }

  /** Hands the other end over. */
  transfer(destination: string): Promise<void> {
    return this.current.transfer(destination);
  }

  /** Hangs up. */
  hangUp(): void {
    this.current.hangUp();
  }
}
