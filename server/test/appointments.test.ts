import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { signatureProblem } from "../../examples/appointments/request-signature.ts";
import {
  APPOINTMENT_TOOLS,
  type AppointmentServiceOptions,
  createAppointmentService,
} from "../../examples/appointments/service.ts";
import { compileSchema } from "../src/lib/json-schema.ts";
import { createSafeFetch } from "../src/lib/safe-fetch.ts";
import { signRequest } from "../src/lib/signature.ts";
import type { ToolOutcome } from "../src/ports/tool.ts";
import { callHttpTool } from "../src/runtime/http-tool.ts";

const KEY = "a signing key, clé";
/** A Thursday noon, local time as the shop's own. */
const NOW = new Date(2025, 5, 19, 12, 0);
const ADA = { name: "Ada Lovelace", service: "Haircut", date: "2025-06-20", time: "10:30" };

const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Shop {
  readonly origin: string;
  readonly server: Server;
  call(name: string, args: unknown, idempotencyKey?: string): Promise<ToolOutcome>;
  post(path: string, body: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

let calls = 0;

async function openShop(options: Partial<AppointmentServiceOptions> = {}): Promise<Shop> {
  const service = createAppointmentService({
    signingKeys: async () => [KEY],
    prefix: "/shop",
    now: () => NOW,
    ...options,
  });
  const server = createServer(service.listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fetcher = createSafeFetch({ allowedTargets: ["127.0.0.1"] });
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await fetcher.close();
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  cleanUps.push(close);
  return {
    origin,
    server,
    close,
    call: (name, args, idempotencyKey = `call_${++calls}`) => {
      const tool = service.tools.find((each) => each.name === name);
      if (tool === undefined) throw new Error(`There is no tool ${name}.`);
      return callHttpTool({
        tool: { ...tool, url: origin + tool.path },
        arguments: args,
        idempotencyKey,
        signingKeys: { current: KEY, next: null },
        fetch: fetcher,
        signal: new AbortController().signal,
        now: () => NOW.getTime(),
      });
    },
    post: (path, body, headers = {}) => {
      const signature = signRequest({
        url: `${options.origin ?? origin}${path}`,
        method: "POST",
        body,
        key: KEY,
        idempotencyKey: `call_${++calls}`,
        timestampSeconds: NOW.getTime() / 1_000,
      });
      return fetch(origin + path, { method: "POST", body, headers: { ...signature, ...headers } });
    },
  };
}

async function temporaryFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "appointments-"));
  cleanUps.push(() => rm(folder, { recursive: true }));
  return join(folder, "deep", "appointments.json");
}

async function listed(shop: Shop): Promise<unknown[]> {
  const response = await fetch(`${shop.origin}/shop/appointments`);
  return ((await response.json()) as { appointments: unknown[] }).appointments;
}

function resultOf(outcome: ToolOutcome): Record<string, unknown> {
  if (outcome.status !== "succeeded") throw new Error(outcome.error);
  return outcome.result as Record<string, unknown>;
}

function errorOf(outcome: ToolOutcome): string {
  if (outcome.status !== "failed") throw new Error(`The call has ${outcome.status}.`);
  return outcome.error;
}

