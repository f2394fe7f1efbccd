import { describe, expect, it } from "vitest";
import { ClientCalls } from "./client-calls.ts";

const LONG = 60_000;

describe("the calls of a client that is given up", () => {
  it("are unknown, also those that come to be waited for afterwards", async () => {
    const calls = new ClientCalls();
    const waiting = calls.wait("call_a", LONG);
    calls.giveUp("It ended.");
    expect(await waiting).toMatchObject({ status: "unknown", error: expect.stringContaining("It ended.") });
    expect(await calls.wait("call_b", LONG)).toEqual(await waiting);
  });

  it("keep an answer that was there before", async () => {
    const calls = new ClientCalls();
    calls.answer("call_a", { status: "succeeded", result: 1 });
    calls.giveUp("It ended.");
    expect(await calls.wait("call_a", LONG)).toEqual({ status: "succeeded", result: 1 });
  });
});
