import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createRawServer, type Server as RawServer, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { createSafeFetch, type SafeFetch, SafeFetchError, type SafeFetchOptions } from "../src/lib/safe-fetch.ts";

const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function listening<T extends Server | RawServer>(server: T, host = "127.0.0.1"): Promise<T & { port: number }> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.listen(0, host);
  await once(server, "listening");
  cleanUps.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });
  return Object.assign(server, { port: (server.address() as AddressInfo).port });
}

function serve(listener: RequestListener): Promise<Server & { port: number }> {
  return listening(createServer(listener));
}

function client(options: Partial<SafeFetchOptions> = {}): SafeFetch {
  const made = createSafeFetch({ allowedTargets: ["127.0.0.0/8"], ...options });
  cleanUps.push(() => made.close());
  return made;
}

function get(url: string): { url: string; method: string } {
  return { url, method: "GET" };
}

async function failureOf(sending: Promise<unknown>): Promise<SafeFetchError> {
  const error: unknown = await sending.then(
    () => new Error("There was an answer."),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SafeFetchError);
  return error as SafeFetchError;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

describe("a safe client", () => {
  it("sends method, path, query, headers and body as given, and gives back the whole answer", async () => {
    const server = await serve((request, response) => {
      void bodyOf(request).then((body) => {
        response.writeHead(201, { "X-Seen": `${request.method} ${request.url}`, "Set-Cookie": ["a=1", "b=2"] });
        response.end(`${request.headers["x-mine"] as string} ${body} é`);
      });
    });
    const answer = await client().send({
      url: `http://127.0.0.1:${server.port}/a%20b?x=1&y=é#top`,
      method: "PATCH",
      headers: { "x-mine": "yes" },
      body: "posted",
    });
    expect(answer).toMatchObject({ status: 201, body: "yes posted é" });
    expect(answer.headers).toMatchObject({ "x-seen": "PATCH /a%20b?x=1&y=%C3%A9", "set-cookie": "a=1, b=2" });
  });

  it("gives back a refusal and a redirect as answers, and follows nothing", async () => {
    const paths: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(request.url === "/gone" ? 410 : 302, { Location: "/elsewhere" }).end("moved");
    });
    const fetch = client();
    expect((await fetch.send(get(`http://127.0.0.1:${server.port}/gone`))).status).toBe(410);
    const redirect = await fetch.send(get(`http://127.0.0.1:${server.port}/here`));
    expect(redirect).toMatchObject({ status: 302, headers: { location: "/elsewhere" }, body: "moved" });
    expect(paths).toEqual(["/gone", "/here"]);
  });

  it("uses its connections again", async () => {
    let connections = 0;
    const server = await serve((_, response) => response.end("ok"));
    server.on("connection", () => {
      connections += 1;
    });
    const fetch = client();
    for (let index = 0; index < 10; index++) await fetch.send(get(`http://127.0.0.1:${server.port}/`));
    // A connection rests for one turn of the event loop, so a call made at once may open a second one.
    expect(connections).toBeLessThanOrEqual(2);
  });

  it("waits through an informational answer for the real one", async () => {
    const server = await serve((_, response) => {
      response.writeEarlyHints({ link: "</a>; rel=preload" });
      response.writeHead(200).end("real");
    });
    expect(await client().send(get(`http://127.0.0.1:${server.port}/`))).toMatchObject({ status: 200, body: "real" });
  });
});

