import { z } from "zod";

export const receiveTelnyxCallEvent = {
  operationId: "receiveTelnyxCallEvent",
  tags: ["Carriers"],
  summary: "Take an event of a call from Telnyx",
  description:
    "For Telnyx to call: the webhook address to set at the Call Control application. Calls that come in are answered by " +
    "the agent of the number, or declined. Events may come twice and in any order.",
  errors: ["invalid_field", "not_allowed", "not_found", "too_large", "unsupported_media_type", "unavailable"],
  body: z
    .string()
    .describe(
      "An event in JSON, as Telnyx describes it, signed in the headers `telnyx-signature-ed25519` and `telnyx-timestamp` " +
        "with the account's key.",
    ),
  response: {
    200: z.object({ received: z.literal(true).describe("The event was taken in.") }).meta({
      id: "ReceivedTelnyxEvent",
      description: "There is nothing more for Telnyx to do.",
    }),
  },
} as const;
