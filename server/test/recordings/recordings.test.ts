import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { readWav } from "../../src/lib/wav.ts";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";
import { contentsOf } from "../database-contents.ts";
import {
  converseByVoice,
  recordingSettings,
  recordTones,
  type RecordingProcess,
  startRecordingProcess,
  strengthOf,
  toneFrame,
  voiceIn,
} from "./recorded.ts";

let app: DescribedApp;
let process: RecordingProcess;

beforeAll(async () => {
  app = await startDescribedApp();
  process = startRecordingProcess(app.databaseUrl);
});

afterAll(async () => {
  await process.stop();
  await app.stop();
});

const headers = () => ({ authorization: `Bearer ${app.key}`, "operator-version": "2025-06-19" });
const urlOf = (id: string) => `${app.url}/conversations/${id}/recording`;
const get = (id: string, more: Record<string, string> = {}) => fetch(urlOf(id), { headers: { ...headers(), ...more } });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

function record(conversationId: string, more: { sampleRateHz?: number; settings?: object } = {}) {
  const { sampleRateHz = 8_000, settings = {} } = more;
  const recorder = process.recordings.open({ conversationId, sampleRateHz, settings: recordingSettings(settings) });
  if (recorder === null) throw new Error("Nothing is recorded.");
  return recorder;
}

/** A conversation of a second, recorded. */
async function recorded(more: object = {}, settings: object = {}) {
  const conversation = await converseByVoice(app, process.database, more);
  const recorder = record(conversation.id, { settings });
  recordTones(process, recorder, { frames: 50 });
  await recorder.close();
  return conversation;
}

describe("a recording", () => {
  it("has the user on the left and the agent on the right, at their own time", async () => {
    const { id } = await converseByVoice(app, process.database);
    const recorder = record(id);
    for (let place = 0; place < 100; place++, process.clock.now += 20) {
      if (place < 50) recorder.write(toneFrame(400, place), null);
      else recorder.write(null, toneFrame(1_000, place));
    }
    await recorder.close();

    const response = await get(id);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "audio/wav",
      "content-length": String(44 + 2 * 32_000),
      "accept-ranges": "bytes",
      "content-disposition": `inline; filename="${id}.wav"`,
      "cache-control": "private, no-store",
    });
    const wav = readWav(await bytesOf(response));
    expect(wav).toMatchObject({ channels: 2, sampleRateHz: 8_000 });
    expect(strengthOf(400, voiceIn(wav, "left", [0, 1_000]))).toBeGreaterThan(7_500);
    expect(strengthOf(1_000, voiceIn(wav, "left", [0, 1_000]))).toBeLessThan(100);
    expect(voiceIn(wav, "right", [0, 1_000]).every((sample) => sample === 0)).toBe(true);
    expect(voiceIn(wav, "left", [1_000, 2_000]).every((sample) => sample === 0)).toBe(true);
    expect(strengthOf(1_000, voiceIn(wav, "right", [1_000, 2_000]))).toBeGreaterThan(7_500);
  });

  it("keeps a gap in its place, and is silent there", async () => {
    const { id } = await recorded();
    await process.database
      .updateTable("recordings")
      .set({ started_at: sql<Date>`started_at - interval '10 minutes'` })
      .where("conversation_id", "=", id)
      .execute();
    const again = record(id);
    recordTones(process, again, { frames: 50 });
    await again.close();

    const length = Number((await get(id, { range: "bytes=0-0" })).headers.get("content-range")?.split("/")[1]);
    const seconds = (length - 44) / 32_000;
    expect(seconds).toBeGreaterThanOrEqual(601);
    expect(seconds).toBeLessThan(660);
    const wav = readWav(await bytesOf(await get(id)));
    expect(wav.samples.length / 16_000).toBeCloseTo(seconds, 5);
    const end = seconds * 1_000;
    expect(strengthOf(400, voiceIn(wav, "left", [0, 1_000]))).toBeGreaterThan(7_500);
    expect(wav.samples.subarray(16_000, (end - 1_000) * 16).every((sample) => sample === 0)).toBe(true);
    expect(strengthOf(400, voiceIn(wav, "left", [end - 1_000, end]))).toBeGreaterThan(7_500);
    expect(strengthOf(1_000, voiceIn(wav, "right", [end - 1_000, end]))).toBeGreaterThan(7_500);
  });

  it("goes on at the rate with which it began when the line's rate is another", async () => {
    const { id } = await recorded();
    const again = record(id, { sampleRateHz: 16_000 });
    recordTones(process, again, { frames: 50, sampleRateHz: 16_000 });
    await again.close();

    const wav = readWav(await bytesOf(await get(id)));
    const end = wav.samples.length / 16;
    expect(wav.sampleRateHz).toBe(8_000);
    expect(strengthOf(400, voiceIn(wav, "left", [end - 1_000, end]))).toBeGreaterThan(7_500);
  });

  it("is answered so far while the conversation runs", async () => {
    const { id } = await converseByVoice(app, process.database);
    const recorder = record(id);
    expect((await get(id)).status).toBe(404);
    recordTones(process, recorder, { frames: 300 });
    await expect.poll(() => get(id).then(({ status }) => status)).toBe(200);
    const first = await bytesOf(await get(id));
    recordTones(process, recorder, { frames: 20 });
    await recorder.close();
    const whole = await bytesOf(await get(id));
    expect(whole.length - 44).toBe(6_400 * 32);
    expect(first.length - 44).toBe(5_000 * 32);
    expect(whole.subarray(44, first.length).equals(first.subarray(44))).toBe(true);
  });

  it("is nothing where the agent does not record", async () => {
    const { id } = await converseByVoice(app, process.database);
    const settings = recordingSettings({ is_enabled: false });
    expect(process.recordings.open({ conversationId: id, sampleRateHz: 8_000, settings })).toBeNull();
    const answer = await app.call("GET", `/conversations/${id}/recording`);
    expect(answer).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
    expect(answer.body["error"].message).toContain("voice.recording.is_enabled");
  });

  it("is nothing in a chat, which the answer says", async () => {
    const { id } = await app.converse(await app.makeAgent("Help."));
    const answer = await app.call("GET", `/conversations/${id}/recording`);
    expect(answer.status).toBe(404);
    expect(answer.body["error"].message).toContain("chat_realtime");
    expect((await app.call("GET", `/conversations/${id}`)).body["channel"]).not.toHaveProperty("recording_url");
  });

  it("is named by the conversation when there is something to listen to", async () => {
    const { id } = await converseByVoice(app, process.database);
    const shown = async () => (await app.call("GET", `/conversations/${id}`)).body["channel"].recording_url as string;
    expect(await shown()).toBeNull();
    const recorder = record(id);
    recordTones(process, recorder, { frames: 10 });
    await recorder.close();
    expect(await shown()).toBe(urlOf(id));
    expect((await fetch(await shown(), { headers: headers() })).status).toBe(200);
  });
});

