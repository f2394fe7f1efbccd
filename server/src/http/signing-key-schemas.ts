import { z } from "zod";
import { rotationSchema } from "./rotation.ts";

const TAGS = ["Signing key"];

const moment = z.iso.datetime();

const shownKeySchema = z
  .object({
    key: z.string().describe("The key as UTF-8 text: what `X-Signature` is computed with."),
    standard_webhooks_secret: z
      .string()
      .describe("The same key as verifiers of Standard Webhooks take it, for `webhook-signature`."),
    created_at: moment.describe("When it was made, ISO 8601 in UTC."),
  })
  .meta({ id: "ShownSigningKey", description: "A key to check signatures with." });

const signingKeySchema = z
  .object({
    current: shownKeySchema.describe("The key that signs."),
    next: shownKeySchema
      .nullable()
      .describe("The key that will replace it: `webhook-signature` holds its signature as well. Null when none waits."),
    switches_at: moment.nullable().describe("When the next key replaces the current one; null when none waits."),
  })
  .meta({ id: "SigningKey", description: "The installation's signing key." });

export const getSigningKey = {
  operationId: "getSigningKey",
  tags: TAGS,
  summary: "Get the signing key",
  description: "Shows the key that tool calls and outputs are signed with. Whoever has it can sign as the platform.",
  response: { 200: signingKeySchema },
} as const;

export const rotateSigningKey = {
  operationId: "rotateSigningKey",
  tags: TAGS,
  summary: "Rotate the signing key",
  description:
    "Makes a new key, which replaces the current one when the overlap ends: give it to the receivers until then. " +
    "`X-Signature` comes from the current key all the while; `webhook-signature` holds a signature of each. While a " +
    "next key waits, no other is made: the call moves the moment of the switch, and an overlap of 0 switches at once. " +
    "Other processes follow such an early switch within 5 seconds.",
  body: rotationSchema,
  response: { 200: signingKeySchema },
} as const;
