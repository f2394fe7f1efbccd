import type { VoiceRate } from "../../domain/audio.ts";

/** What is wrong with a description of media; the SIP status to refuse it with (RFC 3261, section 21.4.26). */
export class MediaRefusal extends Error {
  readonly status: 400 | 488;

  constructor(status: 400 | 488, message: string) {
    super(message);
    this.name = "MediaRefusal";
    this.status = status;
  }
}

/** Is told what comes over the media of a call, in order. */
export interface CallMediaWatch {
  /** Takes what the other end says, at the media's rate, made up for what was lost. */
  onAudio(samples: Int16Array): void;
  /** A key was pressed (RFC 4733, or tones in the audio where the other end has no events). */
  onDigit(digit: string): void;
  /** The other end holds us, or has come back (RFC 3264, section 8.4). */
  onHeld(isHeld: boolean): void;
  /**
   * Nothing came for so long that the call is to be given up; `message` says what was waited for, in plain words. Told
   * again after as long a time: before the call is answered a network that sends no ringing tone may be silent.
   */
  onDead(message: string): void;
}

/** The audio of one call by SIP: its session description (RFC 8866, by offer and answer of RFC 3264) and its RTP. */
export interface CallMedia {
  /** Of the samples both ways: known once an offer was answered, and never changed after. */
  readonly sampleRateHz: VoiceRate;
  /** How long audio waits before it is played when nothing waits before it, in ms. */
  readonly lead: number;
  /** As in `PhoneCall`. */
  readonly buffer: number | null;
  /** Returns an offer: the first one, or one that goes on with what was agreed. `isHeld` asks the other end to be on hold. */
  offer(options: { readonly isHeld: boolean }): string;
  /** Takes the answer to the last offer; audio goes from now on. Throws `MediaRefusal`. */
  accept(answer: string): void;
  /** Answers an offer, first or later; audio goes from now on. Throws `MediaRefusal`; then nothing has changed. */
  answer(offer: string): string;
  /** Gives up an offer that was refused: what was agreed before stays. */
  withdraw(): void;
  send(frame: Int16Array): void;
  clear(): void;
  /** Sends keys as events of RFC 4733; resolves once they were sent. Rejects with `call_over`. */
  sendDigits(digits: string): Promise<void>;
  /** Closes its sockets; nothing is told any more. */
  close(): void;
}

/** Opens the media of a call. Rejects with `channel_unavailable` when there is no port left. */
export type OpenCallMedia = (options: {
  /** The address that the peer is to send to. */
  readonly address: string;
  /** Whether the signalling is by TLS: SRTP (RFC 3711, keys by RFC 4568) is offered then. */
  readonly isSecure: boolean;
  readonly watch: CallMediaWatch;
}) => Promise<CallMedia>;
