import type { PhoneCall } from "../ports/telephony.ts";
import type { LineEnd } from "../speech/line-rate.ts";

/** How many frames are handed over at once where they wait for their time. */
const GRAIN = 4;

/** Returns the line over which somebody is heard in a call. */
export function phoneLine(phone: PhoneCall): LineEnd {
  const line = {
    lead: phone.lead,
    ahead: phone.buffer ?? phone.lead,
    grain: phone.buffer === null ? 1 : GRAIN,
    isContinuous: phone.buffer === null,
    send: (frame: Int16Array) => phone.send(frame),
    flush: () => undefined,
    clear: () => phone.clear(),
  };
  return { line, sampleRateHz: phone.sampleRateHz, incoming: (samples: Int16Array) => samples };
}