describe("the appointment service", () => {
  it("books a free slot, which then is not free, and frees it when the appointment is cancelled", async () => {
    const shop = await openShop();
    const before = resultOf(await shop.call("find_free_slots", { date: ADA.date }));
    expect(before.free_slots).toContain("10:30");
    const booked = resultOf(await shop.call("book_appointment", { ...ADA, phone: "+44 20 7946 0000" }));
    expect(booked).toEqual({
      ...ADA,
      phone: "+44 20 7946 0000",
      confirmation_code: expect.stringMatching(/^[A-HJ-NP-Z2-9]{6}$/) as string,
      message: `Haircut for Ada Lovelace on Friday 20 June 2025 at 10:30. The confirmation code is ${booked.confirmation_code as string}.`,
    });
    const during = resultOf(await shop.call("find_free_slots", { date: ADA.date }));
    expect(during.free_slots).not.toContain("10:30");
    const spoken = String(booked.confirmation_code)
      .toLowerCase()
      .replace(/^(...)/, "$1-");
    const cancelled = resultOf(await shop.call("cancel_appointment", { confirmation_code: spoken }));
    expect(cancelled).toMatchObject({
      cancelled: true,
      message: "The haircut on Friday 20 June 2025 at 10:30 is cancelled.",
    });
    const after = resultOf(await shop.call("find_free_slots", { date: ADA.date }));
    expect(after.free_slots).toEqual(before.free_slots);
  });

  it.each<[string, object, string]>([
    ["yesterday", { date: "2025-06-18" }, "2025-06-18 is in the past. Today is 2025-06-19."],
    [
      "this morning",
      { date: "2025-06-19" },
      "10:30 is not free on 2025-06-19 any more. Free on that day: 12:30, 13:00,",
    ],
    ["a day next year and more", { date: "2026-06-20" }, "We book up to a year ahead, until 2026-06-19."],
    ["a Sunday", { date: "2025-06-22" }, "We are closed on that day. We are open Monday to Friday 09:00–18:00"],
    ["the evening", { time: "18:00" }, "18:00 is outside our hours."],
    ["a Saturday morning", { date: "2025-06-21", time: "09:30" }, "09:30 is outside our hours."],
    ["a quarter past", { time: "10:15" }, "Appointments start on the hour or at half past."],
    ["a time with seconds", { time: "10:30:00" }, "The time must be written HH:MM"],
    ["a name of blanks", { name: "  " }, "A name is needed, with at most 100 characters."],
    ["a phone number in words", { phone: "ask my mother" }, "The phone number must have 4 to 30 digits"],
  ])("refuses %s in words that help", async (_, change, words) => {
    const shop = await openShop();
    expect(errorOf(await shop.call("book_appointment", { ...ADA, ...change }))).toContain(words);
    expect(await listed(shop)).toEqual([]);
  });

  it.each<[string, string, string]>([
    [
      "an unknown service",
      '{"name":"Ada","service":"Perm","date":"2025-06-20","time":"10:30"}',
      "must be one of: Haircut, Colouring, Beard trim.",
    ],
    [
      "a day that does not exist",
      '{"name":"Ada","service":"haircut","date":"2025-02-30","time":"10:30"}',
      "must be a day of the calendar",
    ],
    [
      "a time that does not exist",
      '{"name":"Ada","service":"haircut","date":"2025-06-20","time":"25:00"}',
      "must be written HH:MM",
    ],
    ["a list", "[]", "The body must be a JSON object."],
    ["no JSON", "name=Ada", "The body must be a JSON object."],
  ])("checks for itself what the platform would not send: %s", async (_, body, words) => {
    const response = await (await openShop()).post("/shop/appointments", body);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(words);
  });

  it("gives a slot to one of two who ask at once, and tells the other what is free", async () => {
    const shop = await openShop();
    const outcomes = await Promise.all(
      ["Ada", "Bea", "Cyd"].map((name) => shop.call("book_appointment", { ...ADA, name })),
    );
    expect(outcomes.filter(({ status }) => status === "succeeded")).toHaveLength(1);
    const refused = outcomes.filter(({ status }) => status === "failed").map(errorOf);
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatch(
      /10:30 is not free on 2025-06-20 any more. Free on that day: 09:00, .*11:00.* \(409 Conflict\)$/,
    );
    expect(await listed(shop)).toHaveLength(1);
  });

  it("does nothing twice under one idempotency key, and answers the same again", async () => {
    const shop = await openShop();
    const outcomes = await Promise.all([1, 2, 3].map(() => shop.call("book_appointment", ADA, "call_same")));
    expect(outcomes[0]?.status).toBe("succeeded");
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await listed(shop)).toHaveLength(1);
    const other = await shop.call("book_appointment", { ...ADA, time: "15:00" }, "call_same");
    expect(errorOf(other)).toContain("Another request was made under the key call_same. (422");
  });

  it("remembers answers for a day, not for ever", async () => {
    let now = NOW;
    const file = await temporaryFile();
    const shop = await openShop({ file, now: () => now });
    const call = (idempotencyKey: string, time: string) => {
      const body = JSON.stringify({ ...ADA, date: "2025-06-25", time });
      const url = `${shop.origin}/shop/appointments`;
      const timestampSeconds = now.getTime() / 1_000;
      const headers = signRequest({ url, method: "POST", body, key: KEY, idempotencyKey, timestampSeconds });
      return fetch(url, { method: "POST", body, headers });
    };
    expect((await call("call_old", "10:00")).status).toBe(201);
    now = new Date(NOW.getTime() + 25 * 60 * 60 * 1_000);
    expect((await call("call_new", "11:00")).status).toBe(201);
    const kept = JSON.parse(await readFile(file, "utf8")) as { answers: object; appointments: object[] };
    expect(Object.keys(kept.answers)).toEqual(["call_new"]);
    expect(kept.appointments).toHaveLength(2);
  });

  it("finds its appointments and its answers again after a restart", async () => {
    const file = await temporaryFile();
    const first = await openShop({ file });
    const booked = await first.call("book_appointment", ADA, "call_once");
    await first.close();
    const second = await openShop({ file });
    expect(await second.call("book_appointment", ADA, "call_once")).toEqual(booked);
    expect(await listed(second)).toEqual([{ date: ADA.date, time: ADA.time, service: "Haircut", name: "Ada" }]);
    expect(errorOf(await second.call("book_appointment", ADA))).toContain("is not free");
  });

  it("writes its file whole, readable by its owner only, and leaves nothing beside it", async () => {
    const file = await temporaryFile();
    await (await openShop({ file })).call("book_appointment", ADA);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(file, ".."))).toEqual(["appointments.json"]);
  });

  it("books nothing that it cannot write down", async () => {
    const file = await temporaryFile();
    const shop = await openShop({ file });
    await rm(join(file, ".."), { recursive: true });
    const response = await shop.post("/shop/appointments", JSON.stringify(ADA));
    expect(response.status).toBe(500);
    expect(await listed(shop)).toEqual([]);
  });

  it("accepts both keys while they overlap, and each only as long as it is given", async () => {
    let keys = [KEY];
    const shop = await openShop({ signingKeys: async () => keys });
    const look = () => shop.call("find_free_slots", { date: "2025-07-01" });
    keys = [KEY, "next"];
    expect((await look()).status).toBe("succeeded");
    keys = ["former", KEY];
    expect((await look()).status).toBe("succeeded");
    keys = ["next"];
    expect(errorOf(await look())).toContain("X-Signature does not match");
  });

  it("does not start over a file that it cannot read", async () => {
    const file = join(await temporaryFile(), "..", "..", "broken.json");
    await writeFile(file, '{"appointments":');
    expect(() => createAppointmentService({ signingKeys: async () => [KEY], file })).toThrow(`${file} cannot be read`);
  });

  it("shows a person who comes when, and no more than that", async () => {
    const shop = await openShop();
    await shop.call("book_appointment", { ...ADA, phone: "020 7946 0000" });
    await shop.call("book_appointment", { ...ADA, name: "Bob", time: "09:00" });
    expect(await listed(shop)).toEqual([
      { date: ADA.date, time: "09:00", service: "Haircut", name: "Bob" },
      { date: ADA.date, time: "10:30", service: "Haircut", name: "Ada" },
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ["no signature", { "X-Signature": "" }],
    ["another's signature", { "X-Signature": "0".repeat(64) }],
    ["an old timestamp", { "X-Timestamp": String(NOW.getTime() / 1_000 - 60) }],
    ["another key", { "X-Idempotency-Key": "call_other" }],
  ])("turns away a request with %s", async (_, headers) => {
    const shop = await openShop();
    const response = await shop.post("/shop/appointments", JSON.stringify(ADA), headers);
    expect(response.status).toBe(401);
    expect(await listed(shop)).toEqual([]);
  });

  it("turns away an unsigned look at the free slots", async () => {
    const shop = await openShop();
    expect((await fetch(`${shop.origin}/shop/slots?date=2025-06-20`)).status).toBe(401);
  });

  it("checks the signature against the address that callers use when that is another", async () => {
    const shop = await openShop({ origin: "https://shop.example" });
    expect((await shop.post("/shop/appointments", JSON.stringify(ADA))).status).toBe(201);
    expect(errorOf(await shop.call("find_free_slots", { date: ADA.date }))).toContain("X-Signature does not match");
  });

  it.each([
    ["GET", "/", 404],
    ["GET", "/shop", 404],
    ["GET", "/slots", 404],
    ["DELETE", "/shop/appointments", 404],
    ["POST", "/shop/slots", 404],
  ])("has nothing at %s %s", async (method, path, status) => {
    const shop = await openShop();
    expect((await fetch(shop.origin + path, { method })).status).toBe(status);
  });

  it("refuses a body of more than 64 KiB", async () => {
    const shop = await openShop();
    expect((await shop.post("/shop/appointments", "x".repeat(64 * 1024 + 1))).status).toBe(413);
  });
});

