import { OperatorError } from "../../../domain/error.ts";
import type { CallEnd, CallWatch, PhoneCall } from "../../../ports/telephony.ts";

/** Returns a call that never came about; its watch is told on the next turn of the event loop. */
export function endedCall(end: CallEnd, watch: CallWatch): PhoneCall {
  setImmediate(() => watch.onEnded(end));
  const refuse = async (): Promise<never> => {
    throw new OperatorError("call_over", "The call is over: it did not come about.");
  };
  return {
    carrierCallId: null,
    sampleRateHz: 8_000,
    lead: 0,
    buffer: null,
    send: () => undefined,
    clear: () => undefined,
    sendDigits: refuse,
    hold: refuse,
    transfer: refuse,
    hangUp: () => undefined,
  };
}
