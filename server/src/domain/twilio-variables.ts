import { z } from "zod";
import { httpAddress } from "./variable-forms.ts";

/** The environment's variables of an account with Twilio. */
export const twilioVariables = {
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9A-Za-z_-]{1,64}$/, "must be an account's SID, AC…")
    .optional()
    .describe("A Twilio account, which carries text messages and telephone calls; takes `TWILIO_AUTH_TOKEN`, too."),
  TWILIO_AUTH_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe("The Twilio account's token: opens its API, and shows that requests come from Twilio."),
  TWILIO_BASE_URL: httpAddress.optional().describe("Another address for Twilio's API, e.g. a proxy."),
};

/** Lists the secrets among them. */
export function secretsOfTwilio(environment: { TWILIO_AUTH_TOKEN?: string | undefined }): (string | undefined)[] {
  return [environment.TWILIO_AUTH_TOKEN];
}
