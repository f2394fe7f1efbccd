import type { CarrierName } from "./phone-number.ts";

/** How many calls there may be at once, both ways; how many a number of ours may carry stands with the number. */
export interface CallLimits {
  /** In the whole installation. */
  readonly all: number;
  /** Over a carrier; one that is not named has no limit of its own. */
  readonly perCarrier: ReadonlyMap<string, number>;
}

/** Where there is no line left for a call: in the installation, at its carrier, or at the number of ours. */
export type FullLines = "installation" | "carrier" | "number";

/** A call that waits for a line. */
export interface WaitingCall {
  readonly id: string;
  readonly conversationId: string;
  readonly carrier: CarrierName;
  readonly number: string;
}
