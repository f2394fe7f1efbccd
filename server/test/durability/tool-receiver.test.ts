import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signRequest } from "../../src/lib/signature.ts";
import { ToolReceiver } from "./tool-receiver.ts";

const KEY = "op_sign_test";
let folder: string;
let receiver: ToolReceiver;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "operator-receiver-test-"));
  receiver = new ToolReceiver({ file: join(folder, "record.jsonl"), random: () => 0.5 });
  receiver.trust(KEY);
  await receiver.start();
});

afterAll(async () => {
  await receiver.crash();
  await rm(folder, { recursive: true });
});

/** Calls the receiver as the platform would; resolves with the status, or null when there was no whole answer. */
async function call(idempotencyKey: string, act: string, key = KEY): Promise<number | null> {
  const url = `${receiver.url}/notes`;
  const body = JSON.stringify({ note: `0-abc-${idempotencyKey}`, act });
  const timestampSeconds = Math.floor(Date.now() / 1_000);
  const headers = signRequest({ url, method: "POST", body, key, idempotencyKey, timestampSeconds });
  try {
    const answer = await fetch(url, { method: "POST", body, headers });
    await answer.text();
    return answer.status;
  } catch {
    return null;
  }
}

const effectsOf = (key: string) =>
  receiver.record.effects.filter(({ idempotencyKey }) => idempotencyKey === key).length;

describe("the receiver of the soak's calls", () => {
  it.each([
    ["ok", [200, 200], 1],
    ["refuse", [422, 422], 0],
    ["busy", [429, 200], 1],
    ["dropped", [null, 200], 1],
    ["lost_answer", [null, 200], 1],
    ["gateway", [502, 200], 1],
    ["cut", [null, 200], 1],
    ["conflict", [null, 409], 1],
    ["lost", [null, null], 1],
  ] as const)("plays %s, and makes one effect at most", async (act, answers, effects) => {
    for (const answer of answers) expect(await call(act, act)).toBe(answer);
    expect(effectsOf(act)).toBe(effects);
  });

  it("knows after a crash what it had done before", async () => {
    expect(await call("before", "lost_answer")).toBeNull();
    await receiver.crash();
    expect(await call("before", "lost_answer")).toBeNull();
    await receiver.start();
    expect(await call("before", "lost_answer")).toBe(200);
    expect(effectsOf("before")).toBe(1);
    expect(receiver.record.requests.filter(({ idempotencyKey }) => idempotencyKey === "before")).toMatchObject([
      { attempt: 1, signatureProblem: null },
      { attempt: 2, signatureProblem: null },
    ]);
  });

  it("tells whose signature is no good", async () => {
    await call("forged", "ok", "another key");
    expect(receiver.record.requests.at(-1)).toMatchObject({
      signatureProblem: expect.stringMatching(/does not match/),
    });
  });
});
