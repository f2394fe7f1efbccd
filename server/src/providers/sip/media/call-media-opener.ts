import { randomInt } from "node:crypto";
import { OperatorError } from "../../../domain/error.ts";
import type { CallMediaWatch, OpenCallMedia } from "../call-media.ts";
import type { CodecName } from "./codecs.ts";
import type { SeatWatch } from "./media-seat.ts";
import type { MediaThreads } from "./media-threads.ts";
import { PortPool } from "./port-pool.ts";
import { RtpCall } from "./rtp-call.ts";

/** How the audio of calls by SIP is made. */
export interface CallMediaOptions {
  /** Where it is carried. */
  readonly threads: Pick<MediaThreads, "seat">;
  /** The UDP ports of RTP and RTCP, two for each call at a time; the first and the last are among them. */
  readonly ports: { readonly first: number; readonly last: number };
  /** The codecs that are spoken, by preference. */
  readonly codecs?: readonly CodecName[];
  /** Without a packet for so long, in ms, a call is dead. */
  readonly deadAfter?: number;
}

const CODECS: readonly CodecName[] = ["opus", "g722", "pcmu", "pcma"];
const DEAD_AFTER = 30_000;
/** So many pairs that other programs have are passed over. */
const MOST_TRIES = 10;

/** Makes what opens the audio of calls by SIP: RTP on a pair of ports for each. */
export function callMediaOpener(options: CallMediaOptions): OpenCallMedia {
  const { threads, codecs = CODECS, deadAfter = DEAD_AFTER } = options;
  const ports = new PortPool(options.ports);
  return async ({ address, isSecure, watch }) => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const port = ports.take();
      if (port === null) break;
      const our = { address, port, isSecure, codecs, sessionId: randomInt(1, 2 ** 47) };
      let call: RtpCall | null = null;
      const seat = threads.seat(
        { port, address, deadAfter },
        seatWatch(watch, () => call),
      );
      if (seat !== null && (await seat.opened)) {
        call = new RtpCall({ our, seat, watch, onClosed: () => ports.giveBack(port) });
        return call;
      }
      seat?.close();
      ports.giveBack(port);
      if (seat === null) throw noThread();
    }
    throw noPorts();
  };
}

function seatWatch(watch: CallMediaWatch, call: () => RtpCall | null): SeatWatch {
  return {
    onHeard: () => call()?.hear(),
    onKey: (key: string) => watch.onDigit(key),
    onDead: (message: string) => watch.onDead(message),
  };
}

function noPorts(): OperatorError {
  const message =
    "The call cannot have audio now: no pair of UDP ports is free. Give SIP a wider range of ports for audio, two for " +
    "each call at a time and some to spare.";
  return new OperatorError("channel_unavailable", message);
}

function noThread(): OperatorError {
  const message = "The call cannot have audio now: the threads that carry it have ended, see the log. Try in a minute.";
  return new OperatorError("channel_unavailable", message);
}
