import type { ServerPayload } from "../domain/event-payloads.ts";
import type { HANDOVER_EVENTS } from "../domain/handover-event-payloads.ts";
import { EXAMPLE_TRANSFER_ID } from "./transfer-examples.ts";

const supervisor = "Shift lead";

/** Events of handing the user over, as examples. */
export const HANDOVER_EVENT_EXAMPLES: {
  [Type in keyof typeof HANDOVER_EVENTS]: Extract<ServerPayload, { type: Type }>;
} = {
  "conversation.transferred": {
    type: "conversation.transferred",
    transfer_id: EXAMPLE_TRANSFER_ID,
    name: "front_desk",
    kind: "number",
    destination: "+14155550170",
    mode: "warm",
    carried_by: "platform",
    summary: "Kim Berger wants to know why her last bill was higher than agreed.",
    next_conversation_id: null,
  },
  "supervisor.joined": { type: "supervisor.joined", supervisor },
  "supervisor.left": { type: "supervisor.left", supervisor },
  "supervisor.whisper": {
    type: "supervisor.whisper",
    supervisor,
    text: "Offer to waive the fee.",
    is_urgent: false,
  },
  "supervisor.took_over": { type: "supervisor.took_over", supervisor },
  "supervisor.spoke": { type: "supervisor.spoke", supervisor, text: "I have corrected the bill for you." },
  "supervisor.gave_back": { type: "supervisor.gave_back", supervisor, reason: "given_back" },
};
