import { jsonObject } from "./json-object.ts";

/** Where the platform is, and what opens it. */
export interface Access {
  /** Such as `https://api.operator.xyz` or `http://127.0.0.1:4000`, without a slash at its end. */
  host: string;
  /** An API key, or the token of one conversation where the key must not be. */
  credential: { key: string } | { token: string };
}

/** Something that whoever started the program can put right, or that the platform refused. Shown without a stack. */
export class ProblemError extends Error {}

/** A refusal or a silence that may pass: the same call may succeed in a while. */
export class PassingProblemError extends ProblemError {}

/** The version of the API that the examples are written for. */
const VERSION = "2025-06-19";
/** How long a call may take that is no stream. */
const PATIENCE = 30_000;

/**
 * Reads host and key from the environment: `OPERATOR_HOST` (this machine, if absent) and `OPERATOR_API_KEY`, or
 * `OPERATOR_TOKEN`, the token of one conversation. Throws `ProblemError`.
 */
export function readAccess(environment: Readonly<Record<string, string | undefined>>): Access {
  const host = (environment["OPERATOR_HOST"] ?? "http://127.0.0.1:4000").replace(/\/+$/, "");
  if (!URL.canParse(host) || !/^https?:$/.test(new URL(host).protocol))
    throw new ProblemError(`OPERATOR_HOST is ${host}, which is no address. Write it as https://api.example.com.`);
  const { OPERATOR_API_KEY: key, OPERATOR_TOKEN: token } = environment;
  if (token) return { host, credential: { token } };
  if (key) return { host, credential: { key } };
  throw new ProblemError("No API key: put one in OPERATOR_API_KEY.");
}

/** Composes a request's address and headers. A token goes into the address, as a browser's EventSource has to do it. */
export function requestOf(
  { host, credential }: Access,
  path: string,
): { url: string; headers: Record<string, string> } {
  const url = new URL(`${host}${path}`);
  if ("key" in credential)
    return {
      url: url.href,
      headers: { authorization: `Bearer ${credential.key}`, "operator-version": VERSION },
    };
  url.searchParams.set("token", credential.token);
  return { url: url.href, headers: {} };
}

/**
 * Calls the API, `POST /procedures` say, and returns the answer's body. Throws `ProblemError` with what the platform said
 * when it refused, `PassingProblemError` when it was busy or could not be reached.
 */
export async function callApi(access: Access, call: string, body?: unknown): Promise<Record<string, unknown>> {
  const [method = "GET", path = "/"] = call.split(" ");
  const { url, headers } = requestOf(access, path);
  const content =
    body === undefined
      ? { headers }
      : { headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await reach(access, () => fetch(url, { method, signal: AbortSignal.timeout(PATIENCE), ...content }));
  const text = await reach(access, () => response.text());
  const answer = jsonObject(text);
  if (response.ok && answer !== null) return answer;
  const Problem = response.status === 429 || response.status >= 500 ? PassingProblemError : ProblemError;
  throw new Problem(`${call}: ${refusalOf(response.status, text)}`);
}

/** Says in a line why the platform refused: its own words if it gave some. */
export function refusalOf(status: number, text: string): string {
  const error = jsonObject(text)?.["error"];
  const message = error !== null && typeof error === "object" && "message" in error ? error.message : null;
  return typeof message === "string" ? message : `the server answered ${status}: ${text.slice(0, 200)}`;
}

/** Says in plain words why an exchange failed, down to the cause that `fetch` hides. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : error;
  return cause.message || ("code" in cause ? String(cause.code) : cause.name);
}

async function reach<Answer>({ host }: Access, exchange: () => Promise<Answer>): Promise<Answer> {
  try {
    return await exchange();
  } catch (cause) {
    throw new PassingProblemError(`${host} cannot be reached: ${causeOf(cause)}`, { cause });
  }
}
