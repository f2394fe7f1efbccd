import type { PhoneCall } from "../ports/telephony.ts";
import type { LineEnd } from "../speech/line-rate.ts";

/** Returns the line over which somebody is heard in a call. */
export function phoneLine(phone: PhoneCall): LineEnd {
  const line = {
    lead: phone.lead,
    ahead: phone.buffer ?? phone.lead,
    grain: 1,
    isContinuous: phone.buffer === null,
    send: (frame: Int16Array) => phone.send(frame),
    flush: () => undefined,
    clear: () => phone.clear(),
  };
  return { line, sampleRateHz: phone.sampleRateHz, incoming: (samples: Int16Array) => samples };
}
