import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { WebSocket } from "ws";
import { startTestApp } from "../../src/testing/app.ts";

/** Tries to open a session; resolves with the code it is closed with, or the answer that refuses its handshake. */
function attempt(url: string): Promise<number | IncomingMessage> {
  const socket = new WebSocket(url);
  return new Promise((resolve) => {
    socket.on("error", () => undefined).once("close", resolve);
    socket.once("unexpected-response", (_request, answer) => {
      resolve(answer);
      answer.destroy();
    });
  });
}

it("sessions are refused before their handshake once an address has tried too many, keys and tokens alike", async () => {
  const app = await startTestApp({ OPERATOR_RATE_LIMIT: "5" });
  try {
    const { id, channel } = await app.converse(await app.makeAgent("Answer."));
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await attempt(`${channel.session_url}?token=ot_guess${guess}`)).toBe(4401);
    }
    const refused = (await attempt(`${channel.session_url}?token=${channel.token}`)) as IncomingMessage;
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(60);
    // One limit for both: what sessions used up, requests that carry a token cannot use.
    expect((await fetch(`${app.url}/conversations/${id}?token=ot_guess`)).status).toBe(429);
    expect((await app.call("GET", `/conversations/${id}`)).status).toBe(200);
  } finally {
    await app.stop();
  }
});