describe("the signature check of the appointment service", () => {
  const at = NOW.getTime() / 1_000;

  it.each([
    "",
    "b=2&a=1",
    "date=2025-07-01&q=caf%C3%A9+%F0%9F%98%80",
    "%EE%80%80=private&%F0%9F%98%80=astral&z=1",
    "c=%00%08%09%0A%0C%0D%1F%7F%80%22%5C/",
    "tag=b&tag=a&empty=",
  ])("agrees with the platform's signature of GET ?%s", (query) => {
    const url = `http://shop.example/slots?${query}`;
    const signed = signRequest({ url, method: "GET", key: KEY, idempotencyKey: "call_1", timestampSeconds: at });
    const headers = Object.fromEntries(Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]));
    const request = { method: "GET", url: new URL(url), headers, body: Buffer.alloc(0) };
    expect(signatureProblem(request, [KEY], NOW)).toBeNull();
    expect(signatureProblem({ ...request, url: new URL(`${url}&more=1`) }, [KEY], NOW)).toContain("does not match");
  });

  it.each([
    [-31, false],
    [-30, true],
    [30, true],
    [31, false],
  ])("takes a timestamp %i s off: %s", (off, isTaken) => {
    const url = "http://shop.example/slots";
    const signed = signRequest({ url, method: "GET", key: KEY, idempotencyKey: "call_1", timestampSeconds: at + off });
    const headers = Object.fromEntries(Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]));
    const problem = signatureProblem({ method: "GET", url: new URL(url), headers, body: Buffer.alloc(0) }, [KEY], NOW);
    expect(problem === null).toBe(isTaken);
  });
});

describe("the tools of the appointment service", () => {
  it("can each be asked for, field by field", () => {
    expect(APPOINTMENT_TOOLS.map(({ name }) => name)).toEqual([
      "find_free_slots",
      "book_appointment",
      "cancel_appointment",
    ]);
    for (const { input_schema } of APPOINTMENT_TOOLS) {
      expect(() => compileSchema(input_schema)).not.toThrow();
      for (const property of Object.values(input_schema.properties as Record<string, object>)) {
        expect(property).toMatchObject({
          title: expect.any(String) as string,
          description: expect.any(String) as string,
        });
      }
    }
  });
});
