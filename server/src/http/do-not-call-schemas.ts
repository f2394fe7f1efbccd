import { z } from "zod";
import { doNotCallSchema, newDoNotCallSchema } from "../domain/do-not-call.ts";
import { listOf, pageQuery } from "./pages.ts";

const TAGS = ["Phone numbers"];

export const listDoNotCall = {
  operationId: "listDoNotCall",
  tags: TAGS,
  summary: "List whom nobody may call",
  description: "Lists the numbers that the platform never calls, in live and in test mode.",
  querystring: pageQuery,
  response: { 200: listOf(doNotCallSchema, "The numbers") },
} as const;

export const addDoNotCall = {
  operationId: "addDoNotCall",
  tags: TAGS,
  summary: "Put a number on the do-not-call list",
  description:
    "From now on nobody calls that number: an order to is refused, and a call that is queued fails with `do_not_call`. Of " +
    "one that is on the list it changes the reason. Only live keys change the list.",
  errors: ["not_allowed"],
  body: newDoNotCallSchema,
  response: { 200: doNotCallSchema },
} as const;

export const removeDoNotCall = {
  operationId: "removeDoNotCall",
  tags: TAGS,
  summary: "Take a number off the do-not-call list",
  description: "From now on that number may be called again. Only live keys change the list.",
  errors: ["not_found", "not_allowed"],
  params: z.object({ number: z.string().describe("The number in E.164 form, percent-encoded.") }),
  response: {
    200: z
      .object({
        number: z.string().describe("The number that was taken off the list."),
        deleted: z.literal(true).describe("Always true."),
      })
      .meta({ description: "The number is off the list.", examples: [{ number: "+14155550123", deleted: true }] }),
  },
} as const;
