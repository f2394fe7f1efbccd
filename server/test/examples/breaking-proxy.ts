import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A TCP proxy that breaks the connections that run through it. */
export interface BreakingProxy {
  url: string;
  /** How many connections it broke by itself. */
  broken(): number;
  /** Breaks all that are open. */
  breakAll(): void;
  close(): Promise<void>;
}

/**
 * Starts a proxy before the server at `target`. `breakAfter` is asked for every connection, counted from 0, after how
 * many bytes of the answer to break it: 0 breaks it before the first, null never.
 */
export async function startBreakingProxy(
  target: string,
  breakAfter: (connection: number) => number | null,
): Promise<BreakingProxy> {
  const port = Number(new URL(target).port);
  const open = new Set<Socket>();
  const counts = { connections: 0, broken: 0 };
  const server = createServer((client) => {
    open.add(client);
    client.once("close", () => open.delete(client));
    const most = breakAfter(counts.connections++);
    relay(client, connect({ host: "127.0.0.1", port }), { most, onBreak: () => counts.broken++ });
  });
  const breakAll = () => {
    for (const socket of open) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    broken: () => counts.broken,
    breakAll,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        breakAll();
      }),
  };
}

/** Passes bytes to and fro until one side leaves, or until `most` bytes of the answer have gone through. */
function relay(client: Socket, upstream: Socket, { most, onBreak }: { most: number | null; onBreak: () => void }) {
  const close = () => {
    client.destroy();
    upstream.destroy();
  };
  // A reset is what the proxy is for.
  for (const socket of [client, upstream]) socket.on("error", close).on("close", close);
  client.pipe(upstream);
  let left = most ?? Number.POSITIVE_INFINITY;
  upstream.on("data", (chunk: Buffer) => {
    const passed = chunk.subarray(0, left);
    left -= passed.length;
    if (passed.length === chunk.length) return void client.write(chunk);
    upstream.pause();
    onBreak();
    client.write(passed, close);
  });
}
