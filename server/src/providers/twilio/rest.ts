import { z } from "zod";
import { parseJson } from "../../lib/json-depth.ts";
import { SECRET } from "../../lib/masking.ts";
import { type SafeFetch, SafeFetchError, type SafeResponse } from "../../lib/safe-fetch.ts";

const TIME_LIMIT = 15_000;
/** How much of what Twilio says is kept, in characters. */
const LONGEST_QUOTE = 500;

/** An account with Twilio, and the way to it. */
export interface TwilioAccount {
  accountSid: string;
  authToken: string;
  /** Without a slash at the end, e.g. `https://api.twilio.com`. */
  baseUrl: string;
  fetch: SafeFetch;
}

/** A request to Twilio's REST API; `path` is below the account. */
export interface TwilioRequest {
  method: "GET" | "POST";
  path: string;
  body?: string;
  signal?: AbortSignal;
}

/**
 * Asks Twilio's REST API, version 2010-04-01, once. Returns the answer whatever its status, or why there is none; throws
 * what a signal that was aborted before anything was sent leads to.
 */
export async function askTwilio(
  account: TwilioAccount,
  { method, path, body, signal }: TwilioRequest,
): Promise<SafeResponse | SafeFetchError> {
  const { baseUrl, accountSid, fetch } = account;
  try {
    return await fetch.send({
      url: `${baseUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/${path}`,
      method,
      headers: {
        authorization: `Basic ${credentialsOf(account)}`,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      },
      timeout: TIME_LIMIT,
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof SafeFetchError && !(error.reason === "cancelled" && !error.maybeSent)) return error;
    throw error;
  }
}

const refusedSchema = z.looseObject({ code: z.number().int().nullish(), message: z.string().nullish() });

/** Returns what Twilio says in a refusal, without the secrets that it was asked with. */
export function saidIn(
  account: TwilioAccount,
  { body }: SafeResponse,
): { errorCode: number | null; message: string | null } {
  const said = refusedSchema.safeParse(readAnswer(body));
  const message = said.data?.message;
  return {
    errorCode: said.data?.code ?? null,
    message: message ? withoutSecrets(account, message).slice(0, LONGEST_QUOTE) : null,
  };
}

/** Reads the JSON of an answer; undefined when it is none. */
export function readAnswer(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whoever is in Twilio's place, such as a proxy, may quote what it was asked with. */
function withoutSecrets(account: TwilioAccount, text: string): string {
  const known = [credentialsOf(account), account.authToken];
  return known.reduce((rest, secret) => rest.replaceAll(secret, SECRET), text);
}

function credentialsOf({ accountSid, authToken }: TwilioAccount): string {
  return Buffer.from(`${accountSid}:${authToken}`).toString("base64");
}
