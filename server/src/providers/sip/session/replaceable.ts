import type { CallWatch, PhoneCall } from "../../../ports/telephony.ts";
import type { CallMedia } from "../call-media.ts";
import type { Trunk } from "../trunk.ts";

/** How a key of the other end comes: in the audio's stream (RFC 4733), or in an INFO (RFC 6086). */
export type KeyWay = "audio" | "info";

/** A call that was answered, as whoever carries it on sees it. */
export interface AnsweredCall extends PhoneCall {
  readonly isOver: boolean;
  /** Resolves once both ends know that it was answered. */
  readonly settled: Promise<void>;
  fail(code: string, message: string): void;
  /** Takes that the other end holds it, or has come back. */
  heldByThem(isHeld: boolean): void;
  /** Takes a key that was pressed there. */
  takeKey(key: string, way: KeyWay): void;
}

/** A call whose other end may be another one from now on (RFC 3891, section 3). */
export interface Replaceable {
  readonly trunk: Trunk;
  /** Whether nobody has answered it yet. */
  readonly isEarly: boolean;
  readonly isOver: boolean;
  /** Goes on with the new end: the same sockets, the same rate. */
  readonly media: CallMedia;
  readonly watch: CallWatch;
  /** Whether its other end may hand it on to somebody that it speaks with. */
  readonly mayHandOn: boolean;
  /** The call is over, and its place free. */
  onOver(): void;
  /** Leaves the dialog that it has; its other end is told so after `settled`. */
  leave(settled: Promise<void>): void;
  /** The call goes on with `next`. */
  onReplaced(next: AnsweredCall): void;
}

/** The audio and the watch of a call, lent to a dialog that is about to take the place of the one that it has. */
export class Substitution {
  readonly media: CallMedia;
  readonly watch: CallWatch;
  readonly onReplaced: (next: AnsweredCall) => void;
  readonly #call: Replaceable;
  #isTaken = false;
  #trace: string | null = null;

  /** `onRefused` is told how the new dialog ended, where it ended before it took the place. */
  constructor(call: Replaceable, onRefused: (end: Parameters<CallWatch["onEnded"]>[0]) => void = () => undefined) {
    this.#call = call;
    this.onReplaced = (next) => call.onReplaced(next);
    this.media = lent(call.media, () => this.#isTaken);
    const { watch } = call;
    this.watch = {
      onTraced: (trace) => {
        if (this.#isTaken) watch.onTraced(trace);
        else this.#trace = trace;
      },
      onRinging: () => undefined,
      onAnswered: () => undefined,
      onAudio: (samples) => watch.onAudio(samples),
      onDigit: (digit) => watch.onDigit(digit),
      onAnsweredBy: () => undefined,
      onHeld: (isHeld) => watch.onHeld(isHeld),
      onEnded: (end) => (this.#isTaken ? watch.onEnded(end) : onRefused(end)),
    };
  }

  /** The new dialog is over: the call is, too, where that has taken its place. */
  readonly onOver = (): void => {
    if (this.#isTaken) this.#call.onOver();
  };

  /** Takes the place. Who would have been replaced may have hung up in the same moment. */
  take(next: AnsweredCall): void {
    if (this.#call.isOver) return next.hangUp();
    this.#isTaken = true;
    // Who has asked for it may be both ends, and is to know first that it has the call.
    this.#call.leave(next.settled);
    if (this.#trace !== null) this.#call.watch.onTraced(this.#trace);
    this.#call.onReplaced(next);
  }
}

/** Before the place is taken, the audio is not the new dialog's to close: only its offer is given up. */
function lent(media: CallMedia, isTaken: () => boolean): CallMedia {
  return {
    get sampleRateHz() {
      return media.sampleRateHz;
    },
    get lead() {
      return media.lead;
    },
    get buffer() {
      return media.buffer;
    },
    offer: (options) => media.offer(options),
    accept: (answer) => media.accept(answer),
    answer: (offer) => media.answer(offer),
    withdraw: () => media.withdraw(),
    send: (frame) => media.send(frame),
    clear: () => media.clear(),
    sendDigits: (digits) => media.sendDigits(digits),
    close: () => (isTaken() ? media.close() : media.withdraw()),
  };
}
