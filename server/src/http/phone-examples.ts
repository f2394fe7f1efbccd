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
