import { z } from "zod";
import { newPhoneNumberSchema, phoneNumberChangeSchema, phoneNumberSchema } from "../domain/phone-number.ts";
import { EXAMPLE_MESSAGE_IDS } from "./message-examples.ts";
import { listOf, pageQuery } from "./pages.ts";
import { deleted } from "./route-schema.ts";

const TAGS = ["Phone numbers"];

const byId = z.object({ id: z.string().describe("The number, `pno_…`.") });

export const listPhoneNumbers = {
  operationId: "listPhoneNumbers",
  tags: TAGS,
  summary: "List phone numbers",
  description: "Lists the installation's numbers and who answers at each.",
  querystring: pageQuery,
  response: { 200: listOf(phoneNumberSchema, "The numbers") },
} as const;

export const createPhoneNumber = {
  operationId: "createPhoneNumber",
  tags: TAGS,
  summary: "Add a phone number",
  description:
    "Makes a number known that the installation has with its carrier. At Twilio, its address for incoming messages is " +
    "`POST {installation}/carriers/twilio/messages`. The first to be the default, or the only one of its mode, is what " +
    "conversations go out from that name none.",
  errors: ["name_taken", "unknown_reference", "not_allowed"],
  body: newPhoneNumberSchema,
  response: { 200: phoneNumberSchema },
} as const;

export const getPhoneNumber = {
  operationId: "getPhoneNumber",
  tags: TAGS,
  summary: "Get a phone number",
  description: "Shows a number and who answers at it.",
  errors: ["not_found"],
  params: byId,
  response: { 200: phoneNumberSchema },
} as const;

export const changePhoneNumber = {
  operationId: "changePhoneNumber",
  tags: TAGS,
  summary: "Change a phone number",
  description:
    "Changes what is given of a number; what is absent stays as it is. Another agent answers from the next conversation on.",
  errors: ["not_found", "unknown_reference"],
  params: byId,
  body: phoneNumberChangeSchema,
  response: { 200: phoneNumberSchema },
} as const;

export const deletePhoneNumber = {
  operationId: "deletePhoneNumber",
  tags: TAGS,
  summary: "Delete a phone number",
  description: "Forgets a number: nothing is answered at it any more, and nothing goes out from it.",
  errors: ["not_found"],
  params: byId,
  response: { 200: deleted("number", EXAMPLE_MESSAGE_IDS.number) },
} as const;
