import { z } from "zod";
import {
  availableNumberSchema,
  carrierQuery,
  newPhoneNumberSchema,
  phoneNumberChangeSchema,
  phoneNumberSchema,
} from "../domain/phone-number.ts";
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

export const listAvailableNumbers = {
  operationId: "listAvailableNumbers",
  tags: TAGS,
  summary: "List the numbers of a carrier",
  description:
    "Lists the numbers that the installation's account with a carrier has, a thousand at most: those that may be added, " +
    "and those that were. Their calls come here once the carrier was told so, as `configure_carrier` does.",
  errors: ["invalid_field", "unreachable"],
  querystring: carrierQuery,
  response: {
    200: z
      .object({ data: z.array(availableNumberSchema).describe("The numbers, as the carrier orders them.") })
      .describe("The numbers of the account."),
  },
} as const;

export const createPhoneNumber = {
  operationId: "createPhoneNumber",
  tags: TAGS,
  summary: "Add a phone number",
  description:
    "Makes a number known that the installation has with its carrier. With `configure_carrier` the carrier is told to " +
    "bring its calls and messages here; by hand, its addresses at Twilio are `POST {installation}/carriers/twilio/calls` " +
    "and `POST {installation}/carriers/twilio/messages`. The first to be the default, or the only one of its mode, is what " +
    "conversations go out from that name none.",
  errors: ["name_taken", "unknown_reference", "not_allowed", "unreachable"],
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
  errors: ["not_found", "unknown_reference", "unreachable"],
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
