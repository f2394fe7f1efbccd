import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { plainUpgrades } from "./plain-upgrade.ts";

let server: Server;
let client: Socket;

afterEach(async () => {
  client.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Serves every upgrade plainly, with times a test can wait for, and connects to it. */
async function open(listener: RequestListener): Promise<() => string> {
  server = createServer({ requestTimeout: 200, headersTimeout: 200, connectionsCheckingInterval: 20 }, listener);
  const serve = plainUpgrades(server);
  server.on("upgrade", (message, socket, head) => serve({ message, socket, head }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  let received = "";
  client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  client.setEncoding("latin1").on("data", (text: string) => {
    received += text;
  });
  client.on("error", () => undefined);
  return () => received;
}

const HEAD = "Host: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAE\r\n";

it("a request comes through with all its headers, but for those that asked", async () => {
  const received = await open((request, response) =>
    response.end(JSON.stringify([request.url, ...request.rawHeaders])),
  );
  client.write(Buffer.from(`GET /a?b=%20 HTTP/1.1\r\n${HEAD}X-Name: J\xfcrg\r\nx-name: again\r\n\r\n`, "latin1"));
  const expected = [
    "/a?b=%20",
    "Host",
    "x",
    "Connection",
    "Upgrade, HTTP2-Settings",
    "X-Name",
    "Jürg",
    "x-name",
    "again",
  ];
  await expect.poll(received).toContain(Buffer.from(JSON.stringify(expected)).toString("latin1"));
});

it("a body that never comes is waited for no longer than any other", async () => {
  const received = await open((request, response) => request.on("end", () => response.end("all of it")).resume());
  const closed = new Promise((resolve) => client.once("close", resolve));
  client.write(`POST / HTTP/1.1\r\n${HEAD}Content-Length: 10\r\n\r\nhalf`);
  await closed;
  expect(received()).toContain("HTTP/1.1 408 Request Timeout");
});

it("answers go out in the order of the requests", async () => {
  let answerFirst = () => {};
  const received = await open((request, response) => {
    if (request.url === "/first") answerFirst = () => response.end("the first");
    else response.end("the second");
  });
  let hasCome = false;
  server.on("upgrade", () => {
    hasCome = true;
  });
  client.write(`GET /first HTTP/1.1\r\nHost: x\r\n\r\nGET /second HTTP/1.1\r\n${HEAD}\r\n`);
  await expect.poll(() => hasCome).toBe(true);
  expect(received()).toBe("");
  answerFirst();
  await expect.poll(received).toMatch(/the first.*the second/s);
});

it("a connection that breaks while a request waits for its turn harms nothing", async () => {
  let answered = 0;
  await open((request, response) => {
    response.once("close", () => {
      answered += 1;
    });
    if (request.url === "/second") response.end();
  });
  const isWaiting = new Promise((resolve) => server.on("upgrade", resolve));
  client.write(`GET /first HTTP/1.1\r\nHost: x\r\n\r\nGET /second HTTP/1.1\r\n${HEAD}\r\n`);
  await isWaiting;
  client.resetAndDestroy();
  await expect.poll(() => answered).toBe(1);
});
