import type { DoNotCall } from "../domain/do-not-call.ts";
import type { ServerPayload } from "../domain/event-payloads.ts";
import type { PHONE_EVENTS } from "../domain/phone-event-payloads.ts";

/** Events of telephone calls, as examples. */
export const PHONE_EVENT_EXAMPLES: {
  [Type in keyof typeof PHONE_EVENTS]: Extract<ServerPayload, { type: Type }>;
} = {
  "user.dtmf.received": { type: "user.dtmf.received", digit: "4" },
  "user.hold.changed": { type: "user.hold.changed", is_held: true },
  "conversation.voicemail.reached": { type: "conversation.voicemail.reached", detected_by: "carrier" },
};

const LISTED: DoNotCall = {
  id: "dnc_9Rm4Vb7Ws1T",
  number: "+14155550123",
  reason: "Asked not to be called again.",
  created_at: "2025-06-19T09:30:00.000Z",
};

/** Examples of the documents' objects that concern calls, by the name of their component. */
export const PHONE_EXAMPLES = {
  DoNotCall: LISTED,
  NewDoNotCall: { number: LISTED.number, reason: LISTED.reason },
};
