import type { VoiceRate } from "../domain/audio.ts";
import { OperatorError } from "../domain/error.ts";

/** A network has refused to hand a call over, and surely called nobody for it. */
export class TransferRefusedError extends OperatorError {
  constructor(message: string) {
    super("transfer_failed", message);
    this.name = "TransferRefusedError";
  }
}

/** Why a call is over, whoever carried it. */
export type CallEnd =
  /** It was answered, and one of the two hung up. */
  | { readonly outcome: "hung_up"; readonly by: "them" | "us" }
  /** It was handed over to somebody else, who talks with the other end now. */
  | { readonly outcome: "transferred" }
  | { readonly outcome: "busy" }
  /** It rang for as long as it might. */
  | { readonly outcome: "no_answer" }
  /** The one who called gave up before it was answered. */
  | { readonly outcome: "cancelled" }
  /** It did not come about, or broke: `code` is a stable name such as `number_invalid`, `message` plain words. */
  | { readonly outcome: "failed"; readonly code: string; readonly message: string };

/** Is told how a call goes. All are called in the order in which it happened, none after `onEnded`. */
export interface CallWatch {
  /**
   * Another process can end it with this, should this one die; told once the network has taken the call, and again when
   * that changes.
   */
  onTraced(trace: string): void;
  /** It rings at the other end. */
  onRinging(): void;
  /** The other end has picked up: audio goes both ways from now on. Not called for a call that was accepted by us. */
  onAnswered(): void;
  /**
   * Takes what the other end says, at the call's rate, in order and for as long as it lasted: what was lost on the way
   * is made up for. Mostly 20 ms at a time; not at all while nothing comes.
   */
  onAudio(samples: Int16Array): void;
  /** A key was pressed: `0` to `9`, `*`, `#`, `A` to `D`, once for each press (RFC 4733). */
  onDigit(digit: string): void;
  /** The carrier has found out who answered, where it can tell; never called where it cannot. */
  onAnsweredBy(who: "human" | "machine"): void;
  /** The other end has put us on hold, or come back. */
  onHeld(isHeld: boolean): void;
  /** It is over. Called once and last, also when we hung up ourselves. */
  onEnded(end: CallEnd): void;
}

/** One call that is under way. */
export interface PhoneCall {
  /** The network's own name for it: the `CallSid` of Twilio, the `Call-ID` of SIP. Known once the network has taken it. */
  readonly carrierCallId: string | null;
  /** Of the samples both ways; of a call that was dialled it is known once it is answered, and does not change from then on. */
  readonly sampleRateHz: VoiceRate;
  /** How far ahead of its time audio is handed to `send`, in ms; it is sent in time from there. */
  readonly lead: number;
  /**
   * How far ahead of its time audio may be handed over where it is known so early, in ms: what waits is thrown away by
   * `clear`, and silence is filled in where nothing waits. Null where neither is so, and all is to be handed over in time.
   */
  readonly buffer: number | null;
  /** Says a frame of 20 ms. Before the call is answered, and after its end, it is left out. */
  send(frame: Int16Array): void;
  /** Throws away the frames that were handed over and are not sent yet. */
  clear(): void;
  /** Sends keys: `0-9*#A-D`, and `w` for half a second's pause. Resolves once they were sent; rejects with `invalid_field` or `call_over`. */
  sendDigits(digits: string): Promise<void>;
  /** Puts the other end on hold, or takes it back. Rejects when the network refuses; then nothing has changed. */
  hold(isHeld: boolean): Promise<void>;
  /**
   * Hands the other end over to another number or SIP address and leaves the call (SIP: REFER, RFC 3515). Resolves once
   * the other has answered, and the call ends with `transferred`; rejects with `transfer_failed` and why, and the call
   * goes on: with a `TransferRefusedError` only where it is certain that nobody was called.
   */
  transfer(destination: string): Promise<void>;
  /** Ends it: gives up what rings, hangs up what was answered. May be called again. */
  hangUp(): void;
}

/** A call to be made. */
export interface CallOrder {
  /** Our name for it, of which the network hears at most once; a dead process's order is never given again. */
  readonly id: string;
  /** E.164; the number that the other end sees. */
  readonly from: string;
  /** E.164, or a SIP address where the network is SIP. */
  readonly to: string;
  /** Lets it ring so long, in ms. */
  readonly ringFor: number;
  /** Whether the carrier is to find out if a machine answers, where it can. */
  readonly detectMachine: boolean;
  /**
   * Whether whoever picks up may hand the call on from their own telephone, to somebody they speak with (SIP: REFER with
   * Replaces, RFC 3891); not without it.
   */
  readonly mayHandOn?: boolean;
}

/** A call that came in and waits to be answered. */
export interface IncomingCall {
  readonly carrierCallId: string;
  /** E.164 where it can be told, else as the network has it; null for a caller who does not show who it is. */
  readonly from: string | null;
  /** What was dialled: E.164 where it can be told, else as the network has it. */
  readonly to: string;
  /** Whether it was brought to another process before, which died meanwhile and may have begun something for it. */
  readonly isRepeated: boolean;
  /** Aborted when the caller gives up, or the network takes it back, before it was answered. */
  readonly signal: AbortSignal;
  /** Lets the caller hear that it rings. */
  ring(): void;
  /** Picks up. Rejects with `call_over` when the caller has given up. */
  accept(watch: CallWatch): Promise<PhoneCall>;
  /** Does not pick up. */
  decline(why: "busy" | "declined" | "unavailable"): void;
  /** Sends the caller on to another number. Rejects with `transfer_failed` where the network cannot. */
  redirect(number: string): Promise<void>;
}

/** A call that a process left behind which died. */
export interface LostCall {
  /** The network's own name for it; null where it was not known. */
  readonly carrierCallId: string | null;
  /** What was told of it to `onTraced` last; null when nothing was. */
  readonly trace: string | null;
  /** Whether the network had been asked to hand it over, and had not said how that went. */
  readonly isHandingOver: boolean;
}

/** What carries calls: a carrier with an API, or SIP. */
export interface PhoneNetwork {
  /** As numbers name it, such as `twilio` or `sip`. */
  readonly name: string;
  /** Says why no call can be made now and what to do about it; null when they can. */
  problem(): string | null;
  /** Begins to call. Never throws: what goes wrong is told as the call's end. */
  dial(order: CallOrder, watch: CallWatch): PhoneCall;
  /**
   * Ends what may be left of a call whose process died, so that nobody stays on a line that leads nowhere; one that is
   * over by then stays as it is. Never throws: what goes wrong is told to the log.
   */
  endLost(lost: LostCall): void;
  /** Hands over every call that comes in from now on; those that came before were declined as unavailable. */
  listen(onCall: (call: IncomingCall) => void): void;
}
