import { once } from "node:events";
import { afterEach, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { logged } from "./log-reader.ts";

const STRANGER = "203.0.113.9";
const OTHER = "203.0.113.10";
const LIMIT = 3;
let app: TestApp | undefined;

afterEach(() => app?.stop());

async function startBehind(proxies: string): Promise<TestApp> {
  app = await startTestApp({ OPERATOR_TRUSTED_PROXIES: proxies, OPERATOR_RATE_LIMIT: String(LIMIT) });
  return app;
}

async function statusesFrom(forwarded: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let left = times; left > 0; left -= 1) {
    const answer = await app?.call("GET", "/account", undefined, { "x-forwarded-for": forwarded });
    statuses.push(answer?.status ?? 0);
  }
  return statuses;
}

/** Says what an upgrade from there is answered with: 101, or the status of its refusal. */
async function upgradedFrom(forwarded: string, path: string): Promise<number> {
  const url = `${String(app?.url).replace("http", "ws")}${path}`;
  const socket = new WebSocket(url, { headers: { "x-forwarded-for": forwarded } });
  socket.on("error", () => undefined);
  const refused = once(socket, "unexpected-response") as Promise<[unknown, { statusCode: number }]>;
  const opened = once(socket, "open").then(() => 101);
  const status = await Promise.race([opened, refused.then(([, { statusCode }]) => statusCode)]);
  socket.terminate();
  return status;
}

it("counts callers behind a trusted proxy by their own address, over HTTP and over WebSockets", async () => {
  await startBehind("127.0.0.1");
  expect(await statusesFrom(STRANGER, LIMIT + 1)).toEqual([200, 200, 200, 429]);
  const paths = ["session", "supervision"].map((room) => `/conversations/conv_0/${room}?token=x`);
  for (const path of [...paths, "/carriers/twilio/media/1"]) expect(await upgradedFrom(STRANGER, path)).toBe(429);
  expect(await upgradedFrom(OTHER, paths[0] as string)).toBe(101);
  expect(await statusesFrom(`${STRANGER}, ${OTHER}`, 1)).toEqual([200]);
});

it("believes no header that comes from elsewhere", async () => {
  await startBehind("10.0.0.0/8");
  expect(await statusesFrom(STRANGER, 2)).toEqual([200, 200]);
  expect(await statusesFrom(OTHER, 2)).toEqual([200, 429]);
});

it("believes no header where no proxy is named", async () => {
  await startBehind("");
  expect(await statusesFrom(STRANGER, LIMIT)).toEqual([200, 200, 200]);
  expect(await statusesFrom(OTHER, 1)).toEqual([429]);
});

it("writes the caller's own address into the log of sign-ins", async () => {
  app = await startTestApp({ OPERATOR_TRUSTED_PROXIES: "127.0.0.1" });
  const signIn = { email: "nobody@example.com", password: "guessed" };
  const headers = { "x-forwarded-for": `192.0.2.1, ${STRANGER}`, "sec-fetch-site": "same-origin" };
  expect((await app.call("POST", "/account/sign_in", signIn, headers)).status).toBe(401);
  expect(await logged(app, "kind=sign_in")).toMatchObject([{ details: { method: "password", address: STRANGER } }]);
});

it("locks out the address that guesses, and not the proxy that all come through", async () => {
  app = await startTestApp({ OPERATOR_TRUSTED_PROXIES: "127.0.0.1" });
  const guess = async (from: string, name: string) => {
    const headers = { "x-forwarded-for": from, "sec-fetch-site": "same-origin" };
    const body = { email: `${name}@example.com`, password: "guessed" };
    return (await app?.call("POST", "/account/sign_in", body, headers))?.status;
  };
  const guesses = Array.from({ length: 51 }, (_, index) => guess(STRANGER, `person-${index}`));
  expect((await Promise.all(guesses)).filter((status) => status === 429)).toHaveLength(1);
  expect(await guess(OTHER, "person-52")).toBe(401);
});
