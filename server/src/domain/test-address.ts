import { z } from "zod";

const LONGEST_NAME = 200;
/** Shorter than a mail address may be, so that every listed one fits into a path. */
const LONGEST_ADDRESS = 180;
const E164 = /^\+[1-9][0-9]{6,14}$/;

/** Writes a number or a mail address as it is compared: numbers without what people put between digits. */
export function normaliseAddress(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith("+") ? trimmed.replace(/[\s().\-/]/g, "") : trimmed.toLowerCase();
}

const address = z
  .string()
  .max(LONGEST_ADDRESS)
  .transform(normaliseAddress)
  .refine((text) => E164.test(text) || z.email().safeParse(text).success, {
    message: "must be a telephone number in E.164 form, e.g. +14155550123, or an e-mail address",
  });

const name = z.string().min(1).max(LONGEST_NAME);

/** The body that lists a test address. */
export const newTestAddressSchema = z
  .strictObject({
    address: address.describe("A telephone number in E.164 form, or an e-mail address."),
    name: name.nullable().default(null).describe("Whose it is, for people; null when that is known anyway."),
  })
  .meta({ id: "NewTestAddress", description: "An address that test conversations may reach." });

/** A test address as answered. */
export const testAddressSchema = z
  .object({
    id: z.string().describe("The listing's id, `tadr_…`."),
    address: z.string().describe("The number or mail address, as it is compared."),
    name: name.nullable().describe("Whose it is, for people; null when nobody said."),
    created_at: z.iso.datetime().describe("When it was listed, ISO 8601 in UTC."),
  })
  .meta({ id: "TestAddress", description: "An address that test conversations may reach." });

/** The body that lists a test address. */
export type NewTestAddress = z.output<typeof newTestAddressSchema>;
/** A test address as answered. */
export type TestAddress = z.output<typeof testAddressSchema>;
