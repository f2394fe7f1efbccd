import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { SeededRandom } from "../durability/seeded-random.ts";

/** Where runs have their effects. */
interface Effects {
  url: string;
  /** What OPERATOR_ALLOWED_ADDRESSES must say. */
  host: string;
  /** The idempotency keys under which each effect, `<run>/<step>`, was asked for. */
  made: ReadonlyMap<string, ReadonlySet<string>>;
  close(): Promise<void>;
}

/** Starts a service whose answers take a random while: what came under a key it knows already has no further effect. */
export async function startEffects(random: SeededRandom): Promise<Effects> {
  const made = new Map<string, Set<string>>();
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
    });
    request.on("end", () => {
      const { run, step } = JSON.parse(text) as { run: string; step: number };
      const effect = `${run}/${step}`;
      const keys = made.get(effect) ?? new Set();
      made.set(effect, keys.add(String(request.headers["x-idempotency-key"])));
      setTimeout(
        () => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ done: step })),
        random.between(0, 250),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}/effect`,
    host,
    made,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
