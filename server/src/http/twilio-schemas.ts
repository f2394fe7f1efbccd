import { z } from "zod";
import { EXAMPLE_MESSAGE_IDS } from "./message-examples.ts";

const TAGS = ["Carriers"];
const CONSUMES = ["application/x-www-form-urlencoded"];

const form = z
  .string()
  .describe("A form, as Twilio describes it, signed in the header `X-Twilio-Signature` with the account's token.");

/** An answer that asks Twilio for nothing. */
export const NOTHING_TO_DO = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>';

const twiml = z
  .string()
  .meta({ description: "Empty TwiML: there is nothing for Twilio to do.", examples: [NOTHING_TO_DO] });

export const receiveTwilioMessage = {
  operationId: "receiveTwilioMessage",
  tags: TAGS,
  summary: "Take a text message from Twilio",
  description:
    "For Twilio to call: the address to set as a number's webhook for incoming messages. The message is stored before " +
    "the answer; brought twice, it is taken once.",
  errors: ["invalid_field", "not_allowed", "not_found", "too_large", "unsupported_media_type"],
  consumes: CONSUMES,
  body: form,
  response: { 200: twiml },
} as const;

export const reportTwilioStatus = {
  operationId: "reportTwilioStatus",
  tags: TAGS,
  summary: "Take a report on a text message from Twilio",
  description: "For Twilio to call, which is told this address with each message. Reports may come in any order.",
  errors: ["invalid_field", "not_allowed", "not_found", "too_large", "unsupported_media_type"],
  consumes: CONSUMES,
  params: z.object({
    message_id: z.string().describe(`The message, e.g. \`${EXAMPLE_MESSAGE_IDS.message}\`.`),
    part: z.coerce.number().int().min(0).max(10_000).describe("Which part of it, from 0 on."),
  }),
  body: form,
  response: { 200: twiml },
} as const;
