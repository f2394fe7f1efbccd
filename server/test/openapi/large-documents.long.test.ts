import { rm } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInThread } from "../../src/lib/thread-task.ts";
import { startTestApp, type TestApp, VERSION_HEADER } from "../../src/testing/app.ts";
import { startToolReceiver, type ToolReceiver } from "../http/tool-receiver.ts";

const OPERATIONS = 1_000;

/** As large as the largest that are published: 12 MiB, a thousand operations, each with schemas of its own. */
function largeDocument(): string {
  const field = (index: number) => [
    `field_${index}`,
    { type: "string", description: "What it is for. ".repeat(12), example: "x".repeat(60) },
  ];
  const properties = Object.fromEntries(Array.from({ length: 42 }, (_, index) => field(index)));
  const schemas = Object.fromEntries(
    Array.from({ length: OPERATIONS }, (_, index) => [`S${index}`, { type: "object", properties }]),
  );
  const content = (index: number) => ({ "application/json": { schema: { $ref: `#/components/schemas/S${index}` } } });
  const paths = Object.fromEntries(
    Array.from({ length: OPERATIONS }, (_, index) => [
      `/things/${index}`,
      {
        post: {
          operationId: `thing${index}`,
          requestBody: { required: true, content: content(index) },
          responses: { "200": { description: "OK", content: content(index) } },
        },
      },
    ]),
  );
  return JSON.stringify({ openapi: "3.1.0", info: { title: "Large", version: "1" }, paths, components: { schemas } });
}

describe("a document of 12 MiB", () => {
  let app: TestApp;
  let receiver: ToolReceiver;
  const text = largeDocument();
  beforeAll(async () => {
    receiver = await startToolReceiver();
    receiver.answer = () => ({ body: text });
    app = await startTestApp({ OPERATOR_ALLOWED_ADDRESSES: receiver.host });
  });
  afterAll(async () => {
    await app.stop();
    await receiver.close();
  });

  /** Measures how long everything else in this process has to wait at worst, in ms, and how long it all takes. */
  async function waiting(work: () => Promise<unknown>): Promise<{ worst: number; took: number }> {
    const started = performance.now();
    let last = started;
    let worst = 0;
    const clock = setInterval(() => {
      const now = performance.now();
      worst = Math.max(worst, now - last);
      last = now;
    }, 1);
    await work();
    clearInterval(clock);
    return { worst: Math.max(worst, performance.now() - last), took: performance.now() - started };
  }

  /** Calls without looking at the answer: what its reader does would be waited for here as well. */
  async function preview(payload: Buffer): Promise<{ status: number; bytes: number }> {
    const headers = { authorization: `Bearer ${app.key}`, "content-type": "application/json", ...VERSION_HEADER };
    return new Promise((resolve, reject) => {
      const call = request(`${app.url}/openapi_sources/preview`, { method: "POST", headers }, (response) => {
        let bytes = 0;
        response.on("data", (chunk: Buffer) => (bytes += chunk.length));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, bytes }));
      });
      call.on("error", reject);
      call.end(payload);
    });
  }

  it.each<[string, () => Record<string, unknown>]>([
    ["fetched", () => ({ url: `${receiver.url}/openapi.json`, base_url: receiver.url })],
    ["sent as text", () => ({ document: text, base_url: receiver.url })],
    ["sent as an object", () => ({ document: JSON.parse(text) as unknown, base_url: receiver.url })],
  ])(
    "is read while conversations go on: %s",
    async (_, given) => {
      expect(text.length).toBeGreaterThan(12 * 1024 * 1024);
      const payload = Buffer.from(JSON.stringify(given()));
      const { worst, took } = await waiting(async () => {
        const { status, bytes } = await preview(payload);
        expect(status).toBe(200);
        expect(bytes).toBeGreaterThan(1024 * 1024);
      });
      // It takes seconds; what waits for it is the copying of bytes.
      expect(worst).toBeLessThan(Math.max(500, took / 4));
    },
    60_000,
  );

  it("is imported and compared while conversations go on", async () => {
    let id = "";
    const body = { name: "Large", url: `${receiver.url}/openapi.json`, base_url: receiver.url };
    const importing = await waiting(async () => {
      const made = await app.call("POST", "/openapi_sources", body);
      expect(made.status, JSON.stringify(made.body).slice(0, 500)).toBe(200);
      expect(made.body["tool_count"]).toBe(OPERATIONS);
      id = made.body["id"] as string;
    });
    const comparing = await waiting(async () => {
      const compared = await app.call("POST", `/openapi_sources/${id}/compare`);
      expect(compared.body["operations"].every(({ change }: { change: string }) => change === "unchanged")).toBe(true);
    });
    expect(importing.worst).toBeLessThan(Math.max(500, importing.took / 4));
    expect(comparing.worst).toBeLessThan(Math.max(500, comparing.took / 4));
  }, 90_000);
});

describe("the built program of the thread", () => {
  const outDir = join(import.meta.dirname, "../../dist/thread-test");
  afterAll(() => rm(outDir, { recursive: true, force: true }));

  it("reads documents", async () => {
    const root = join(import.meta.dirname, "../..");
    await build({ root, logLevel: "silent", build: { ssr: "src/main.ts", outDir, emptyOutDir: true } });
    const file = pathToFileURL(join(outDir, "openapi-thread.js"));
    const task = { type: "body", body: Buffer.from('{"name":"Shop","document":{"openapi":"3.1.0"}}') };
    expect(await runInThread(file, task, { time: 20_000, memoryMegabytes: 200 })).toEqual({
      ok: true,
      value: { name: "Shop", document: '{"openapi":"3.1.0"}' },
    });
  }, 60_000);
});
