import { z } from "zod";
import { parseJson } from "../../lib/json-depth.ts";
import { SECRET } from "../../lib/masking.ts";
import { type SafeFetch, SafeFetchError, type SafeResponse } from "../../lib/safe-fetch.ts";

const TIME_LIMIT = 15_000;
/** How much of what Telnyx says is kept, in characters. */
const LONGEST_QUOTE = 500;

/** An account with Telnyx, and the way to it. */
export interface TelnyxAccount {
  readonly apiKey: string;
  /** The Call Control application that makes and takes the calls. */
  readonly connectionId: string;
  /** Without a slash at the end, e.g. `https://api.telnyx.com`. */
  readonly baseUrl: string;
  readonly fetch: SafeFetch;
}

/** A request to Telnyx's API; `path` is below `/v2/`. */
export interface TelnyxRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH";
  readonly path: string;
  readonly body?: unknown;
}

/** Asks Telnyx's API, version 2, once. Returns the answer whatever its status, or why there is none. */
export async function askTelnyx(
  { baseUrl, apiKey, fetch }: TelnyxAccount,
  { method, path, body }: TelnyxRequest,
): Promise<SafeResponse | SafeFetchError> {
  try {
    return await fetch.send({
      url: `${baseUrl}/v2/${path}`,
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      timeout: TIME_LIMIT,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (error instanceof SafeFetchError) return error;
    throw error;
  }
}

const refusedSchema = z.looseObject({
  errors: z.array(
    z.looseObject({ code: z.coerce.string(), title: z.string().nullish(), detail: z.string().nullish() }),
  ),
});

/** Returns the code of the first error in a refusal, and a sentence of what Telnyx says, without the key. */
export function refusalIn({ apiKey }: TelnyxAccount, answer: SafeResponse): { code: string | null; message: string } {
  const [first] = refusedSchema.safeParse(readAnswer(answer.body)).data?.errors ?? [];
  if (first === undefined) return { code: null, message: `Telnyx refused it with ${answer.status}.` };
  const said = (first.detail ?? first.title ?? "").replaceAll(apiKey, SECRET).slice(0, LONGEST_QUOTE);
  return { code: first.code, message: `Telnyx refused it with error ${first.code}${said === "" ? "." : `: ${said}`}` };
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
