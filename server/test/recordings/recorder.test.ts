import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RecordingWriter } from "../../src/db/recording-writer.ts";
import { readWav } from "../../src/lib/wav.ts";
import { Recorder } from "../../src/services/recorder.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import {
  converseByVoice,
  type RecordingProcess,
  startRecordingProcess,
  strengthOf,
  toneFrame,
  voiceIn,
} from "./recorded.ts";

let app: TestApp;
let process: RecordingProcess;
let writer: RecordingWriter;

beforeAll(async () => {
  app = await startTestApp();
  process = startRecordingProcess(app.databaseUrl);
  writer = new RecordingWriter(app.databaseUrl);
});

afterAll(async () => {
  await writer.close();
  await process.stop();
  await app.stop();
});

/** A recorder whose clock the test moves, and whose database the test takes away. */
async function openRecorder(sampleRateHz = 8_000) {
  const { id } = await converseByVoice(app, process.database);
  const state = { now: 5_000_000, isAway: false, stored: 0, lost: 0, errors: 0, done: 0 };
  const unlessAway = <Result>(ask: () => Promise<Result>) =>
    state.isAway ? Promise.reject(new Error("The database is away.")) : ask();
  const recorder = new Recorder(
    { conversationId: id, sampleRateHz, retentionDays: 7 },
    {
      writer: {
        begin: (start) => unlessAway(() => writer.begin(start)),
        append: (lease, chunk) => unlessAway(() => writer.append(lease, chunk)),
        end: (lease, duration) => unlessAway(() => writer.end(lease, duration)),
      },
      now: () => state.now,
      onStored: (bytes) => (state.stored += bytes),
      onLost: (_id, duration) => (state.lost += duration),
      onError: () => (state.errors += 1),
      onDone: () => (state.done += 1),
    },
  );
  let place = 0;
  /** Speaks for so long, as time passes. */
  const speak = (duration: number) => {
    for (let spoken = 0; spoken < duration; spoken += 20) {
      recorder.write(toneFrame(400, place, sampleRateHz), toneFrame(1_000, place, sampleRateHz));
      place += 1;
      state.now += 20;
    }
  };
  return { id, recorder, state, speak };
}

async function wavOf(id: string) {
  const headers = { authorization: `Bearer ${app.key}`, "operator-version": "2025-06-19" };
  const response = await fetch(`${app.url}/conversations/${id}/recording`, { headers });
  expect(response.status).toBe(200);
  const wav = readWav(Buffer.from(await response.arrayBuffer()));
  return { ...wav, duration: (wav.samples.length / 2 / wav.sampleRateHz) * 1_000 };
}

