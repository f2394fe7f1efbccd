import type { FastifyInstance, FastifyRequest } from "fastify";
import { OperatorError } from "../domain/error.ts";
import { bearerSecret } from "../lib/bearer.ts";
import { callerAt, type RateLimit } from "../lib/rate-limit.ts";
import { type ApiKey, type ApiKeys, assertScope } from "../services/api-keys.ts";
import type { MemberSessions } from "../services/member-sessions.ts";
import type { Caller } from "../services/caller.ts";
import { scopeOf } from "./scopes.ts";
import { assertOwnPage, sessionOf } from "./session-cookie.ts";

/** The versions of the API that this server speaks. */
export const SUPPORTED_VERSIONS = ["2025-06-19"] as const;

/** Who may call a route: a key, a key or the conversation's own token, or anybody. */
export type Access = "key" | "key_or_token" | "anybody";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Who may call the route; a key when nothing is said. */
    access?: Access;
    /** Whether a key must come with the API's version; true when nothing is said. */
    needsVersion?: boolean;
    /** Whether requests count against the limit of who calls; true when nothing is said. */
    isCounted?: boolean;
  }
  interface FastifyRequest {
    /** Who calls; null on routes that anybody may call. */
    caller: Caller | null;
  }
}

/** Returns the key that calls. For routes that only keys may call. */
export function keyOf(request: FastifyRequest): ApiKey {
  if (request.caller && "key" in request.caller) return request.caller.key;
  throw new OperatorError("missing_key", MISSING_KEY);
}

/** Returns who calls. For routes that keys and tokens may call. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller) return request.caller;
  throw new OperatorError("missing_key", MISSING_KEY);
}

/** By what callers are known. */
export interface Credentials {
  keys: Pick<ApiKeys, "authenticate">;
  memberSessions: Pick<MemberSessions, "authenticate">;
}

const MISSING_KEY = "Send your API key as `Authorization: Bearer op_…`.";

/**
 * Lets requests in: finds who calls, counts the request against their limit, and checks the API's version and what the
 * key may do. Every answer says how much of the limit is left.
 */
export function addGate(app: FastifyInstance, credentials: Credentials, limit: RateLimit): void {
  app.decorateRequest("caller", null);
  app.addHook("onRoute", ({ method, path, config }) => {
    const isOpen = config?.access === "anybody" || [method].flat().every((each) => scopeOf(each, path) !== null);
    if (!isOpen) throw new Error(`${String(method)} ${path} belongs to no scope. Give it a line in http/scopes.ts.`);
  });
  app.addHook("onRequest", async (request, reply) => {
    void reply.header("x-request-id", request.id);
    if (request.routeOptions.config.isCounted === false) return;
    const { bucket, refusal } = await identify(request, credentials);
    const counted = await limit.count(bucket);
    void reply.headers({
      "ratelimit-limit": limit.perMinute,
      "ratelimit-remaining": counted.left,
      "ratelimit-reset": counted.resetSeconds,
    });
    if (counted.isOver) {
      const message = `More than ${limit.perMinute} requests in a minute. Wait ${counted.resetSeconds} s.`;
      throw new OperatorError("rate_limited", message, { retryAfterSeconds: counted.resetSeconds });
    }
    if (refusal) throw refusal;
    // No text in the database holds one, and it refuses to look for it.
    if (request.url.includes("%00"))
      throw new OperatorError("invalid_field", "The address holds a NUL character, %00.");
    if (request.caller && "key" in request.caller) {
      if (needsVersion(request, request.caller.key)) checkVersion(request);
      checkScope(request, request.caller.key);
    }
  });
}

interface Identified {
  /** Whose limit the request counts against. */
  bucket: string;
  /** Why the request is refused; it counts all the same, so that keys cannot be guessed at speed. */
  refusal: OperatorError | null;
}

async function identify(request: FastifyRequest, credentials: Credentials): Promise<Identified> {
  const access = request.routeOptions.config.access ?? "key";
  const address = { bucket: callerAt(request.callerAddress), refusal: null };
  if (access === "anybody" || request.is404) return address;
  const token = tokenOf(request);
  if (token !== null && access === "key_or_token") {
    request.caller = { token };
    // Counted by address: nobody knows yet whether the token is anybody's.
    return address;
  }
  try {
    const key = await authenticate(request, credentials);
    request.caller = { key };
    return { bucket: `key:${key.id}`, refusal: null };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { ...address, refusal: error };
  }
}

/** Finds the key or the member that calls. A key that is named counts, whatever session the browser sends along. */
async function authenticate(request: FastifyRequest, { keys, memberSessions }: Credentials): Promise<ApiKey> {
  const session = request.headers.authorization === undefined ? sessionOf(request) : null;
  if (session === null) return keys.authenticate(bearerOf(request));
  assertOwnPage(request);
  const member = await memberSessions.authenticate(session);
  if (member !== null) return member;
  throw new OperatorError("missing_key", "Your session is over. Sign in again.");
}

/** What a browser fetches by itself for a member's page, such as a recording, cannot bear headers. */
function needsVersion({ method, headers, routeOptions }: FastifyRequest, key: ApiKey): boolean {
  if (key.role !== undefined && method === "GET" && headers["operator-version"] === undefined) return false;
  return routeOptions.config.needsVersion ?? true;
}

/** Makes what tells whether a request that was let in would be let in now: not when its key was revoked since. */
export function stillLetIn(credentials: Credentials): (request: FastifyRequest) => Promise<boolean> {
  return async (request) => {
    try {
      checkScope(request, await authenticate(request, credentials));
      return true;
    } catch {
      // Nor while the database is away: nobody can tell then, and whoever reads a stream may come back to it.
      return false;
    }
  };
}

function tokenOf(request: FastifyRequest): string | null {
  const { token } = request.query as { token?: unknown };
  return typeof token === "string" && token !== "" ? token : null;
}

function bearerOf(request: FastifyRequest): string {
  const header = request.headers.authorization;
  if (header === undefined) throw new OperatorError("missing_key", MISSING_KEY);
  const secret = bearerSecret(header);
  if (secret === null) throw new OperatorError("invalid_key", `The Authorization header is malformed. ${MISSING_KEY}`);
  return secret;
}

function checkVersion(request: FastifyRequest): void {
  const version = request.headers["operator-version"];
  if (SUPPORTED_VERSIONS.some((supported) => supported === version)) return;
  const supported = SUPPORTED_VERSIONS.join(", ");
  const message =
    version === undefined
      ? `Send the API's version as \`Operator-Version: ${SUPPORTED_VERSIONS[0]}\`.`
      : `Operator-Version ${String(version)} is not known. Supported: ${supported}.`;
  throw new OperatorError("unsupported_version", message, { param: "Operator-Version" });
}

function checkScope({ method, routeOptions }: FastifyRequest, key: ApiKey): void {
  const scope = scopeOf(method, routeOptions.url ?? "");
  if (scope !== null) assertScope(key, scope);
}