describe("the addresses a safe client refuses", () => {
  it.each([
    "http://127.0.0.1:PORT/",
    "http://localhost:PORT/",
    "http://2130706433:PORT/",
    "http://0x7f000001:PORT/",
    "http://0177.0.0.1:PORT/",
    "http://127.1:PORT/",
    "http://0.0.0.0:PORT/",
    "http://[::1]:PORT/",
    "http://[::]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://[::ffff:7f00:1]:PORT/",
    "http://[64:ff9b::127.0.0.1]:PORT/",
    "http://[2002:7f00:1::]:PORT/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
  ])("%s is never connected to", async (template) => {
    let connections = 0;
    const server = await serve((_, response) => response.end("secret"));
    server.on("connection", () => {
      connections += 1;
    });
    const url = template.replace("PORT", String(server.port));
    const error = await failureOf(client({ allowedTargets: [] }).send(get(url)));
    expect(error).toMatchObject({ reason: "refused_target", maybeSent: false });
    expect(error.message).toMatch(/is an? [a-z -]+ address.*may not be called from here/i);
    expect(connections).toBe(0);
  });

  it("are refused by what a name resolves to, whatever the name", async () => {
    const fetch = client({ allowedTargets: [], resolve: async () => ["10.1.2.3", "fe80::1"] });
    expect((await failureOf(fetch.send(get("http://public.example/")))).message).toContain(
      "public.example is a private address and a link-local address",
    );
  });

  it("are left out where a name has others too", async () => {
    const server = await serve((_, response) => response.end("ok"));
    const fetch = client({ allowedTargets: ["127.0.0.1"], resolve: async () => ["::1", "10.0.0.1", "127.0.0.1"] });
    expect((await fetch.send(get(`http://mixed.example:${server.port}/`))).body).toBe("ok");
  });

  it("are not reached by a name that answers anew once it was checked", async () => {
    let lookUps = 0;
    const server = await serve((_, response) => response.end("checked"));
    const resolve = async () => [["127.0.0.1"], ["127.0.0.2"]][lookUps++] ?? [];
    const fetch = client({ allowedTargets: ["127.0.0.1/32"], resolve });
    expect((await fetch.send(get(`http://rebinding.example:${server.port}/`))).body).toBe("checked");
    expect(lookUps).toBe(1);
  });

  it("are refused on a new connection though an older one to the same name was allowed", async () => {
    let lookUps = 0;
    const server = await serve((_, response) => response.setHeader("connection", "close").end("ok"));
    const resolve = async () => [["127.0.0.1"], ["127.0.0.2"]][lookUps++] ?? [];
    const fetch = client({ allowedTargets: ["127.0.0.1/32"], resolve });
    await fetch.send(get(`http://rebinding.example:${server.port}/`));
    expect((await failureOf(fetch.send(get(`http://rebinding.example:${server.port}/`)))).reason).toBe(
      "refused_target",
    );
  });

  it.each([
    ["http://user:secret@127.0.0.1/", "has a user name or password in it"],
    ["ftp://example.com/", "is not an http:// or https:// address"],
    ["file:///etc/passwd", "is not an http:// or https:// address"],
    ["//example.com/", "is not an http:// or https:// address"],
    ["http://", "is not an http:// or https:// address"],
  ])("%s cannot be called at all", async (url, message) => {
    const error = await failureOf(client().send(get(url)));
    expect(error).toMatchObject({ reason: "invalid_request", maybeSent: false });
    expect(error.message).toContain(message);
    expect(error.message).not.toContain("secret");
  });
});

describe("the allow-list of a safe client", () => {
  it.each([
    ["127.0.0.0/8", "127.0.0.1", true],
    ["127.0.0.1", "127.0.0.1", true],
    ["127.0.0.1/32", "localhost", true],
    ["10.0.0.0/8", "127.0.0.1", false],
    ["127.0.0.1:PORT", "127.0.0.1", true],
    ["LocalHost:PORT", "localhost", true],
    ["localhost:PORT", "127.0.0.1", false],
    ["localhost:1", "localhost", false],
    ["127.0.0.1:PORT", "[::ffff:127.0.0.1]", false],
    ["127.0.0.0/8", "[::ffff:127.0.0.1]", true],
  ])("%s lets %s be called: %s", async (target, host, isCalled) => {
    const server = await serve((_, response) => response.end("ok"));
    const fetch = client({ allowedTargets: [target.replace("PORT", String(server.port))] });
    const sending = fetch.send(get(`http://${host}:${server.port}/`));
    if (isCalled) expect((await sending).body).toBe("ok");
    else expect((await failureOf(sending)).reason).toBe("refused_target");
  });

  it("takes an IPv6 origin in any spelling", async () => {
    const server = await listening(
      createServer((_, response) => response.end("six")),
      "::1",
    );
    const fetch = client({ allowedTargets: [`[0:0:0:0:0:0:0:1]:${server.port}`] });
    expect((await fetch.send(get(`http://[::1]:${server.port}/`))).body).toBe("six");
  });

  it.each(["10.0.0.0/33", "example.com", "http://example.com", "host:port", ""])("refuses the entry %j", (target) => {
    expect(() => createSafeFetch({ allowedTargets: [target] })).toThrow(`"${target}" is neither a range`);
  });
});

