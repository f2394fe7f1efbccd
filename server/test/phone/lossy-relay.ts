import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { createServer as createTcp, connect as connectTcp, type AddressInfo, type Server } from "node:net";
import { connect as connectTls, createServer as createTlsServer } from "node:tls";

/** What lies between two ends. */
export interface Relay {
  readonly port: number;
  /** How many datagrams were lost and doubled. */
  readonly counts: { lost: number; doubled: number };
  close(): Promise<void>;
}

/** Returns what chance there is, the same in every run: a linear congruential generator. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Passes datagrams between one who comes to its port and `to`; loses and doubles some of them, both ways. */
export async function lossyRelay(to: number, rates: { loss: number; doubling: number; seed: number }): Promise<Relay> {
  const [near, far] = [createSocket("udp4"), createSocket("udp4")];
  const chance = chanceOf(rates.seed);
  const counts = { lost: 0, doubled: 0 };
  let caller: RemoteInfo | null = null;
  const pass = (send: () => void) => {
    const drawn = chance();
    if (drawn < rates.loss) counts.lost += 1;
    else send();
    if (drawn > 1 - rates.doubling) {
      counts.doubled += 1;
      send();
    }
  };
  near.on("message", (bytes, from) => {
    caller = from;
    pass(() => far.send(bytes, to, "127.0.0.1"));
  });
  far.on("message", (bytes) => {
    const { port, address } = caller ?? { port: 0, address: "" };
    if (port !== 0) pass(() => near.send(bytes, port, address));
  });
  await Promise.all([near, far].map(bound));
  const close = async () => {
    await Promise.all([near, far].map((socket) => new Promise<void>((resolve) => socket.close(() => resolve()))));
  };
  return { port: near.address().port, counts, close };
}

function bound(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.bind(0, "127.0.0.1", resolve));
}

/** Takes connections in the clear and passes them on by TLS to `to`: sipp of Debian is built without TLS. */
export async function toTls(to: number, ca: Buffer): Promise<Relay> {
  return streamRelay(createTcp(), (socket) => {
    const other = connectTls({ host: "127.0.0.1", port: to, servername: "localhost", ca });
    socket.pipe(other).pipe(socket);
    for (const each of [socket, other]) each.on("error", () => each.destroy());
  });
}

/** Takes connections by TLS and passes them on in the clear to `to`. */
export async function fromTls(to: number, tls: { key: Buffer; cert: Buffer }): Promise<Relay> {
  return streamRelay(createTlsServer(tls), (socket) => {
    const other = connectTcp(to, "127.0.0.1");
    socket.pipe(other).pipe(socket);
    for (const each of [socket, other]) each.on("error", () => each.destroy());
  });
}

async function streamRelay(server: Server, take: (socket: import("node:net").Socket) => void): Promise<Relay> {
  const open = new Set<import("node:net").Socket>();
  server.on("connection", (socket) => open.add(socket));
  server.on("secureConnection", take);
  if (!("setSecureContext" in server)) server.on("connection", take);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    counts: { lost: 0, doubled: 0 },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
