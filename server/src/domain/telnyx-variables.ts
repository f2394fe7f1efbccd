import { z } from "zod";
import { httpAddress } from "./variable-forms.ts";

const PUBLIC_KEY_BYTES = 32;

/** The environment's variables of an account with Telnyx. */
export const telnyxVariables = {
  OPERATOR_TELNYX_API_KEY: z
    .string()
    .min(1)
    .optional()
    .describe(
      "A Telnyx account, which carries telephone calls; takes `OPERATOR_TELNYX_PUBLIC_KEY` and " +
        "`OPERATOR_TELNYX_CONNECTION_ID`, too (docs/telnyx.md).",
    ),
  OPERATOR_TELNYX_PUBLIC_KEY: z
    .string()
    .refine(
      (text) => Buffer.from(text, "base64").length === PUBLIC_KEY_BYTES,
      "must be the account's public key as Telnyx shows it, 32 bytes in base64",
    )
    .optional()
    .describe("The Telnyx account's public key, which shows that requests come from Telnyx."),
  OPERATOR_TELNYX_CONNECTION_ID: z
    .string()
    .regex(/^[0-9A-Za-z-]{1,64}$/, "must be the id of a Call Control application")
    .optional()
    .describe("The Telnyx application that makes and takes the calls."),
  OPERATOR_TELNYX_BASE_URL: httpAddress.optional().describe("Another address for Telnyx's API, e.g. a proxy."),
};

/** Lists the secrets among them. */
export function secretsOfTelnyx(environment: { OPERATOR_TELNYX_API_KEY?: string | undefined }): (string | undefined)[] {
  return [environment.OPERATOR_TELNYX_API_KEY];
}
