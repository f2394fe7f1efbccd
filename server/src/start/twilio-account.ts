import { ConfigError, type Environment } from "../config.ts";
import { createSafeFetch, type SafeFetch } from "../lib/safe-fetch.ts";
import type { TwilioAccount } from "../providers/twilio/rest.ts";
import type { Started } from "./started.ts";

const TWILIO = "https://api.twilio.com";

/** Opens the installation's account with Twilio; null without one. Throws `ConfigError` for half of one. */
export function openTwilioAccount(started: Started): TwilioAccount | null {
  const account = accountOf(started.environment);
  return account && { ...account, ...openCarrierApi(started, started.environment.TWILIO_BASE_URL, TWILIO) };
}

/** Makes the client of a carrier's API, at its own address or at the one that the operator named. */
export function openCarrierApi(
  { undo, resolve }: Pick<Started, "undo" | "resolve">,
  named: string | undefined,
  own: string,
): { baseUrl: string; fetch: SafeFetch } {
  const baseUrl = (named ?? own).replace(/\/+$/, "");
  // No address that users of the API name is called on this way, so it alone may reach what its operator named.
  const allowedTargets = named === undefined ? [] : [originOf(baseUrl)];
  const fetch = createSafeFetch({ allowedTargets, ...(resolve ? { resolve } : {}) });
  undo.push(() => fetch.close());
  return { baseUrl, fetch };
}

function accountOf(environment: Environment): { accountSid: string; authToken: string } | null {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = environment;
  if (accountSid !== undefined && authToken !== undefined) return { accountSid, authToken };
  if (accountSid === undefined && authToken === undefined) return null;
  const [present, missing] =
    accountSid === undefined
      ? ["TWILIO_AUTH_TOKEN", "TWILIO_ACCOUNT_SID"]
      : ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"];
  throw new ConfigError([`${missing}: is needed beside ${present}`]);
}

/** Names host and port, also where the port is the protocol's own. */
function originOf(address: string): string {
  const { hostname, port, protocol } = new URL(address);
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}
