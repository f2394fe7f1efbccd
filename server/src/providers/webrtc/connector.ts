import { OperatorError } from "../../domain/error.ts";
import type { MediaConnector } from "../../ports/media-line.ts";
import { addressesToTell } from "./addresses.ts";
import { type LineTimings, WebrtcLine } from "./line.ts";
import { type AudioOffer, readOffer } from "./offer.ts";
import { answerOffer, type Negotiated } from "./peer.ts";

type Werift = typeof import("werift");

/** How lines over WebRTC are made. */
export interface WebrtcOptions {
  /** The addresses at which clients reach this machine; empty for its own. */
  readonly addresses: readonly string[];
  /** The UDP ports to take, one a line; null for any that is free. */
  readonly ports: { readonly first: number; readonly last: number } | null;
  readonly timings?: LineTimings;
  /** Loads the library, which is optional. */
  load?(): Promise<Werift>;
}

/** Browsers say nothing when they hang up, so silence must tell; a network that is away for seconds comes back. */
const TIMINGS: LineTimings = { connectWithin: 15_000, silentFor: 10_000 };
/** So many ports that others have taken are passed over. */
const MOST_TRIES = 10;

/** Makes lines over WebRTC for clients that offer them, with the library werift, which is loaded when it is first needed. */
export function createWebrtcConnector(options: WebrtcOptions): MediaConnector {
  const { timings = TIMINGS, load = () => import("werift") } = options;
  const ports = portsOf(options.ports);
  return {
    async answer(offerSdp, lineOptions) {
      const offer = readOffer(offerSdp);
      const werift = await loaded(load);
      const [negotiated, port] = await answerOnFreePort(werift, offer, {
        ports,
        addresses: addressesToTell(options.addresses),
        sampleRateHz: lineOptions.sampleRateHz,
      });
      const line = new WebrtcLine(werift, negotiated, { ...lineOptions, timings });
      void line.closed.then(() => ports.giveBack(port));
      return line;
    },
  };
}

async function loaded(load: () => Promise<Werift>): Promise<Werift> {
  try {
    return await load();
  } catch (cause) {
    const message =
      "WebRTC cannot be had here: the optional package werift is not installed. Go on with audio over the session's " +
      "WebSocket; the operator of this server can install werift with npm.";
    throw new OperatorError("channel_unavailable", message, { cause });
  }
}

interface Answering {
  readonly ports: Ports;
  readonly addresses: readonly string[];
  readonly sampleRateHz: number;
}

async function answerOnFreePort(
  werift: Werift,
  offer: AudioOffer,
  { ports, addresses, sampleRateHz }: Answering,
): Promise<[Negotiated, number | null]> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const port = ports.take();
    if (port === undefined) break;
    try {
      const negotiated = await answerOffer(werift, offer, { addresses, port, sampleRateHz });
      if (negotiated !== null) return [negotiated, port];
    } catch (cause) {
      ports.giveBack(port);
      const message = "The offer could not be answered, though it looks sound. Go on over the session's WebSocket.";
      throw new OperatorError("invalid_field", message, { param: "payload.sdp", cause });
    }
    // Another program has it; the next try takes the next one.
    ports.giveBack(port);
  }
  const message =
    "WebRTC cannot be had now: there is no free UDP port (the ports of OPERATOR_WEBRTC_PORTS, one a session, else the " +
    "system's). Go on with audio over the session's WebSocket.";
  throw new OperatorError("channel_unavailable", message);
}

/** The ports that lines may take: no two take the same. */
interface Ports {
  /** Returns one that no line has, null for any, undefined when there is none left. */
  take(): number | null | undefined;
  giveBack(port: number | null): void;
}

function portsOf(range: WebrtcOptions["ports"]): Ports {
  if (range === null) return { take: () => null, giveBack: () => undefined };
  const taken = new Set<number>();
  const count = range.last - range.first + 1;
  let next = 0;
  return {
    take() {
      for (let tries = 0; tries < count; tries++) {
        const port = range.first + (next++ % count);
        if (taken.has(port)) continue;
        taken.add(port);
        return port;
      }
      return undefined;
    },
    giveBack(port) {
      if (port !== null) taken.delete(port);
    },
  };
}
