import { createServer } from "node:http";
import { fastify } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import { vi } from "vitest";
import { WebSocket } from "ws";
import { OperatorError } from "../../src/domain/error.ts";
import { sendError, validator } from "../../src/http/errors.ts";
import { forwardRequest, forwardUpgrade } from "../../src/http/forward.ts";
import { telnyxRoutes } from "../../src/http/telnyx.ts";
import { twilioRoutes } from "../../src/http/twilio.ts";
import { createSafeFetch } from "../../src/lib/safe-fetch.ts";
import { callerAddress } from "../../src/lib/caller-address.ts";
import { rateLimit } from "../../src/lib/rate-limit.ts";
import type { CallArrivals, CallCarrier } from "../../src/ports/call-carrier.ts";
import type { CallEnd, CallWatch } from "../../src/ports/telephony.ts";
import { CARRIER_TIMINGS, type CarrierTimings } from "../../src/providers/call-timings.ts";
import { CarrierMediaServer } from "../../src/realtime/carrier-media-server.ts";
import { takeUpgrades } from "../../src/realtime/upgrades.ts";
import { CarrierCalls } from "../../src/services/carrier-calls.ts";
import { HeldElsewhereError } from "../../src/services/live-conversations.ts";

/** What every carrier of a test is opened with. */
export interface EdgeShared {
  readonly publicUrl: string;
  readonly problem: null;
  readonly timings: CarrierTimings;
  readonly arrivals: CallArrivals;
  nodeId(): number;
  isHere(node: number): boolean;
  onProblem(error: unknown, message: string): void;
  onRefused(problem: string): void;
}

/** One process's edge towards carriers, with real HTTP and real WebSockets. */
export interface CarrierEdge {
  /** Where this process is reached. */
  readonly url: string;
  readonly carrier: CallCarrier;
  /** What went wrong, and why sockets were refused. */
  readonly problems: string[];
  readonly refusals: string[];
  close(): Promise<void>;
}

/** How an edge is opened. */
export interface EdgeOptions {
  readonly node: number;
  /** Where carriers reach the installation; the edge itself if absent. */
  readonly publicUrl?: string;
  readonly timings?: Partial<CarrierTimings>;
  /** Where the other processes are. */
  readonly others?: ReadonlyMap<number, string>;
  readonly perMinute?: number;
  /** The processes that calls were brought to, by their numbers, shared with other edges; one of its own if absent. */
  readonly brought?: Map<string, number>;
  open(shared: EdgeShared): CallCarrier;
}