describe("a recorder", () => {
  it.each([8_000, 16_000])(
    "stores %i Hz piece by piece, without a seam, and while the conversation goes on",
    async (rate) => {
      const { id, recorder, state, speak } = await openRecorder(rate);
      speak(12_000);
      await expect.poll(() => state.stored).toBeGreaterThanOrEqual(2 * 10 * rate);
      expect((await wavOf(id)).duration).toBe(10_000);
      await recorder.close();

      const wav = await wavOf(id);
      expect(wav.duration).toBe(12_000);
      for (let at = 0; at < 12_000; at += 100) {
        expect(strengthOf(400, voiceIn(wav, "left", [at, at + 100]), rate), `${at} ms`).toBeGreaterThan(7_800);
        expect(strengthOf(1_000, voiceIn(wav, "right", [at, at + 100]), rate), `${at} ms`).toBeGreaterThan(7_800);
      }
      expect(state).toMatchObject({ stored: 2 * 12 * rate, lost: 0, errors: 0, done: 1 });
    },
  );

  it("leaves silence where the line was down", async () => {
    const { id, recorder, state, speak } = await openRecorder();
    speak(1_000);
    state.now += 7_000;
    speak(1_000);
    await recorder.close();

    const wav = await wavOf(id);
    expect(wav.duration).toBe(9_000);
    expect(voiceIn(wav, "left", [1_000, 8_000]).every((sample) => sample === 0)).toBe(true);
    expect(strengthOf(400, voiceIn(wav, "left", [8_000, 9_000]))).toBeGreaterThan(7_800);
  });

  it("stores what waited once the database is back", async () => {
    const { id, recorder, state, speak } = await openRecorder();
    speak(6_000);
    await expect.poll(() => state.stored).toBeGreaterThan(0);
    state.isAway = true;
    speak(20_000);
    await expect.poll(() => state.errors).toBeGreaterThan(0);
    state.isAway = false;
    await recorder.close();

    expect((await wavOf(id)).duration).toBe(26_000);
    expect(state.lost).toBe(0);
  });

  it("keeps the latest 30 s of a database that is away, and silence in the place of what was before", async () => {
    const { id, recorder, state, speak } = await openRecorder();
    speak(5_000);
    await expect.poll(() => state.stored).toBeGreaterThan(0);
    state.isAway = true;
    speak(60_000);
    await expect.poll(() => state.errors).toBeGreaterThan(0);
    state.isAway = false;
    await recorder.close();

    const wav = await wavOf(id);
    expect(wav.duration).toBe(65_000);
    expect(state.lost).toBeGreaterThanOrEqual(30_000);
    expect(state.lost).toBeLessThanOrEqual(35_000);
    const heard = (from: number) => strengthOf(400, voiceIn(wav, "left", [from, from + 1_000])) > 7_800;
    expect(heard(4_000)).toBe(true);
    expect(heard(20_000)).toBe(false);
    expect(heard(36_000)).toBe(true);
    expect(heard(64_000)).toBe(true);
  });

  it("begins in the right place when the database was away at the start", async () => {
    const { id } = await converseByVoice(app, process.database);
    const state = { now: 0, isAway: true };
    const recorder = new Recorder(
      { conversationId: id, sampleRateHz: 8_000, retentionDays: 7 },
      {
        writer: {
          begin: (start) => (state.isAway ? Promise.reject(new Error("The database is away.")) : writer.begin(start)),
          append: (lease, chunk) => writer.append(lease, chunk),
          end: (lease, duration) => writer.end(lease, duration),
        },
        now: () => state.now,
        onStored: () => undefined,
        onLost: () => undefined,
        onError: () => undefined,
        onDone: () => undefined,
      },
    );
    for (; state.now < 3_000; state.now += 20) recorder.write(toneFrame(400, 0), null);
    state.isAway = false;
    await recorder.close();

    expect((await wavOf(id)).duration).toBe(3_000);
    const row = await process.database
      .selectFrom("recordings")
      .select(["started_at", "ended_at"])
      .where("conversation_id", "=", id)
      .executeTakeFirstOrThrow();
    expect((row.ended_at as Date).getTime() - row.started_at.getTime()).toBeGreaterThanOrEqual(2_999);
  });

  it("gives up when the database stays away after the end", async () => {
    const { recorder, state, speak } = await openRecorder();
    speak(1_000);
    state.isAway = true;
    await recorder.close(0);
    expect(state).toMatchObject({ lost: 1_000, done: 1 });
    speak(1_000);
    await recorder.close();
    expect(state).toMatchObject({ lost: 1_000, done: 1 });
  });

  it("takes nothing after its end, and may be ended twice", async () => {
    const { id, recorder, state, speak } = await openRecorder();
    speak(500);
    await Promise.all([recorder.close(), recorder.close()]);
    speak(500);
    await recorder.close();
    expect((await wavOf(id)).duration).toBe(500);
    expect(state.done).toBe(1);
  });

  it("of which nothing was heard leaves nothing to listen to", async () => {
    const { id, recorder } = await openRecorder();
    await recorder.close();
    const answer = await app.call("GET", `/conversations/${id}/recording`);
    expect(answer.status).toBe(404);
  });
});
