import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector, type Dispatcher, errors } from "undici";
import { type AddressRange, parseAddress, parseAddressRange, rangeContains, specialPurposeOf } from "./ip-address.ts";

const MAX_RESPONSE_BYTES = 1024 * 1024;
const DEFAULT_TIMEOUT = 15_000;
const CONNECT_TIMEOUT = 10_000;
/** Beyond this, calls to one origin wait for a free connection, so that one slow receiver cannot take every socket. */
const MAX_CONNECTIONS_PER_ORIGIN = 256;

/** One request to an address that a customer named. */
export interface SafeRequest {
  /** `http:` or `https:`, with no user name in it. */
  readonly url: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Until the whole answer is there; 15 s if absent. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** What came back, whatever its status. A redirect is an answer like any other: it is never followed. */
export interface SafeResponse {
  readonly status: number;
  /** By lower-case name; several of one name are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body read as UTF-8. */
  readonly body: string;
}

/**
 * Why there is no answer. `invalid_request`: the request cannot be made at all. `refused_target`: its address may not
 * be called from here. `network`: no connection, or it broke. `timeout`: the time was over. `cancelled`: the signal was
 * aborted. `too_large`: more than 1 MiB came back. `unreadable`: the body came in an encoding nobody asked for.
 */
export type SafeFetchFailure =
  | "invalid_request"
  | "refused_target"
  | "network"
  | "timeout"
  | "cancelled"
  | "too_large"
  | "unreadable";

/** Thrown by `SafeFetch.send` when there is no answer to give. */
export class SafeFetchError extends Error {
  readonly reason: SafeFetchFailure;
  /** Whether the receiver may have got the request, whole or in part; false only where that is certain. */
  readonly maybeSent: boolean;

  constructor(reason: SafeFetchFailure, message: string, details: { maybeSent: boolean; cause?: unknown }) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "SafeFetchError";
    this.reason = reason;
    this.maybeSent = details.maybeSent;
  }
}

/** An HTTP client for addresses that customers name. Connections are kept and used again. */
export interface SafeFetch {
  /** Sends one request, once. Throws `SafeFetchError`, and nothing else, when there is no answer. */
  send(request: SafeRequest): Promise<SafeResponse>;
  /** Closes all connections; what is under way fails with `network`. */
  close(): Promise<void>;
}

/** What a safe client may reach beyond the public internet. */
export interface SafeFetchOptions {
  /**
   * Ranges (`10.0.0.0/8`, `127.0.0.1`, `::1/128`) whose addresses may be called, and origins (`crm.internal:8080`,
   * `[::1]:4000`) that may be called whatever they resolve to.
   */
  readonly allowedTargets: readonly string[];
  /** Resolves a name to all its addresses; the system's resolver if absent. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
}

/**
 * Makes a client that calls public addresses and the allowed ones, no others. The check is made on the addresses that
 * a name resolves to, and the connection goes to a checked address with no second look-up, so neither an odd notation
 * nor a name that changes its answer leads past it.
 *
 * @throws TypeError naming the entry of `allowedTargets` that is neither a range nor an origin.
 */
export function createSafeFetch(options: SafeFetchOptions): SafeFetch {
  const agent = new Agent({
    connect: guardedConnector(options),
    connections: MAX_CONNECTIONS_PER_ORIGIN,
    // The time limit of each request covers these, with a finer clock.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    send: async (request) => exchange(agent, request),
    close: () => agent.destroy(),
  };
}

function exchange(agent: Agent, request: SafeRequest): Promise<SafeResponse> {
  const url = targetOf(request.url);
  if (request.signal?.aborted === true) {
    const details = { maybeSent: false, cause: request.signal.reason };
    throw new SafeFetchError("cancelled", `The request to ${url.host} was cancelled before it was sent.`, details);
  }
  return new Promise((resolve, reject) => {
    agent.dispatch(
      {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: request.method as Dispatcher.HttpMethod,
        headers: { ...request.headers, "accept-encoding": "identity" },
        body: request.body ?? null,
      },
      new Exchange(request, url.host, { resolve, reject }),
    );
  });
}

function targetOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new SafeFetchError("invalid_request", `${text} is not an http:// or https:// address.`, { maybeSent: false });
  }
  if (url.username !== "" || url.password !== "") {
    const message = `The address of ${url.host} has a user name or password in it. Send them in a header.`;
    throw new SafeFetchError("invalid_request", message, { maybeSent: false });
  }
  return url;
}