describe("what a safe client refuses before it looks a name up", () => {
  it.each<[string, string[], string | null]>([
    ["https://a.example/", [], null],
    ["https://93.184.215.14/", [], null],
    ["http://10.1.2.3/", [], "10.1.2.3 is a private address"],
    ["http://10.1.2.3/", ["10.0.0.0/8"], null],
    ["http://10.1.2.3:81/", ["10.1.2.3:80"], "a private address"],
    ["http://10.1.2.3/", ["10.1.2.3:80"], null],
    ["https://10.1.2.3/", ["10.1.2.3:443"], null],
    ["http://0x7f.1/", [], "127.0.0.1 is a loopback address"],
    ["http://[::1]:4000/", [], "::1 is a loopback address"],
    ["http://[::1]:4000/", ["[::1]:4000"], null],
    ["http://[::ffff:7f00:1]/", [], "a loopback address"],
    ["http://[fe80::1]/", [], "a link-local address"],
    ["http://localhost/", [], "localhost is a loopback address"],
    ["http://LOCALHOST./", [], "a loopback address"],
    ["http://db.localhost/", [], "a loopback address"],
    ["http://localhost/", ["::1"], null],
    ["http://localhost:80/", ["localhost:80"], null],
    ["http://notlocalhost/", [], null],
  ])("%s with %j allowed: %s", async (url, allowedTargets, refusal) => {
    const fetch = createSafeFetch({ allowedTargets });
    if (refusal === null) expect(fetch.refusal(url)).toBeNull();
    else expect(fetch.refusal(url)).toContain(refusal);
    await fetch.close();
  });
});

