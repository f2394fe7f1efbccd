import type { VoiceRate } from "../../../domain/audio.ts";
import type { ErrorCode } from "../../../domain/error.ts";
import type { Agreement } from "./negotiator.ts";

/** Where the samples of a call are, both ways: memory that its thread and the main one see. */
export interface CallMemory {
  readonly sampleRateHz: VoiceRate;
  /** Of a `FrameQueue`: what is to be sent. */
  readonly sent: SharedArrayBuffer;
  /** Of a `SampleRing`: what was heard. */
  readonly heard: SharedArrayBuffer;
}

/** What a thread of audio is told to do for the call of that number. */
export type MediaOrder =
  | {
      readonly type: "open";
      readonly call: number;
      readonly port: number;
      readonly address: string;
      /** Without a packet for so long the call is dead. */
      readonly deadAfter: number;
    }
  /** Audio goes by that agreement from now on. */
  | { readonly type: "use"; readonly call: number; readonly agreement: Agreement; readonly memory: CallMemory }
  | { readonly type: "send_keys"; readonly call: number; readonly order: number; readonly digits: string }
  | { readonly type: "close"; readonly call: number };

/** The steps by which frames are counted that were sent late, in ms: up to the first, up to the next; those beyond come last. */
export const LATENESS_STEPS = [1, 5, 20, 100] as const;

/** What a thread of audio tells. */
export type MediaTelling =
  /** Its ports were taken, or are another program's. */
  | { readonly type: "opened"; readonly call: number; readonly isOpen: boolean }
  /** Samples wait of these calls. */
  | { readonly type: "heard"; readonly calls: readonly number[] }
  | { readonly type: "key"; readonly call: number; readonly key: string }
  | { readonly type: "keys_sent"; readonly call: number; readonly order: number; readonly failure: KeysFailure | null }
  | { readonly type: "dead"; readonly call: number; readonly message: string }
  /** How many frames were sent since this was told last, by the steps of lateness that they fall into (`LATENESS_STEPS`). */
  | { readonly type: "sent"; readonly frames: readonly number[] }
  /** Something went wrong that nobody waits for. */
  | { readonly type: "error"; readonly error: unknown };

/** Why keys could not be sent. */
export interface KeysFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly param: string | null;
}