function guardedConnector(options: SafeFetchOptions): buildConnector.connector {
  const { ranges, origins } = readTargets(options.allowedTargets);
  const resolve = options.resolve ?? resolveBySystem;
  const refusal = (address: string) => refusalOf(address, ranges);
  const guarded = buildConnector({ timeout: CONNECT_TIMEOUT, lookup: lookupThrough(resolve, refusal) });
  const open = buildConnector({ timeout: CONNECT_TIMEOUT, lookup: lookupThrough(resolve, () => null) });
  return (target, callback) => {
    const { hostname } = target;
    if (origins.has(originKey(hostname, target.port || (target.protocol === "https:" ? "443" : "80")))) {
      open(target, callback);
      return;
    }
    // A literal address is connected to without a look-up, so it is checked here.
    const refused = isIP(hostname) === 0 ? null : refusal(hostname);
    if (refused === null) guarded(target, callback);
    else callback(refusedTarget(hostname, [refused]), null);
  };
}

/** `hostname` is as URL gives it, an IPv6 address without its brackets. */
function originKey(hostname: string, port: string): string {
  return `${isIP(hostname) === 6 ? `[${hostname}]` : hostname}:${port}`;
}

function readTargets(targets: readonly string[]): { ranges: AddressRange[]; origins: Set<string> } {
  const ranges: AddressRange[] = [];
  const origins = new Set<string>();
  for (const target of targets) {
    const range = parseAddressRange(target);
    const origin = readOrigin(target);
    if (range !== null) ranges.push(range);
    else if (origin !== null) origins.add(origin);
    else throw new TypeError(`"${target}" is neither a range such as 10.0.0.0/8 nor a host:port.`);
  }
  return { ranges, origins };
}

function readOrigin(target: string): string | null {
  const [, host, port] = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+):(\d{1,5})$/i.exec(target) ?? [];
  if (host === undefined || !URL.canParse(`http://${host}`)) return null;
  return `${new URL(`http://${host}`).hostname}:${port}`;
}

/** Tells whether a text may stand in `allowedTargets`. */
export function isAllowedTarget(target: string): boolean {
  return parseAddressRange(target) !== null || readOrigin(target) !== null;
}

/** Says why an address may not be called, or null if it may. */
function refusalOf(address: string, allowed: readonly AddressRange[]): string | null {
  const bytes = parseAddress(address);
  if (bytes === null) return "not an address";
  return allowed.some((range) => rangeContains(range, bytes)) ? null : specialPurposeOf(bytes);
}

async function resolveBySystem(hostname: string): Promise<string[]> {
  return (await systemLookup(hostname, { all: true })).map(({ address }) => address);
}

type Resolve = NonNullable<SafeFetchOptions["resolve"]>;

