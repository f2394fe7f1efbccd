import { createSocket, type Socket } from "node:dgram";
import { isIPv6 } from "node:net";
import type { Endpoint } from "./remote-audio.ts";

/** The two sockets of a call's audio (RFC 3550, section 11). */
export interface MediaSockets {
  readonly rtp: Socket;
  readonly rtcp: Socket;
  close(): void;
}

/**
 * Opens the sockets of a call: RTP at an even port, RTCP at the next one (RFC 3550, section 11). Null when another program
 * has one of them.
 */
export async function openMediaSockets(port: number, address: string): Promise<MediaSockets | null> {
  const rtp = await bind(port, address);
  if (rtp === null) return null;
  const rtcp = await bind(port + 1, address);
  if (rtcp === null) {
    rtp.close();
    return null;
  }
  const close = () => {
    rtp.close();
    rtcp.close();
  };
  return { rtp, rtcp, close };
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
