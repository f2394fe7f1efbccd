import { connect } from "node:net";
import { expect, it } from "vitest";
import { startTestApp } from "../../src/testing/app.ts";

/** Opens a session on a connection that never reads again nor answers a close. */
function deafSession(url: string): Promise<void> {
  const { hostname, port, pathname, search } = new URL(url);
  const head = [
    `GET ${pathname}${search} HTTP/1.1`,
    `Host: ${hostname}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  ];
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${head.join("\r\n")}\r\n\r\n`));
    socket.on("error", reject).once("data", () => {
      socket.pause().off("error", reject);
      socket.on("error", () => undefined);
      resolve();
    });
  });
}

it("a platform that stops does not wait for sessions that do not answer", async () => {
  const app = await startTestApp();
  const { channel } = await app.converse(await app.makeAgent("Answer."));
  await deafSession(`${channel.session_url}?token=${channel.token}`);
  // It would wait for ever: the runner's limit ends the test then.
  await expect(app.stop()).resolves.toBeUndefined();
});