/** A look-up for `net.connect` that gives only the addresses that are not refused. */
function lookupThrough(resolve: Resolve, refusal: (address: string) => string | null): LookupFunction {
  const resolveChecked = async (hostname: string) => {
    const addresses = await resolve(hostname);
    const callable = addresses.filter((address) => refusal(address) === null);
    if (callable.length === 0) throw refusedTarget(hostname, addresses.map(refusal));
    return callable.map((address) => ({ address, family: isIP(address) }));
  };
  return (hostname, lookupOptions, callback) => {
    resolveChecked(hostname).then(
      (found) => {
        if (lookupOptions.all === true) callback(null, found);
        else callback(null, found[0]?.address ?? "", found[0]?.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

function refusedTarget(host: string, purposes: readonly (string | null)[]): SafeFetchError {
  const why = purposes.length === 0 ? "has no address" : `is ${[...new Set(purposes)].join(" and ")}`;
  const message = `${host} ${why}, which may not be called from here unless the installation allows it.`;
  return new SafeFetchError("refused_target", message, { maybeSent: false });
}

interface Settle {
  readonly resolve: (response: SafeResponse) => void;
  readonly reject: (error: SafeFetchError) => void;
}

/** One request under way: settles once, with an answer or a `SafeFetchError`. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: SafeRequest;
  readonly #host: string;
  readonly #settle: Settle;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #receivedBytes = 0;
  #status = 0;
  #headers: Record<string, string> = {};
  #controller: Dispatcher.DispatchController | null = null;
  #isSettled = false;

  constructor(request: SafeRequest, host: string, settle: Settle) {
    this.#request = request;
    this.#host = host;
    this.#settle = settle;
    const timeout = request.timeout ?? DEFAULT_TIMEOUT;
    this.#timer = setTimeout(() => this.#fail("timeout", `did not answer within ${timeout} ms`), timeout);
    request.signal?.addEventListener("abort", this.#onAbort);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Settled while it waited for a connection: nothing has been written yet, and nothing shall be.
    if (this.#isSettled) controller.abort(new Error("The request was given up."));
    else this.#controller = controller;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Record<string, unknown>): void {
    if (status < 200) return;
    this.#status = status;
    for (const [name, value] of Object.entries(headers)) {
      this.#headers[name] = Array.isArray(value) ? value.join(", ") : String(value);
    }
    const encoding = this.#headers["content-encoding"] ?? "identity";
    if (encoding !== "identity")
      this.#fail("unreadable", `answered in the encoding ${encoding}, which was not asked for`);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#receivedBytes += chunk.length;
    if (this.#receivedBytes > MAX_RESPONSE_BYTES) this.#fail("too_large", "answered with more than 1 MiB");
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.#leave()) return;
    const body = Buffer.concat(this.#chunks).toString("utf8");
    this.#settle.resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (error instanceof SafeFetchError) {
      if (this.#leave()) this.#settle.reject(error);
    } else if (error instanceof errors.InvalidArgumentError) {
      this.#fail("invalid_request", `cannot be sent this request: ${error.message}`, error);
    } else {
      const what = this.#controller === null ? "could not be reached" : "broke off the exchange";
      this.#fail("network", `${what}: ${wordsFor(error)}`, error);
    }
  }

  readonly #onAbort = (): void => {
    this.#fail("cancelled", "was not waited for: the request was cancelled", this.#request.signal?.reason);
  };

  #fail(reason: SafeFetchFailure, what: string, cause?: unknown): void {
    if (!this.#leave()) return;
    const maybeSent = this.#controller !== null;
    const error = new SafeFetchError(reason, `${this.#host} ${what}.`, { maybeSent, cause });
    this.#settle.reject(error);
    this.#controller?.abort(error);
  }

  /** Marks the exchange as settled; false if it was already. */
  #leave(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#request.signal?.removeEventListener("abort", this.#onAbort);
    return true;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was reset",
  ENOTFOUND: "the name does not exist",
  EAI_AGAIN: "the name could not be looked up",
  EHOSTUNREACH: "there is no route to it",
  ENETUNREACH: "there is no route to it",
  ETIMEDOUT: "the connection timed out",
  UND_ERR_CONNECT_TIMEOUT: "the connection timed out",
  UND_ERR_SOCKET: "the connection was closed",
};

function wordsFor(error: Error & { code?: unknown }): string {
  const code = typeof error.code === "string" ? error.code : "";
  const words = WORDS[code] ?? error.message;
  return code === "" ? words : `${words} (${code})`;
}