describe("a part of a recording", () => {
  let id: string;
  let whole: Buffer;
  beforeAll(async () => {
    ({ id } = await recorded());
    whole = await bytesOf(await get(id));
  });

  it.each([
    ["bytes=0-", 0, undefined],
    ["bytes=0-0", 0, 1],
    ["bytes=10-50", 10, 51],
    ["bytes=43-44", 43, 45],
    ["bytes=45-46", 45, 47],
    ["bytes=1001-20003", 1_001, 20_004],
    ["bytes=-7", -7, undefined],
    ["bytes=32000-99999999999999999999", 32_000, undefined],
  ] as const)("of %s is that part", async (range, from, to) => {
    const response = await get(id, { range });
    expect(response.status).toBe(206);
    const expected = whole.subarray(from, to);
    const first = from < 0 ? whole.length + from : from;
    expect(response.headers.get("content-range")).toBe(`bytes ${first}-${first + expected.length - 1}/${whole.length}`);
    expect(response.headers.get("content-length")).toBe(String(expected.length));
    expect((await bytesOf(response)).equals(expected)).toBe(true);
  });

  it.each(["bytes=99999999-", "bytes=32044-", "bytes=-0", `bytes=${"9".repeat(400)}-`])(
    "of %s is refused, and its length told",
    async (range) => {
      const answer = await app.call("GET", `/conversations/${id}/recording`, undefined, { ...headers(), range });
      expect(answer).toMatchObject({ status: 416, body: { error: { code: "range_not_satisfiable", param: "Range" } } });
      expect(answer.headers.get("content-range")).toBe(`bytes */${whole.length}`);
      expect(answer.headers.get("content-type")).toContain("application/json");
    },
  );

  it.each(["bytes=5-2", "bytes=0-1,5-6", "items=0-1", "bytes=x-", "bytes=", "nonsense"])(
    "of %s is the whole",
    async (range) => {
      const response = await get(id, { range });
      expect(response.status).toBe(200);
      expect((await bytesOf(response)).equals(whole)).toBe(true);
    },
  );

  it("is given of the very file that was begun, and else the whole", async () => {
    const etag = (await get(id)).headers.get("etag") as string;
    expect((await get(id, { range: "bytes=5-9", "if-range": etag })).status).toBe(206);
    expect((await get(id, { range: "bytes=5-9", "if-range": '"1"' })).status).toBe(200);
  });

  it("is not made for HEAD, which tells the length", async () => {
    const response = await fetch(urlOf(id), { method: "HEAD", headers: { ...headers(), range: "bytes=5-9" } });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-length")).toBe(String(whole.length));
    expect(response.headers.get("accept-ranges")).toBe("bytes");
  });

  it("may be left unread by the one who asked for it", async () => {
    const { id: large } = await recorded();
    await process.database
      .updateTable("recordings")
      .set({ duration_ms: 80_000_000 })
      .where("conversation_id", "=", large)
      .execute();
    const before = globalThis.process.memoryUsage().rss;
    const abort = new AbortController();
    const response = await fetch(urlOf(large), { headers: headers(), signal: abort.signal });
    expect(response.headers.get("content-length")).toBe(String(44 + 80_000_000 * 32));
    await response.body?.getReader().read();
    abort.abort();
    expect((await get(large, { range: "bytes=-100" })).status).toBe(206);
    expect(globalThis.process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });
});

describe("who may listen", () => {
  it("is whoever has the conversation's token, without a key", async () => {
    const mine = await recorded();
    const others = await converseByVoice(app, process.database);
    expect((await fetch(`${urlOf(mine.id)}?token=${mine.token}`)).status).toBe(200);
    expect((await fetch(`${urlOf(mine.id)}?token=${others.token}`)).status).toBe(401);
    expect((await fetch(`${urlOf(mine.id)}?token=nonsense`)).status).toBe(401);
    expect((await fetch(urlOf(mine.id))).status).toBe(401);
    expect((await fetch(`${urlOf(mine.id)}?token=${mine.token}`, { method: "DELETE" })).status).toBe(401);
    expect((await get(mine.id)).status).toBe(200);
  });

  it("is no key of test mode when the conversation is live", async () => {
    const live = await recorded();
    const test = await recorded({ livemode: false });
    const testKey = await app.testKeyHeaders();
    expect((await fetch(urlOf(live.id), { headers: testKey })).status).toBe(404);
    expect((await fetch(urlOf(live.id), { headers: testKey, method: "DELETE" })).status).toBe(404);
    expect((await fetch(urlOf(test.id), { headers: testKey })).status).toBe(200);
    expect((await fetch(urlOf(test.id), { headers: testKey, method: "DELETE" })).status).toBe(200);
    expect((await get(live.id)).status).toBe(200);
  });

  it("is who may read conversations; deleting takes the scope of changing them", async () => {
    const { id } = await recorded();
    const keyFor = async (scopes: string[]) => {
      const { body } = await app.call("POST", "/api_keys", { name: "Some", livemode: true, scopes });
      return { authorization: `Bearer ${body["secret"]}`, "operator-version": "2025-06-19" };
    };
    const reader = await keyFor(["conversations:read"]);
    expect((await fetch(urlOf(id), { headers: await keyFor(["agents:read"]) })).status).toBe(403);
    expect((await fetch(urlOf(id), { headers: reader })).status).toBe(200);
    expect((await fetch(urlOf(id), { headers: reader, method: "DELETE" })).status).toBe(403);
    const writer = await keyFor(["conversations:write"]);
    expect((await fetch(urlOf(id), { headers: writer, method: "DELETE" })).status).toBe(200);
  });

  it.each(["conv_00000000000", "nonsense"])("is nobody when there is no conversation %s", async (id) => {
    expect((await app.call("GET", `/conversations/${id}/recording`)).status).toBe(404);
    expect((await app.call("DELETE", `/conversations/${id}/recording`)).status).toBe(404);
  });
});

async function rowsOf(id: string): Promise<string[]> {
  const contents = await contentsOf(app.databaseUrl);
  return ["recordings", "recording_chunks"].flatMap((table) =>
    (contents[table] ?? []).filter((row) => row.includes(id)).map(() => table),
  );
}

describe("deleting", () => {
  it("a recording takes it and nothing else of the conversation", async () => {
    const { id } = await recorded();
    const answer = await app.call("DELETE", `/conversations/${id}/recording`);
    expect(answer).toMatchObject({ status: 200, body: { id, deleted: true } });
    expect((await get(id)).status).toBe(404);
    expect((await app.call("GET", `/conversations/${id}`)).body["channel"].recording_url).toBeNull();
    expect(await rowsOf(id)).toEqual(["recordings"]);
    expect((await app.call("DELETE", `/conversations/${id}/recording`)).status).toBe(404);
  });

  it("the recording of a conversation that runs ends it for good", async () => {
    const { id } = await converseByVoice(app, process.database);
    const running = record(id);
    recordTones(process, running, { frames: 300 });
    await expect.poll(() => get(id).then(({ status }) => status)).toBe(200);
    expect((await app.call("DELETE", `/conversations/${id}/recording`)).status).toBe(200);
    recordTones(process, running, { frames: 50 });
    await running.close();
    const later = record(id);
    recordTones(process, later, { frames: 50 });
    await later.close();
    expect((await get(id)).status).toBe(404);
    expect(await rowsOf(id)).toEqual(["recordings"]);
  });

  it("a conversation takes its recording along, also while it is written", async () => {
    const { id } = await converseByVoice(app, process.database, { livemode: false });
    const recorder = record(id);
    recordTones(process, recorder, { frames: 50 });
    await expect.poll(() => rowsOf(id)).toContain("recordings");
    expect((await app.call("DELETE", `/conversations/${id}`)).status).toBe(200);
    recordTones(process, recorder, { frames: 50 });
    await recorder.close();
    const late = record(id);
    recordTones(process, late, { frames: 50 });
    await late.close();
    expect(await rowsOf(id)).toEqual([]);
  });

  it("a customer takes the recordings along, and counts them", async () => {
    const { id } = await recorded({ context: { $customer: { external_id: "heard" } } });
    const customer = (await app.call("GET", `/conversations/${id}`)).body["customer_id"] as string;
    const { body } = await app.call("DELETE", `/customers/${customer}`);
    expect(body["removed"]).toMatchObject({ conversations: 1, recordings: 1, recording_chunks: 1 });
    expect(await rowsOf(id)).toEqual([]);
  });
});

describe("a recording that is kept long enough", () => {
  const age = (id: string, days: number) =>
    sql`update recordings set expires_at = expires_at - ${days} * interval '1 day' where conversation_id = ${id}`.execute(
      process.database,
    );

  it("is kept for the days that were said from its end on", async () => {
    const { id } = await recorded({}, { retention_days: 3 });
    const row = await process.database
      .selectFrom("recordings")
      .selectAll()
      .where("conversation_id", "=", id)
      .executeTakeFirstOrThrow();
    expect(row.expires_at.getTime() - (row.ended_at as Date).getTime()).toBe(3 * 86_400_000);
    await age(id, 2);
    await process.recordings.deleteExpired();
    expect((await get(id)).status).toBe(200);
  });

  it("is not given out any more, and is deleted", async () => {
    const gone = await recorded({}, { retention_days: 3 });
    const stays = await recorded();
    await age(gone.id, 4);
    expect((await get(gone.id)).status).toBe(404);
    expect((await app.call("GET", `/conversations/${gone.id}`)).body["channel"].recording_url).toBeNull();
    await process.recordings.deleteExpired();
    expect(await rowsOf(gone.id)).toEqual([]);
    expect((await get(stays.id)).status).toBe(200);
  });

  it("is deleted also when nobody ended it, and in portions", async () => {
    const { id } = await converseByVoice(app, process.database);
    await sql`insert into conversations select (jsonb_populate_record(c, jsonb_build_object('id', c.id || '_' || n))).*
      from conversations c, generate_series(1, 25) n where c.id = ${id}`.execute(process.database);
    await sql`insert into recordings (conversation_id, sample_rate_hz, started_at, retention_days, expires_at, duration_ms)
      select ${id} || '_' || n, 8000, now() - interval '9 days', 7, now() - interval '1 day', 20
      from generate_series(1, 25) n`.execute(process.database);
    await process.recordings.deleteExpired();
    expect(await rowsOf(id)).toEqual([]);
  });

  it("is swept away by the platform's own housekeeping", async () => {
    const { id } = await recorded();
    await age(id, 40);
    await expect.poll(() => rowsOf(id), { timeout: 25_000, interval: 500 }).toEqual([]);
  }, 30_000);
});