/** Opens the edge of a process that holds calls of one carrier. */
export async function openCarrierEdge(options: EdgeOptions): Promise<CarrierEdge> {
  const { server, url } = await listening();
  const problems: string[] = [];
  const refusals: string[] = [];
  const publicUrl = options.publicUrl ?? url;
  const isHere = (node: number) => node === options.node;
  const carrier = options.open({ ...whatIsShared(options, { publicUrl, problems, refusals }), isHere });
  const calls = new CarrierCalls({ carriers: [carrier], isHere, urlOf: async (node) => options.others?.get(node) });
  const app = await routesOf(calls, publicUrl);
  server.on("request", app.routing);
  const limit = rateLimit(options.perMinute ?? 1_000_000);
  const onError = (error: unknown) => problems.push(String(error));
  const addressOf = callerAddress([]);
  const media = new CarrierMediaServer({
    calls,
    limit,
    addressOf,
    pingEvery: 60_000,
    forward: forwardUpgrade,
    onError,
  });
  takeUpgrades(server, {
    rooms: [media],
    ignore: ({ socket }) => socket.destroy(),
    onError,
  });
  return {
    url,
    carrier,
    problems,
    refusals,
    async close() {
      carrier.close();
      media.close();
      await app.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function whatIsShared(
  options: EdgeOptions,
  { publicUrl, problems, refusals }: { publicUrl: string; problems: string[]; refusals: string[] },
): Omit<EdgeShared, "isHere"> {
  return {
    publicUrl,
    problem: null,
    timings: { ...CARRIER_TIMINGS, sweepEvery: 20, ...options.timings },
    arrivals: arrivalsIn(options.brought ?? new Map(), options.node),
    nodeId: () => options.node,
    onProblem: (error, message) =>
      problems.push(`${message} ${error instanceof Error ? error.message : String(error)}`),
    onRefused: (problem) => refusals.push(problem),
  };
}

/** As the database does it, in memory. */
function arrivalsIn(brought: Map<string, number>, node: number): CallArrivals {
  return {
    async claim(carrierCallId) {
      const known = brought.get(carrierCallId);
      if (known === undefined) brought.set(carrierCallId, node);
      return { node: known ?? node, how: known === undefined ? "first" : "known" };
    },
  };
}

async function listening() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}` };
}

async function routesOf(calls: CarrierCalls, publicUrl: string) {
  const app = fastify({ frameworkErrors: sendError });
  app.setValidatorCompiler(validator);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(async (error, request, reply) => {
    if (error instanceof HeldElsewhereError) forwardRequest(request, reply, error.url);
    else sendError(error, request, reply);
    return reply;
  });
  const noMessages = () => Promise.reject(new OperatorError("not_found", "This edge takes no messages."));
  const textMessages = { receive: noMessages, report: noMessages } as never;
  await app.register(twilioRoutes({ textMessages, carrierCalls: calls }, publicUrl));
  await app.register(telnyxRoutes(calls, publicUrl));
  await app.ready();
  return app;
}

/** Makes the client of a fake carrier's API. */
export function fetchOf(url: string) {
  return createSafeFetch({ allowedTargets: [new URL(url).host] });
}

/** A watch that remembers what it was told. */
export interface RecordedWatch extends CallWatch {
  readonly told: string[];
  readonly audio: Int16Array[];
  end: CallEnd | null;
  /** Waits for the end. */
  ended(): Promise<CallEnd>;
}

/** Makes one. */
export function recordedWatch(): RecordedWatch {
  const watch: RecordedWatch = {
    told: [],
    audio: [],
    end: null,
    onTraced: () => undefined,
    onRinging: () => void watch.told.push("ringing"),
    onAnswered: () => void watch.told.push("answered"),
    onAudio: (samples) => void watch.audio.push(samples),
    onDigit: (digit) => void watch.told.push(`digit ${digit}`),
    onAnsweredBy: (who) => void watch.told.push(`answered by ${who}`),
    onHeld: () => void watch.told.push("held"),
    onEnded: (end) => {
      watch.told.push("ended");
      watch.end = end;
    },
    ended: () =>
      vi.waitFor(() => {
        if (watch.end === null) throw new Error(`The call has not ended; told were ${watch.told.join(", ")}.`);
        return watch.end;
      }),
  };
  return watch;
}

/** The carrier's end of a media socket. */
export interface CarrierSocket {
  /** What the platform sent, read. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- frames of every shape
  readonly frames: any[];
  send(...frames: readonly string[]): void;
  /** Resolves with the code and the reason of its close. */
  readonly closed: Promise<{ code: number; reason: string }>;
  close(): void;
  /** Breaks the connection without a word. */
  terminate(): void;
}

/** Connects as a carrier does. Rejects with the status when it is refused. */
export async function connectMedia(url: string): Promise<CarrierSocket> {
  const socket = new WebSocket(url);
  const frames: unknown[] = [];
  socket.on("message", (data) => frames.push(JSON.parse(String(data))));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on("close", (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await new Promise<void>((resolve, reject) => {
    socket.on("open", () => resolve());
    socket.on("error", reject);
  });
  return {
    frames,
    send: (...sent) => {
      for (const frame of sent) socket.send(frame);
    },
    closed,
    close: () => socket.close(),
    terminate: () => socket.terminate(),
  };
}
