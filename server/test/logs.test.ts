import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../src/db/database.ts";
import { insertLogs, type NewLogRow } from "../src/db/logs.ts";
import { ACTIVITY_KINDS } from "../src/domain/log.ts";
import { logRetentionSchema } from "../src/domain/log-retention.ts";
import { Logs } from "../src/services/logs.ts";
import { startTestApp, type TestApp, VERSION_HEADER } from "../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../src/testing/database.ts";
import { followLog, logged } from "./http/log-reader.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

function row(summary: string, more: Partial<NewLogRow> = {}): NewLogRow {
  const nothing = { livemode: null, request_id: null, conversation_id: null, actor_id: null, actor_name: null };
  const about = { kind: "job", outcome: "succeeded", actor_type: "system", duration: null, details: "{}" } as const;
  return { at: new Date(), summary, ...nothing, ...about, ...more };
}

describe("two processes with one log", () => {
  let first: TestApp;
  let second: TestApp;
  const headers = () => ({ authorization: `Bearer ${first.key}`, ...VERSION_HEADER });

  beforeAll(async () => {
    first = await startTestApp({ DATABASE_URL: database.url });
    second = await startTestApp({ DATABASE_URL: database.url });
  });
  afterAll(async () => {
    await first.stop();
    await second.stop();
  });

  it("follow what either does, each thing once, while both are busy", async () => {
    const [one, two] = await Promise.all([first, second].map(({ url }) => followLog(url, "q=busy", headers())));
    const rounds = Array.from({ length: 30 }, (_, round) => round);
    const busy = rounds.flatMap((round) =>
      [first, second].map((app) => app.call("GET", `/conversations/busy-${round}`)),
    );
    await Promise.all(busy);
    const direct = openDatabase(database.url, { connections: 4 });
    await Promise.all(rounds.map((round) => insertLogs(direct, [row(`busy ${round}`), row(`busy too ${round}`)])));
    await direct.destroy();
    for (const follower of [one, two]) {
      for (let count = 0; count < 60; count += 1) await follower?.next();
      expect(new Set(follower?.ids).size).toBe(60);
      expect(follower?.ids).toEqual(follower?.ids.toSorted());
      follower?.close();
    }
  });

  it.each([
    ["is revoked", (id: string) => first.call("DELETE", `/api_keys/${id}`)],
    ["loses the scope", (id: string) => first.call("PATCH", `/api_keys/${id}`, { scopes: ["agents:read"] })],
  ])("end the stream of a key that %s, before anything else is sent", async (_case, change) => {
    const made = await first.call("POST", "/api_keys", { name: "Auditor", livemode: true });
    const { id, secret } = made.body as { id: string; secret: string };
    const follower = await followLog(first.url, "kind=job", { ...headers(), authorization: `Bearer ${secret}` });
    expect((await change(id)).status).toBe(200);
    const ended = follower.ended();
    const direct = openDatabase(database.url, { connections: 1 });
    await insertLogs(direct, [row("not for the auditor any more")]);
    await direct.destroy();
    await ended;
    expect(follower.ids).toEqual([]);
  });

  it("end the streams of those who follow when they stop", async () => {
    const other = await startTestApp({ DATABASE_URL: database.url });
    const follower = await followLog(other.url, "kind=sign_in", headers());
    const ended = follower.ended();
    await other.stop();
    await ended;
    expect((await logged(first, "limit=1")).length).toBe(1);
  });
});

describe("old entries of the log", () => {
  it("are deleted once they are older than their kind is kept, and no others", async () => {
    const direct = openDatabase(database.url, { connections: 1 });
    const day = 86_400_000;
    const now = new Date();
    const ages = [1, 5, 20, 40];
    await insertLogs(
      direct,
      ACTIVITY_KINDS.flatMap((kind) =>
        ages.map((age) => row(`aged ${age}`, { kind, at: new Date(now.getTime() - age * day) })),
      ),
    );
    const many = Array.from({ length: 5_000 }, () => row("ancient", { at: new Date(now.getTime() - 400 * day) }));
    await insertLogs(direct, many);
    const logs = new Logs(direct, () => undefined);
    await logs.deleteOld(logRetentionSchema.parse("30d,model_call=36h,job=10d"), now);
    const left = await direct
      .selectFrom("logs")
      .select(["kind", "summary"])
      .where("summary", "~", "^(aged|ancient)")
      .orderBy("at")
      .execute();
    const agesOf = (kind: string) => left.filter((entry) => entry.kind === kind).map(({ summary }) => summary);
    expect(agesOf("api_request")).toEqual(["aged 20", "aged 5", "aged 1"]);
    expect(agesOf("model_call")).toEqual(["aged 1"]);
    expect(agesOf("job")).toEqual(["aged 5", "aged 1"]);
    await direct.destroy();
  });

  it("are deleted by the platform by itself", async () => {
    const direct = openDatabase(database.url, { connections: 1 });
    await insertLogs(direct, [row("forgettable", { at: new Date(Date.now() - 2 * 3_600_000) })]);
    const app = await startTestApp({ DATABASE_URL: database.url, OPERATOR_LOG_RETENTION: "30d,job=1h" });
    const left = () => direct.selectFrom("logs").select("kind").where("summary", "=", "forgettable").execute();
    await expect.poll(left).toEqual([]);
    await app.stop();
    await direct.destroy();
  });
});