describe("a safe client without an answer", () => {
  it("says that nothing was sent when the connection is refused", async () => {
    const { port } = await serve(() => undefined);
    await cleanUps.pop()?.();
    const error = await failureOf(client().send(get(`http://127.0.0.1:${port}/`)));
    expect(error).toMatchObject({ reason: "network", maybeSent: false });
    expect(error.message).toBe(`127.0.0.1:${port} could not be reached: the connection was refused (ECONNREFUSED).`);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it("says that nothing was sent when the name cannot be looked up", async () => {
    const resolve = async () => Promise.reject(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }));
    const error = await failureOf(client({ resolve }).send(get("http://nowhere.example/")));
    expect(error).toMatchObject({ reason: "network", maybeSent: false });
    expect(error.message).toContain("the name does not exist");
  });

  it("says that the request may have arrived when the connection breaks after it", async () => {
    const server = await serve((request) => request.socket.destroy());
    const error = await failureOf(
      client().send({ ...get(`http://127.0.0.1:${server.port}/`), method: "POST", body: "x" }),
    );
    expect(error).toMatchObject({ reason: "network", maybeSent: true });
  });

  it("says that the request may have arrived when the answer breaks off", async () => {
    const server = await serve((request, response) => {
      response.writeHead(200, { "Content-Length": "100" });
      response.write("half", () => request.socket.destroy());
    });
    expect(await failureOf(client().send(get(`http://127.0.0.1:${server.port}/`)))).toMatchObject({
      reason: "network",
      maybeSent: true,
    });
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ["that stays silent", () => undefined],
    ["that never finishes", (response) => response.writeHead(200).write("and then")],
  ])("gives up a receiver %s when the time is over, and closes the connection", async (_, answer) => {
    let closed: Promise<unknown> = Promise.resolve();
    const server = await serve((request, response) => {
      closed = once(request.socket, "close");
      answer(response);
    });
    const error = await failureOf(client().send({ ...get(`http://127.0.0.1:${server.port}/`), timeout: 50 }));
    expect(error).toMatchObject({ reason: "timeout", maybeSent: true });
    expect(error.message).toBe(`127.0.0.1:${server.port} did not answer within 50 ms.`);
    await closed;
  });

  it("never sends a request whose time was over before there was a connection", async () => {
    let release: (addresses: string[]) => void = () => undefined;
    const found = new Promise<string[]>((resolve) => {
      release = resolve;
    });
    const urls: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      urls.push(request.url);
      response.end();
    });
    const fetch = client({ resolve: () => found });
    const error = await failureOf(fetch.send({ ...get(`http://slow.example:${server.port}/late`), timeout: 20 }));
    expect(error).toMatchObject({ reason: "timeout", maybeSent: false });
    release(["127.0.0.1"]);
    await fetch.send(get(`http://slow.example:${server.port}/next`));
    expect(urls).toEqual(["/next"]);
  });

  it("stops at once when it is cancelled", async () => {
    const controller = new AbortController();
    const server = await serve(() => controller.abort(new Error("the user spoke")));
    const request = { ...get(`http://127.0.0.1:${server.port}/`), signal: controller.signal };
    const error = await failureOf(client().send(request));
    expect(error).toMatchObject({ reason: "cancelled", maybeSent: true, cause: { message: "the user spoke" } });
    expect(await failureOf(client().send(request))).toMatchObject({ reason: "cancelled", maybeSent: false });
  });

  it("reads a body of exactly 1 MiB, and not a byte more", async () => {
    const server = await serve((request, response) => {
      response.end("x".repeat(1024 * 1024 + (request.url === "/more" ? 1 : 0)));
    });
    const fetch = client();
    expect((await fetch.send(get(`http://127.0.0.1:${server.port}/`))).body).toHaveLength(1024 * 1024);
    expect(await failureOf(fetch.send(get(`http://127.0.0.1:${server.port}/more`)))).toMatchObject({
      reason: "too_large",
      maybeSent: true,
    });
  });

  it("says so when the body is compressed although it asked for plain text", async () => {
    const server = await serve((request, response) => {
      expect(request.headers["accept-encoding"]).toBe("identity");
      response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync("hello"));
    });
    expect(await failureOf(client().send(get(`http://127.0.0.1:${server.port}/`)))).toMatchObject({
      reason: "unreadable",
      maybeSent: true,
    });
  });

  it("refuses a header that would start a second one", async () => {
    const request = { ...get("http://127.0.0.1:1/"), headers: { "x-a": "1\r\nX-Evil: 2" } };
    expect(await failureOf(client().send(request))).toMatchObject({ reason: "invalid_request", maybeSent: false });
  });

  it("fails with a clear error once it is closed", async () => {
    const fetch = client();
    await fetch.close();
    expect(await failureOf(fetch.send(get("http://127.0.0.1:1/")))).toMatchObject({ reason: "network" });
  });

  it("names the host in the TLS handshake, and says that nothing was sent when that fails", async () => {
    let hello = "";
    const server = await listening(
      createRawServer((socket) => {
        socket.on("error", () => undefined);
        socket.once("data", (data) => {
          hello = data.toString("latin1");
          socket.destroy();
        });
      }),
    );
    const fetch = client({ resolve: async () => ["127.0.0.1"] });
    const error = await failureOf(fetch.send(get(`https://secure.example:${server.port}/path`)));
    expect(error).toMatchObject({ reason: "network", maybeSent: false });
    expect(hello).toContain("secure.example");
    expect(hello).not.toContain("/path");
  });
});
