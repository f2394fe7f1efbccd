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

const whatToDo = z
  .string()
  .meta({ description: "TwiML that says what Twilio is to do with the call.", examples: [NOTHING_TO_DO] });

const CALL_ERRORS = [
  "invalid_field",
  "not_allowed",
  "not_found",
  "too_large",
  "unsupported_media_type",
  "unavailable",
] as const;

export const receiveTwilioCall = {
  operationId: "receiveTwilioCall",
  tags: TAGS,
  summary: "Take a call from Twilio",
  description:
    "For Twilio to call: the address to set as a number's webhook for incoming calls. It is answered once it is decided " +
    "what becomes of the call: the agent of the number picks up, the call is sent on, or declined. Asked twice, it gives " +
    "the same answer.",
  errors: CALL_ERRORS,
  consumes: CONSUMES,
  body: form,
  response: { 200: whatToDo },
} as const;

export const reportTwilioCaller = {
  operationId: "reportTwilioCaller",
  tags: TAGS,
  summary: "Take a report on an incoming call from Twilio",
  description:
    "For Twilio to call: the address to set as a number's status callback, so that callers who give up before an agent " +
    "has picked up are noticed at once.",
  errors: CALL_ERRORS,
  consumes: CONSUMES,
  body: form,
  response: { 200: twiml },
} as const;

export const reportTwilioCall = {
  operationId: "reportTwilioCall",
  tags: TAGS,
  summary: "Take a report on a call from Twilio",
  description: "For Twilio to call, which is told these addresses with each call. Reports may come in any order.",
  errors: CALL_ERRORS,
  consumes: CONSUMES,
  params: z.object({
    node: z.coerce.number().int().min(0).describe("The process that holds the call."),
    call: z.string().min(1).max(100).describe("The call."),
    about: z
      .enum(["status", "answered-by", "transfer-status", "transfer-over"])
      .describe("What is reported: how it goes, who has answered, how the other call of a transfer goes, and its end."),
  }),
  body: form,
  response: { 200: whatToDo },
} as const;
