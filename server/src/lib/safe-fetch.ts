import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector, type Dispatcher } from "undici";
import { type AddressRange, parseAddress, parseAddressRange, rangeContains, specialPurposeOf } from "./ip-address.ts";
import { readUrl } from "./read-url.ts";
import { Exchange, type SafeRequest, type SafeStream } from "./safe-exchange.ts";
import { SafeFetchError } from "./safe-fetch-error.ts";

const MAX_RESPONSE_BYTES = 1024 * 1024;
const CONNECT_TIMEOUT = 10_000;
/** Beyond this, calls to one origin wait for a free connection, so that one slow receiver cannot take every socket. */
const MAX_CONNECTIONS_PER_ORIGIN = 256;

export { SafeFetchError, type SafeFetchFailure } from "./safe-fetch-error.ts";
export type { SafeRequest, SafeStream } from "./safe-exchange.ts";

/** What came back, whatever its status. A redirect is an answer like any other: it is never followed. */
export interface SafeResponse {
  readonly status: number;
  /** By lower-case name; several of one name are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body read as UTF-8. */
  readonly body: string;
}

/** An HTTP client for addresses that customers name. Connections are kept and used again. */
export interface SafeFetch {
  /** Sends one request, once. Throws `SafeFetchError`, and nothing else, when there is no answer. */
  send(request: SafeRequest): Promise<SafeResponse>;
  /**
   * Sends one request, once, and gives back its answer as soon as that begins, of any length. Throws `SafeFetchError`,
   * and nothing else, when there is no answer.
   */
  open(request: SafeRequest): Promise<SafeStream>;
  /**
   * Says why requests to an address are refused, as far as one can see without looking its name up; null when they may
   * be made, or when only the look-up can tell.
   */
  refusal(url: string): string | null;
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
  const targets = readTargets(options.allowedTargets);
  const agent = new Agent({
    connect: guardedConnector(targets, options.resolve ?? resolveBySystem),
    connections: MAX_CONNECTIONS_PER_ORIGIN,
    // The time limit of each request covers these, with a finer clock.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    send: async (request) => collect(await exchange(agent, request, true), request),
    open: async (request) => exchange(agent, request, false),
    refusal: (url) => refusalAtSight(url, targets),
    close: () => agent.destroy(),
  };
}

function exchange(agent: Agent, request: SafeRequest, isTimedToTheEnd: boolean): Promise<SafeStream> {
  const url = targetOf(request.url);
  const cancelled = [request.signal, request.unsent].find((signal) => signal?.aborted === true);
  if (cancelled !== undefined) {
    const details = { maybeSent: false, cause: cancelled.reason };
    throw new SafeFetchError("cancelled", `The request to ${url.host} was cancelled before it was sent.`, details);
  }
  const begun = new Exchange({ request, host: url.host, isTimedToTheEnd });
  agent.dispatch(
    {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: request.method as Dispatcher.HttpMethod,
      headers: { ...request.headers, "accept-encoding": "identity" },
      body: request.body ?? null,
    },
    begun,
  );
  return begun.answer;
}

async function collect({ status, headers, body }: SafeStream, { url }: SafeRequest): Promise<SafeResponse> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_RESPONSE_BYTES) {
      const message = `${new URL(url).host} answered with more than 1 MiB.`;
      throw new SafeFetchError("too_large", message, { maybeSent: true });
    }
    chunks.push(chunk);
  }
  return { status, headers, body: Buffer.concat(chunks).toString("utf8") };
}

function targetOf(text: string): URL {
  const url = readUrl(text);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new SafeFetchError("invalid_request", `${text} is not an http:// or https:// address.`, { maybeSent: false });
  }
  if (url.username !== "" || url.password !== "") {
    const message = `The address of ${url.host} has a user name or password in it. Send them in a header.`;
    throw new SafeFetchError("invalid_request", message, { maybeSent: false });
  }
  return url;
}

/** What may be reached beyond the public internet. */
interface Targets {
  readonly ranges: readonly AddressRange[];
  readonly origins: ReadonlySet<string>;
}

function guardedConnector({ ranges, origins }: Targets, resolve: Resolve): buildConnector.connector {
  const refusal = (address: string) => refusalOf(address, ranges);
  const guarded = buildConnector({ timeout: CONNECT_TIMEOUT, lookup: lookupThrough(resolve, refusal) });
  const open = buildConnector({ timeout: CONNECT_TIMEOUT, lookup: lookupThrough(resolve, () => null) });
  return (target, callback) => {
    const { hostname } = target;
    if (origins.has(originKey(hostname, portOf(target)))) {
      open(target, callback);
      return;
    }
    // A literal address is connected to without a look-up, so it is checked here.
    const refused = isIP(hostname) === 0 ? null : refusal(hostname);
    if (refused === null) guarded(target, callback);
    else callback(refusedTarget(hostname, [refused]), null);
  };
}

function refusalAtSight(text: string, { ranges, origins }: Targets): string | null {
  try {
    const url = targetOf(text);
    const hostname = url.hostname.replace(/^\[|\]$/g, "");
    if (origins.has(originKey(hostname, portOf(url)))) return null;
    // Names under it are loopback addresses wherever they are looked up (RFC 6761, section 6.3).
    const addresses = /(^|\.)localhost\.?$/.test(hostname) ? ["127.0.0.1", "::1"] : [hostname];
    if (isIP(addresses[0] ?? "") === 0) return null;
    const purposes = addresses.map((address) => refusalOf(address, ranges));
    return purposes.includes(null) ? null : refusedTarget(hostname, purposes).message;
  } catch (error) {
    if (error instanceof SafeFetchError) return error.message;
    throw error;
  }
}

function portOf({ port, protocol }: { port: string | null | undefined; protocol: string }): string {
  return port || (protocol === "https:" ? "443" : "80");
}

/** `hostname` is as URL gives it, an IPv6 address without its brackets. */
function originKey(hostname: string, port: string): string {
  return `${isIP(hostname) === 6 ? `[${hostname}]` : hostname}:${port}`;
}

function readTargets(targets: readonly string[]): Targets {
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
  const address = host === undefined ? null : readUrl(`http://${host}`);
  return address && `${address.hostname}:${port}`;
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
