import { describe, expect, it } from "vitest";
import {
  createSafeFetch,
  SafeFetchError,
  type SafeFetchFailure,
  type SafeRequest,
  type SafeResponse,
} from "../lib/safe-fetch.ts";
import { verifyRequest } from "../lib/signature.ts";
import type { HttpTool } from "../ports/tool.ts";
import { callHttpTool, type HttpToolCall } from "./http-tool.ts";

const START = 1_750_000_000_000;

const BOOK: HttpTool = {
  name: "book",
  description: "Books an appointment.",
  method: "POST",
  url: "https://shop.example/appointments",
  input_schema: { type: "object", properties: { date: { type: "string", format: "date" } }, required: ["date"] },
};
const LOOK: HttpTool = { ...BOOK, name: "look", method: "GET" };

type Step = SafeResponse | SafeFetchError | ((request: SafeRequest) => SafeResponse | SafeFetchError);

function answer(status: number, body: unknown = "", headers: Record<string, string> = {}): SafeResponse {
  return { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) };
}

function silence(reason: SafeFetchFailure, maybeSent: boolean): SafeFetchError {
  return new SafeFetchError(reason, `shop.example had a ${reason}.`, { maybeSent });
}

/** A receiver that answers as the script says, on a clock that only waiting moves. It refuses unscripted attempts. */
function scripted(steps: Step[], changes: Partial<HttpToolCall> = {}) {
  const sent: SafeRequest[] = [];
  const waits: number[] = [];
  let now = START;
  const controller = new AbortController();
  const call: HttpToolCall = {
    tool: BOOK,
    arguments: { date: "2025-07-01" },
    idempotencyKey: "call_1",
    signingKeys: { current: "k3y", next: "n3xt" },
    signal: controller.signal,
    now: () => now,
    random: () => 0.5,
    wait: async (duration, signal) => {
      waits.push(duration);
      now += duration;
      signal.throwIfAborted();
    },
    fetch: {
      send: async (request) => {
        sent.push(request);
        const step = steps.shift();
        if (step === undefined) throw new Error("An attempt that is not in the script.");
        const outcome = typeof step === "function" ? step(request) : step;
        if (outcome instanceof SafeFetchError) throw outcome;
        return outcome;
      },
    },
    ...changes,
  };
  const run = async () => {
    const outcome = await callHttpTool(call);
    expect(steps).toEqual([]);
    return outcome;
  };
  return { run, sent, waits, controller, advance: (duration: number) => (now += duration) };
}

