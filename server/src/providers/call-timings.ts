/** How long things may take, in ms. */
export interface CallTimings {
  /** From being answered to the first frame of the media, and from leaving a stream to the next one. */
  readonly joinWithin: number;
  /** Without any audio, after which the carrier is asked whether the call is still there. */
  readonly silentFor: number;
  /** Without any news of a call that is not answered yet, after which the carrier is asked. */
  readonly pollAfter: number;
  /** From the request to hand over to its outcome. */
  readonly transferWithin: number;
  /** Between one attempt to hang up and the next. */
  readonly hangUpAgain: readonly number[];
}

/** How long everything about calls may take, in ms. */
export interface CarrierTimings extends CallTimings {
  /** From the connection of a media socket to the frame that says whose it is. */
  readonly startWithin: number;
  /** From a call's coming in to the decision what becomes of it: Twilio waits 15 s. */
  readonly decideWithin: number;
  /** After its last request for a call broke off, within which the carrier repeats it; then the caller has given up. */
  readonly repeatWithin: number;
  /** Between two looks at all calls. */
  readonly sweepEvery: number;
  /** How long a call that is over is still known, so that late callbacks find it. */
  readonly rememberFor: number;
}

/** The times that carriers keep to, with room. */
export const CARRIER_TIMINGS: CarrierTimings = {
  joinWithin: 10_000,
  silentFor: 20_000,
  pollAfter: 20_000,
  transferWithin: 90_000,
  hangUpAgain: [1_000, 4_000, 15_000],
  startWithin: 5_000,
  decideWithin: 12_000,
  repeatWithin: 2_000,
  sweepEvery: 1_000,
  rememberFor: 120_000,
};
