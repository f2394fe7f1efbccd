import { createSocket, type Socket } from "node:dgram";
import { isIPv6 } from "node:net";
import { OperatorError } from "../../../domain/error.ts";
import type { PortPool } from "./port-pool.ts";
import type { Endpoint } from "./remote-audio.ts";

/** The two sockets of a call's audio. */
export interface MediaSockets {
  /** Of RTP, even; RTCP has the next one. */
  readonly port: number;
  readonly rtp: Socket;
  readonly rtcp: Socket;
  /** Closes both, and gives the ports back. */
  close(): void;
}

/** So many pairs that other programs have are passed over. */
const MOST_TRIES = 10;

/** Opens the sockets of a call. Rejects with `channel_unavailable` when there is no pair of ports left. */
export async function openMediaSockets(ports: PortPool, address: string): Promise<MediaSockets> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const port = ports.take();
    if (port === null) break;
    const sockets = await bindPair(port, address);
    if (sockets !== null) {
      const close = () => {
        for (const socket of sockets) socket.close();
        ports.giveBack(port);
      };
      return { port, rtp: sockets[0], rtcp: sockets[1], close };
    }
    ports.giveBack(port);
  }
  const message =
    "The call cannot have audio now: no pair of UDP ports is free. Give SIP a wider range of ports for audio, two for " +
    "each call at a time and some to spare.";
  throw new OperatorError("channel_unavailable", message);
}

async function bindPair(port: number, address: string): Promise<readonly [rtp: Socket, rtcp: Socket] | null> {
  const rtp = await bind(port, address);
  if (rtp === null) return null;
  const rtcp = await bind(port + 1, address);
  if (rtcp !== null) return [rtp, rtcp];
  rtp.close();
  return null;
}

/** Returns a socket on all of the machine's addresses: the one that peers are told may be a router's. */
function bind(port: number, address: string): Promise<Socket | null> {
  const isSix = isIPv6(address);
  const socket = createSocket({ type: isSix ? "udp6" : "udp4", ipv6Only: isSix, lookup: lookUpNothing });
  return new Promise((resolve) => {
    socket.once("error", () => {
      socket.close();
      resolve(null);
    });
    socket.bind({ port, exclusive: true }, () => {
      socket.removeAllListeners("error");
      resolve(socket);
    });
  });
}

/** Addresses are IP addresses already: asking the system for each packet would cost more than sending it. */
function lookUpNothing(
  address: string,
  _options: unknown,
  found: (error: null, address: string, family: number) => void,
): void {
  found(null, address, isIPv6(address) ? 6 : 4);
}

/** Whom nothing reaches is noticed when nothing comes from there. */
const ignoreFailure = () => undefined;

/** Sends a datagram. */
export function sendTo(socket: Socket, bytes: Uint8Array, { address, port }: Endpoint): void {
  socket.send(bytes, port, address, ignoreFailure);
}
