import { createSocket, type Socket } from "node:dgram";

/** Where everything of the benchmark is. */
export const HOST = "127.0.0.1";

/** Opens a UDP socket on a free port. It looks no names up: asking for each packet would cost more than sending it. */
export function openSocket(): Promise<Socket> {
  const socket = createSocket({ type: "udp4", lookup: (address, _, found) => found(null, address, 4) });
  return new Promise((resolve) => socket.bind(0, HOST, () => resolve(socket)));
}
