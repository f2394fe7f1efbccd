import { readUrl } from "./read-url.ts";
import type { CallOptions } from "./call-options.ts";
import { errorFromAnswer, OperatorApiError, timedOut, unreachable, unreadable } from "./error.ts";
import { noteEtag } from "./etag.ts";
import { pause } from "./pause.ts";
import { randomId } from "./random-id.ts";
import { pauseBeforeRetry, type Repeatable } from "./retry-rule.ts";
import { API_VERSION } from "./wire.ts";

/** The part of `fetch` that the client needs. */
export type Fetch = (request: Request) => Promise<Response>;

/** How to reach a server. */
export interface ClientOptions {
  /** The server's origin. Default: the page's own in a browser, else `http://127.0.0.1:4000`. */
  host?: string | undefined;
  /** The API key, `op_…`. Without one, only what needs none can be asked: `health()`, and streams by a token. */
  key?: string | undefined;
  /** How often a call is repeated after a network failure or a transient answer. Default 2. */
  retries?: number | undefined;
  /** How long one try of a call may take, in ms. Default 60,000. */
  timeout?: number | undefined;
  /** Replaces the global `fetch`. */
  fetch?: Fetch | undefined;
}

/** How calls are made. */
export type Method = "get" | "post" | "put" | "patch" | "delete";

/** One call of the API. */
export interface Call {
  method: Method;
  /** The path, with every id filled in. */
  path: string;
  query?: object | undefined;
  /** What is sent as JSON; a text is sent as CSV. */
  body?: unknown;
  /** A conversation's token, which then stands in for the key. */
  token?: string | undefined;
  /** Default: the client's. */
  retries?: number;
  options?: CallOptions | undefined;
}

/** Makes calls to one server. */
export interface Transport {
  /**
   * Makes a call, and again where that may help, and lets `read` take the answer in. Rejects with an
   * `OperatorApiError` when the server refuses or is not reached, and with the signal's reason once it is called off.
   */
  send<Answer>(call: Call, read: (response: Response) => Promise<Answer>): Promise<Answer>;
}

const DEFAULT_HOST = "http://127.0.0.1:4000";
const DEFAULT_TIMEOUT = 60_000;
const DEFAULT_RETRIES = 2;

/** Makes what calls one server. Throws a `TypeError` for a host or key that none can be. */
export function createTransport(options: ClientOptions): Transport {
  const host = originOf(options.host ?? ownOrigin() ?? DEFAULT_HOST);
  const key = checkedKey(options.key);
  const { timeout: usualTimeout = DEFAULT_TIMEOUT, retries: usualRetries = DEFAULT_RETRIES } = options;
  return {
    send: async (call, read) => {
      const { signal, timeout = usualTimeout } = call.options ?? {};
      const { retries = usualRetries } = call;
      const doing = { host, timeout, signal, fetch: options.fetch ?? fetch, init: initOf(call, key) };
      for (let attempt = 0; ; attempt++) {
        const tried = await tryOnce(doing, { url: urlOf(host, call), read });
        if ("answer" in tried) return tried.answer;
        const { error } = tried;
        const wait = attempt < retries ? pauseBeforeRetry({ error, attempt, repeatable: repeatableOf(call) }) : null;
        if (wait === null) throw error;
        await pause(wait, signal);
      }
    },
  };
}

/** Reads an answer that is JSON, and notes its ETag. */
export async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    const answer: unknown = JSON.parse(text);
    noteEtag(answer, response.headers.get("etag"));
    return answer;
  } catch {
    throw unreadable(response, "what is not JSON");
  }
}

/** Takes an answer that is a stream of events, or the 204 that says that none are left. */
export async function openStream(response: Response): Promise<Response> {
  const type = response.headers.get("content-type") ?? "";
  if (response.status === 204 || type.startsWith("text/event-stream")) return response;
  await response.body?.cancel();
  throw unreadable(response, "what is no stream of events");
}

interface Doing {
  host: string;
  timeout: number;
  signal: AbortSignal | undefined;
  fetch: Fetch;
  init: RequestInit;
}

/** Tries a call once, timed until its answer was read. What is no failure of the call itself is thrown. */
async function tryOnce<Answer>(
  { host, timeout, signal, fetch, init }: Doing,
  { url, read }: { url: string; read: (response: Response) => Promise<Answer> },
): Promise<{ answer: Answer } | { error: OperatorApiError }> {
  signal?.throwIfAborted();
  const stopping = new AbortController();
  const timer = setTimeout(() => stopping.abort(), timeout);
  // By hand: what `AbortSignal.any` makes leaves something behind at a signal that may live as long as the client.
  const stop = () => stopping.abort(signal?.reason);
  signal?.addEventListener("abort", stop);
  try {
    const response = await fetch(new Request(url, { ...init, signal: stopping.signal }));
    if (!response.ok) return { error: errorFromAnswer(response, await bodyOf(response)) };
    return { answer: await read(response) };
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof OperatorApiError) return { error: cause };
    return { error: stopping.signal.aborted ? timedOut(host, timeout) : unreachable(host, cause) };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function initOf(call: Call, key: string | null): RequestInit {
  const { method, body } = call;
  const init = { method: method.toUpperCase(), headers: headersOf(call, key) };
  if (body === undefined) return init;
  return { ...init, body: typeof body === "string" ? body : JSON.stringify(body) };
}

function headersOf({ method, body, token, options = {} }: Call, key: string | null): Record<string, string> {
  const { ifMatch, idempotencyKey = randomId() } = options;
  return {
    "operator-version": API_VERSION,
    ...(key === null || token !== undefined ? {} : { authorization: `Bearer ${key}` }),
    ...(method === "post" ? { "idempotency-key": idempotencyKey } : {}),
    ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
    ...(body === undefined ? {} : { "content-type": typeof body === "string" ? "text/csv" : "application/json" }),
  };
}

function repeatableOf({ method, options }: Call): Repeatable {
  if (method === "get" || method === "post") return "always";
  return method === "delete" || options?.ifMatch !== undefined ? "if_not_carried_out" : "always";
}

function urlOf(host: string, { path, query, token }: Call): string {
  const url = new URL(host + path);
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
  if (token !== undefined) url.searchParams.set("token", token);
  return url.href;
}

/** Returns the origin of the page this runs in; undefined outside of a browser. */
function ownOrigin(): string | undefined {
  return (globalThis as { location?: { origin: string } }).location?.origin;
}

function originOf(host: string): string {
  if (!/^https?:\/\//i.test(host) || readUrl(host) === null)
    throw new TypeError(`${JSON.stringify(host)} is no host. Give its address with http:// or https:// before it.`);
  return host.replace(/\/+$/, "");
}

/** A header holds no other characters than these; said here, as `fetch` would quote the key. */
function checkedKey(key: string | undefined): string | null {
  if (key === undefined || key === "") return null;
  if (!/^[\x21-\x7e]+$/.test(key)) throw new TypeError("The API key has characters that no key has. Copy it again.");
  return key;
}
