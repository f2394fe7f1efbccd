import { z } from "zod";
import { newTestAddressSchema, testAddressSchema } from "../domain/test-address.ts";
import { listOf, pageQuery } from "./pages.ts";

const TAGS = ["Test addresses"];

export const listTestAddresses = {
  operationId: "listTestAddresses",
  tags: TAGS,
  summary: "List test addresses",
  description: "Lists the numbers and mail addresses that test conversations may call or write to.",
  querystring: pageQuery,
  response: { 200: listOf(testAddressSchema, "The addresses") },
} as const;

export const createTestAddress = {
  operationId: "createTestAddress",
  tags: TAGS,
  summary: "List an address",
  description:
    "Lets test conversations reach a number or a mail address; of one that is listed it changes the name. " +
    "Only live keys change the list.",
  body: newTestAddressSchema,
  response: { 200: testAddressSchema },
} as const;

export const deleteTestAddress = {
  operationId: "deleteTestAddress",
  tags: TAGS,
  summary: "Take an address off the list",
  description: "From now on test conversations do not reach it any more.",
  errors: ["not_found"],
  params: z.object({ address: z.string().describe("The number or mail address, percent-encoded.") }),
  response: {
    200: z
      .object({
        address: z.string().describe("What was taken off the list."),
        deleted: z.literal(true).describe("Always true."),
      })
      .meta({ description: "The address is off the list.", examples: [{ address: "+14155550123", deleted: true }] }),
  },
} as const;
