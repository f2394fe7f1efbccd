import type { AddressInfo, Socket } from "node:net";
import { fastify } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import { afterAll, beforeAll, expect, it } from "vitest";
import { rateLimit } from "../lib/rate-limit.ts";
import { validator } from "./errors.ts";
import { addGate, type Credentials } from "./gate.ts";
import { jobsElsewhere, nodeJobRoutes } from "./node-jobs.ts";

const SECRET = "shared";
const JOB = { kind: "k", subject: "s", pool: "", holder: 1 };

const app = fastify();
const sockets: Socket[] = [];
let url: string;

beforeAll(async () => {
  app.setValidatorCompiler(validator);
  app.setSerializerCompiler(serializerCompiler);
  // No key is asked for.
  addGate(app, {} as Credentials, rateLimit(5));
  const kind = { kind: "k", concurrency: 1, perPool: 1, run: async () => ({ again: null, did: "worked" }) };
  await app.register(nodeJobRoutes(SECRET, [kind]));
  app.server.on("connection", (socket) => sockets.push(socket));
  await app.listen({ port: 0, host: "127.0.0.1" });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});

afterAll(() => app.close());

it("keeps nothing of the jobs that came over a connection which is kept", async () => {
  const run = jobsElsewhere(SECRET);
  const listeners = () => sockets.reduce((most, socket) => Math.max(most, socket.listenerCount("close")), 0);
  expect(await run(url, JOB, AbortSignal.timeout(10_000))).toEqual({ again: null, did: "worked" });
  const before = listeners();
  for (let count = 0; count < 20; count += 1) await run(url, JOB, AbortSignal.timeout(10_000));
  expect(sockets.length).toBeLessThan(10);
  expect(listeners()).toBe(before);
});

it("takes on however many jobs others bring, beyond what callers may ask for", async () => {
  const run = jobsElsewhere(SECRET);
  for (let count = 0; count < 10; count += 1) {
    expect(await run(url, JOB, AbortSignal.timeout(10_000))).toMatchObject({ did: "worked" });
  }
});

it("refuses what nobody of the installation has signed", async () => {
  const forged = jobsElsewhere("guessed")(url, JOB, AbortSignal.timeout(10_000));
  await expect(forged).rejects.toThrow("did not run");
});