describe("a tool call", () => {
  it.each<[string, unknown]>([
    ['{"confirmation_code":"A1"}', { confirmation_code: "A1" }],
    ["", null],
    ["done", "done"],
    ["[1]", [1]],
    ["{broken", "{broken"],
    [`${"[".repeat(5_000)}${"]".repeat(5_000)}`, `${"[".repeat(5_000)}${"]".repeat(5_000)}`],
  ])("that is answered %.30s has its result", async (body, result) => {
    expect(await scripted([answer(200, body)]).run()).toEqual({ status: "succeeded", result });
  });

  it("is signed over exactly what is sent", async () => {
    for (const tool of [BOOK, LOOK]) {
      const { run, sent } = scripted([answer(200)], { tool });
      await run();
      const headers = Object.fromEntries(
        Object.entries(sent[0]?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
      );
      const received = { ...(sent[0] as SafeRequest), headers, keys: ["k3y"], nowSeconds: START / 1_000 };
      expect(verifyRequest(received)).toEqual({ valid: true });
      expect(headers["x-idempotency-key"]).toBe("call_1");
      expect(headers["webhook-signature"]).toMatch(/^v1,\S{44} v1,\S{44}$/);
    }
  });

  it("with arguments that do not fit sends nothing and says what is wrong", async () => {
    expect(await scripted([], { arguments: { date: "tomorrow" } }).run()).toEqual({
      status: "failed",
      error:
        'The arguments of book do not fit, so nothing was sent. "date" must be a date written YYYY-MM-DD. Correct them and call it again.',
    });
  });

  it("that fails is repeated under the same key with a fresh timestamp, after growing pauses", async () => {
    const { run, sent, waits } = scripted([
      silence("network", false),
      answer(503),
      answer(429),
      answer(408),
      answer(500),
      answer(200, "ok"),
    ]);
    expect(await run()).toEqual({ status: "succeeded", result: "ok" });
    expect(waits).toEqual([100, 200, 400, 800, 1_600]);
    const headers = sent.map((request) => request.headers ?? {});
    expect(new Set(headers.map((each) => each["X-Idempotency-Key"]))).toEqual(new Set(["call_1"]));
    expect(headers.map((each) => Number(each["X-Timestamp"]) - START / 1_000)).toEqual([0, 0, 0, 0, 1, 3]);
    expect(headers[5]?.["X-Signature"]).not.toBe(headers[0]?.["X-Signature"]);
  });

  it("waits as long as the receiver asks, and gives up at once when that is too long", async () => {
    const patient = scripted([answer(429, "", { "retry-after": "4" }), answer(200, "ok")]);
    expect((await patient.run()).status).toBe("succeeded");
    expect(patient.waits).toEqual([4_000]);
    const hopeless = scripted([answer(503, "", { "retry-after": "3600" })]);
    expect(await hopeless.run()).toEqual({
      status: "failed",
      error: "book failed: it answered 503 Service Unavailable.",
    });
    expect(hopeless.waits).toEqual([]);
  });

  it.each<[number | undefined, number]>([
    [undefined, 15_000],
    [1_000, 1_000],
    [3_600_000, 300_000],
  ])("with a time limit of %s has %i ms for all its attempts together", async (time_limit, limit) => {
    const tool = time_limit === undefined ? BOOK : { ...BOOK, time_limit };
    const { run, sent, waits, advance } = scripted(
      [
        () => {
          advance(600);
          return answer(500);
        },
        () => {
          advance(limit);
          return answer(500);
        },
      ],
      { tool },
    );
    expect((await run()).status).toBe("failed");
    expect(sent.map((request) => request.timeout)).toEqual([limit, limit - 700]);
    expect(waits).toEqual([100]);
  });

  it.each<[string, SafeResponse, string]>([
    [
      "a message",
      answer(409, { message: "10:00 is taken. Free: 10:30." }),
      "10:00 is taken. Free: 10:30. (409 Conflict)",
    ],
    ["a nested message", answer(400, { error: { code: 7, message: "No such day" } }), "No such day. (400 Bad Request)"],
    ["an error text", answer(403, { error: "Not yours" }), "Not yours. (403 Forbidden)"],
    [
      "a problem document",
      answer(422, { title: "Invalid", detail: "Too far ahead!" }),
      "Too far ahead! (422 Unprocessable Entity)",
    ],
    [
      "a list of faults",
      answer(422, { detail: [{ loc: ["a"], msg: "a is short" }, { msg: "b is long" }] }),
      "a is short; b is long. (422 Unprocessable Entity)",
    ],
    ["some other object", answer(400, { code: 12 }), '{"code":12}. (400 Bad Request)'],
    ["plain text", answer(404, "no such\n appointment"), "no such appointment. (404 Not Found)"],
    ["nothing", answer(401), "it answered 401 Unauthorized."],
    ["a page", answer(404, "<!doctype html><h1>Oops</h1>"), "it answered 404 Not Found."],
    ["a page by its type", answer(404, "Oops", { "content-type": "text/html" }), "it answered 404 Not Found."],
    ["an unknown status", answer(499), "it answered 499."],
    [
      "absurdly deep JSON",
      answer(400, `${"[".repeat(5_000)}${"]".repeat(5_000)}`),
      `${"[".repeat(500)}… (400 Bad Request)`,
    ],
  ])("that is refused with %s fails at once with the receiver's words", async (...[, response, words]) => {
    expect(await scripted([response]).run()).toEqual({ status: "failed", error: `book was refused: ${words}` });
  });

  it("that is redirected fails, and says what to do", async () => {
    const outcome = await scripted([answer(308, "", { location: "https://shop.example/v2" })]).run();
    expect(outcome).toMatchObject({ status: "failed" });
    expect(outcome).toMatchObject({
      error: expect.stringContaining("a redirect to https://shop.example/v2") as string,
    });
  });

  it.each<[SafeFetchFailure]>([["timeout"], ["too_large"], ["unreadable"], ["cancelled"]])(
    "that ends with %s after it was sent is of unknown fate, and a GET has failed",
    async (reason) => {
      expect(await scripted([silence(reason, true)]).run()).toEqual({
        status: "unknown",
        error: `book failed: shop.example had a ${reason}. It may or may not have been carried out; do not repeat it without asking.`,
      });
      expect(await scripted([silence(reason, true)], { tool: LOOK }).run()).toEqual({
        status: "failed",
        error: `look failed: shop.example had a ${reason}.`,
      });
    },
  );

  it.each<[SafeFetchFailure]>([["timeout"], ["cancelled"], ["refused_target"], ["invalid_request"]])(
    "that ends with %s before it was sent has failed",
    async (reason) => {
      expect((await scripted([silence(reason, false)]).run()).status).toBe("failed");
    },
  );

  it("stays of unknown fate when a later attempt did not get through, or was refused", async () => {
    const tool = { ...BOOK, time_limit: 250 };
    const unreached = scripted([silence("network", true), silence("network", false)], { tool });
    expect(await unreached.run()).toMatchObject({
      status: "unknown",
      error: expect.stringContaining("It was tried 2 times. It may or may not") as string,
    });
    const refused = scripted([answer(504), answer(409, { message: "10:00 is taken." })]);
    expect(await refused.run()).toEqual({
      status: "unknown",
      error:
        "book was refused: 10:00 is taken. (409 Conflict) An earlier attempt had no clear answer. It may or may not have been carried out; do not repeat it without asking.",
    });
  });

  it("is settled by an answer to a later attempt", async () => {
    const { run } = scripted([silence("network", true), answer(200, { code: "A1" })]);
    expect(await run()).toEqual({ status: "succeeded", result: { code: "A1" } });
  });

  it("is not tried again once it is cancelled", async () => {
    const { run, controller } = scripted([
      () => {
        controller.abort();
        return answer(500, "broken");
      },
    ]);
    expect(await run()).toEqual({ status: "failed", error: "book failed: broken. (500 Internal Server Error)" });
  });

  it("stops waiting for its next attempt as soon as it is cancelled", async () => {
    const controller = new AbortController();
    const { wait: _, ...call } = {
      tool: { ...BOOK, time_limit: 200_000 },
      arguments: { date: "2025-07-01" },
      idempotencyKey: "call_1",
      signingKeys: { current: "k3y", next: "n3xt" },
      signal: controller.signal,
      now: Date.now,
      wait: undefined,
      fetch: {
        send: async () => {
          setImmediate(() => controller.abort());
          return answer(503, "", { "retry-after": "100" });
        },
      },
    };
    expect((await callHttpTool(call)).status).toBe("failed");
  });
});

describe("a call that the user interrupts", () => {
  const interrupted = () => {
    const controller = new AbortController();
    return { controller, unsent: controller.signal };
  };
  const NOT_SENT = "book was not sent, because the user interrupted; nothing happened.";
  const NOT_AGAIN = "book was not sent again after it failed, because the user interrupted; nothing happened.";

  it("before it began is not sent, with the real client as well", async () => {
    const fetch = createSafeFetch({ allowedTargets: [] });
    const { run } = scripted([], { unsent: AbortSignal.abort(), fetch });
    expect(await run()).toEqual({ status: "failed", error: NOT_SENT });
    await fetch.close();
  });

  it("while it waits for a connection is not sent", async () => {
    const { controller, unsent } = interrupted();
    const { run } = scripted(
      [
        () => {
          controller.abort();
          return silence("cancelled", false);
        },
      ],
      { unsent },
    );
    expect(await run()).toEqual({ status: "failed", error: NOT_SENT });
  });

  it.each<[string, Step, string]>([
    ["could not be reached", silence("network", false), NOT_SENT],
    ["was told to come later", answer(429), NOT_AGAIN],
    ["was told of a fault", answer(500), NOT_AGAIN],
  ])("after it %s is not sent again", async (_what, step, error) => {
    const { controller, unsent } = interrupted();
    const { run, waits } = scripted(
      [
        () => {
          controller.abort();
          return step as SafeResponse;
        },
      ],
      { unsent },
    );
    expect(await run()).toEqual({ status: "failed", error });
    expect(waits).toHaveLength(1);
  });

  it("stops waiting for its next attempt at once", async () => {
    const { controller, unsent } = interrupted();
    const { wait: _, ...call } = {
      tool: { ...BOOK, time_limit: 200_000 },
      arguments: { date: "2025-07-01" },
      idempotencyKey: "call_1",
      signingKeys: { current: "k3y", next: null },
      signal: new AbortController().signal,
      unsent,
      now: Date.now,
      wait: undefined,
      fetch: {
        send: async () => {
          setImmediate(() => controller.abort());
          return answer(503, "", { "retry-after": "100" });
        },
      },
    };
    expect(await callHttpTool(call)).toEqual({ status: "failed", error: NOT_AGAIN });
  });

  it.each<[string, Step]>([
    ["whose connection broke", silence("network", true)],
    ["that a gateway lost", answer(504)],
  ])("after an attempt %s goes on, for it may have been carried out", async (_what, step) => {
    const { controller, unsent } = interrupted();
    const { run, sent } = scripted(
      [
        () => {
          controller.abort();
          return step as SafeResponse;
        },
        answer(200, { code: "A1" }),
      ],
      { unsent },
    );
    expect(await run()).toEqual({ status: "succeeded", result: { code: "A1" } });
    expect(sent.map((request) => request.unsent)).toEqual([unsent, undefined]);
  });

  it("after it was answered has its answer", async () => {
    const { controller, unsent } = interrupted();
    const { run } = scripted(
      [
        () => {
          controller.abort();
          return answer(200, "ok");
        },
      ],
      { unsent },
    );
    expect(await run()).toEqual({ status: "succeeded", result: "ok" });
  });
});

describe("what a receiver gives back of the tool's own headers", () => {
  const tool = {
    ...BOOK,
    headers: { Authorization: "Bearer planted-secret", "X-Key": 'quo"ted-key', Accept: "application/json" },
  };
  it.each<[string, unknown, unknown]>([
    ["a result", { got: "Bearer planted-secret" }, { got: "[secret]" }],
    ["a result with the bare token", "=planted-secret=", "=[secret]="],
    ["JSON that escapes it", { got: 'quo"ted-key' }, { got: "[secret]" }],
    ["nothing that keeps no secret", { got: "application/json" }, { got: "application/json" }],
  ])("is taken out of %s", async (_what, body, result) => {
    expect(await scripted([answer(200, body)], { tool }).run()).toEqual({ status: "succeeded", result });
  });

  it("is taken out of a refusal", async () => {
    const outcome = await scripted([answer(401, { message: "planted-secret is no key" })], { tool }).run();
    expect(outcome).toEqual({ status: "failed", error: "book was refused: [secret] is no key. (401 Unauthorized)" });
  });
});
