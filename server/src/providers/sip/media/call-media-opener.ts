import { randomInt } from "node:crypto";
import { FrameClock } from "../../../lib/frame-clock.ts";
import type { OpenCallMedia } from "../call-media.ts";
import type { CodecName } from "./codecs.ts";
import { openMediaSockets } from "./media-sockets.ts";
import { PortPool } from "./port-pool.ts";
import { RtpCall } from "./rtp-call.ts";

/** How the audio of calls by SIP is made. */
export interface CallMediaOptions {
  /** The UDP ports of RTP and RTCP, two for each call at a time; the first and the last are among them. */
  readonly ports: { readonly first: number; readonly last: number };
  /** The codecs that are spoken, by preference. */
  readonly codecs?: readonly CodecName[];
  /** Without a packet for so long, in ms, a call is dead. */
  readonly deadAfter?: number;
  /** The clock by which packets leave; one for all calls of the process. */
  readonly clock?: FrameClock;
  /** Is told what went wrong within a call that nobody waits for. */
  onError(error: unknown): void;
  now?(): number;
}

const CODECS: readonly CodecName[] = ["opus", "g722", "pcmu", "pcma"];
const DEAD_AFTER = 30_000;

/** Makes what opens the audio of calls by SIP: RTP on a pair of ports for each. */
export function callMediaOpener(options: CallMediaOptions): OpenCallMedia {
  const { codecs = CODECS, deadAfter = DEAD_AFTER, onError, now = () => performance.now() } = options;
  const clock = options.clock ?? new FrameClock(onError);
  const ports = new PortPool(options.ports, now);
  return async ({ address, isSecure, watch }) => {
    const sockets = await openMediaSockets(ports, address);
    const our = { address, port: sockets.port, isSecure, codecs, sessionId: randomInt(1, 2 ** 47) };
    return new RtpCall({ our, sockets, clock, watch, deadAfter, onError, now });
  };
}
