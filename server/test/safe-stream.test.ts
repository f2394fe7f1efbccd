import { once } from "node:events";
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createSafeFetch, type SafeFetch, type SafeFetchOptions } from "../src/lib/safe-fetch.ts";

const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUps.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function client(options: Partial<SafeFetchOptions> = {}): SafeFetch {
  const made = createSafeFetch({ allowedTargets: ["127.0.0.0/8"], ...options });
  cleanUps.push(() => made.close());
  return made;
}

describe("an answer that is streamed", () => {
  it("is given piece by piece, while the receiver still writes", async () => {
    let response: ServerResponse | undefined;
    const url = await serve((_, answer) => {
      response = answer;
      answer.writeHead(200, { "x-kind": "slow" }).write("one");
    });
    const stream = await client().open({ url, method: "GET", timeout: 30_000 });
    expect(stream).toMatchObject({ status: 200, headers: { "x-kind": "slow" } });
    const pieces: string[] = [];
    for await (const piece of stream.body) {
      pieces.push(piece.toString());
      if (pieces.length === 1) response?.write("two");
      else response?.end();
    }
    expect(pieces).toEqual(["one", "two"]);
  });

  it("may take longer than the time limit once it has begun", async () => {
    const url = await serve((_, answer) => {
      answer.writeHead(200).write("begun");
      setTimeout(() => answer.end(" and done"), 150);
    });
    const stream = await client().open({ url, method: "GET", timeout: 100 });
    let text = "";
    for await (const piece of stream.body) text += piece.toString();
    expect(text).toBe("begun and done");
  });

  it("must begin within the time limit", async () => {
    const url = await serve(() => undefined);
    await expect(client().open({ url, method: "GET", timeout: 50 })).rejects.toMatchObject({
      reason: "timeout",
      maybeSent: true,
    });
  });

  it("makes a fast receiver wait for a slow reader", async () => {
    let written = 0;
    const url = await serve((_, answer) => {
      const write = () => {
        while (written < 64) {
          written += 1;
          if (answer.write(Buffer.alloc(1024 * 1024))) continue;
          answer.once("drain", write);
          return;
        }
        answer.end();
      };
      answer.writeHead(200);
      write();
    });
    const stream = await client().open({ url, method: "GET" });
    let before = -1;
    // Until nothing more fits between the two.
    while (written !== before) {
      before = written;
      for (let round = 0; round < 2_000; round++) await turn();
    }
    expect(written).toBeLessThan(64);
    let bytes = 0;
    for await (const piece of stream.body) bytes += piece.length;
    expect(bytes).toBe(64 * 1024 * 1024);
  });

  it("closes the connection when the reader stops, or does not want to read at all", async () => {
    const closed: Promise<unknown>[] = [];
    const url = await serve((request, answer) => {
      closed.push(once(request.socket, "close"));
      answer.writeHead(200).write("forever");
    });
    const fetch = client();
    for await (const _ of (await fetch.open({ url, method: "GET" })).body) break;
    (await fetch.open({ url, method: "GET" })).close();
    await Promise.all(closed);
    expect(closed).toHaveLength(2);
  });

  it.each<[string, (answer: ServerResponse, controller: AbortController) => unknown, string]>([
    ["breaks off", (answer) => answer.destroy(), "network"],
    ["is cancelled", (_, controller) => controller.abort(new Error("enough")), "cancelled"],
  ])("fails with the reason when it %s", async (_, cut, reason) => {
    const controller = new AbortController();
    let answer: ServerResponse | undefined;
    const url = await serve((_request, response) => {
      answer = response;
      response.writeHead(200).write("half");
    });
    const stream = await client().open({ url, method: "GET", signal: controller.signal });
    const reading = (async () => {
      for await (const piece of stream.body) {
        expect(piece.toString()).toBe("half");
        cut(answer as ServerResponse, controller);
      }
    })();
    await expect(reading).rejects.toMatchObject({ reason, maybeSent: true });
  });

  it("is refused where the address is, and gives a redirect back as it is", async () => {
    const url = await serve((_, answer) => answer.writeHead(307, { location: "http://10.0.0.1/" }).end());
    await expect(client({ allowedTargets: [] }).open({ url, method: "GET" })).rejects.toMatchObject({
      reason: "refused_target",
      maybeSent: false,
    });
    const stream = await client().open({ url, method: "GET" });
    expect(stream).toMatchObject({ status: 307, headers: { location: "http://10.0.0.1/" } });
    stream.close();
  });
});

describe("a request that is given up as long as it was not sent", () => {
  it("is not sent once its connection is there", async () => {
    const seen: (string | undefined)[] = [];
    const url = await serve((request, answer) => {
      seen.push(request.url);
      answer.end();
    });
    let found: (addresses: string[]) => void = () => undefined;
    const looking = new Promise<string[]>((resolve) => {
      found = resolve;
    });
    const fetch = client({ resolve: () => looking });
    const controller = new AbortController();
    const named = url.replace("127.0.0.1", "slow.example");
    const sending = fetch.send({ url: `${named}first`, method: "GET", unsent: controller.signal });
    controller.abort(new Error("the user spoke"));
    await expect(sending).rejects.toMatchObject({
      reason: "cancelled",
      maybeSent: false,
      cause: { message: "the user spoke" },
    });
    found(["127.0.0.1"]);
    await fetch.send({ url: `${named}second`, method: "GET" });
    expect(seen).toEqual(["/second"]);
    await expect(fetch.send({ url, method: "GET", unsent: controller.signal })).rejects.toMatchObject({
      maybeSent: false,
    });
  });

  it("goes on when it was sent already", async () => {
    const controller = new AbortController();
    const url = await serve((_, answer) => {
      controller.abort();
      answer.end("done");
    });
    const answer = await client().send({ url, method: "POST", body: "x", unsent: controller.signal });
    expect(answer.body).toBe("done");
  });
});
