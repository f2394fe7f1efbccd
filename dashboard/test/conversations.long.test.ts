import { readFile } from "node:fs/promises";
import { Client as Postgres } from "pg";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { openSession, openVoiceSession, type Session, type WebSocketConstructor } from "../../sdk/src/index.ts";
import { BROWSER } from "../../server/src/testing/browser.ts";
import {
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../server/src/testing/fake-model-server.ts";
import { findDatabase } from "../../server/src/testing/server-process.ts";
import { accessibilityProblems, type Dashboard, startDashboard } from "./dashboard.ts";

const ARTIFACTS = "artifacts/dashboard";
const MANY_CONVERSATIONS = 100_000;
const MANY_EVENTS = 5_000;

let dashboard: Dashboard;
let model: FakeModelServer;
let agent: string;

beforeAll(async () => {
  if (BROWSER === null) return;
  model = await startFakeModelServer({
    answer: ({ messages }) => {
      const last = messages.findLast(({ role }) => role === "user");
      return { firstPieceAfter: 5, pieceEvery: 5, pieces: ["You ", "said: ", last ? textOfMessage(last) : "nothing"] };
    },
  });
  dashboard = await startDashboard({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` }, [
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
  ]);
  const { version_id } = await dashboard.client.conversationalAgents.create({
    name: "Reception",
    description: "Answers the telephone of a hairdresser.",
    config: { runtime: { model: "fake/model", prompt: { type: "fixed", text: "Answer." }, speaks_first: false } },
  });
  await dashboard.client.conversationalAgents.release(version_id);
  agent = version_id;
}, 120_000);

afterAll(async () => {
  await dashboard?.stop();
  await model?.close();
});

afterEach(async () => dashboard?.closePages());

/** Begins a chat, in which the user says something. */
async function chat(text: string): Promise<{ id: string; session: Session }> {
  const created = await dashboard.client.conversations.create({ agent_id: agent, channel: { type: "chat_realtime" } });
  const session = openSession({
    sessionUrl: created.channel.session_url ?? "",
    token: created.channel.token ?? "",
    webSocket: WebSocket as unknown as WebSocketConstructor,
  });
  session.start();
  session.send(text);
  for await (const { payload } of session) if (payload.type === "agent.turn.metrics") break;
  return { id: created.id, session };
}

/** Stores in the server's own database. */
async function store(sql: string, values: unknown[] = []): Promise<void> {
  const database = findDatabase(dashboard.server.dataDirectory);
  const connection = new Postgres({ connectionString: database?.url });
  await connection.connect();
  await connection.query("set synchronous_commit = off");
  await connection.query(sql, values);
  await connection.end();
}

/** Says how long the page's longest task took since the last time, in ms. */
async function watchLongTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    (globalThis as unknown as { longTasks: number[] }).longTasks = tasks;
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: "longtask",
    });
  });
  return () =>
    page.evaluate(() => Math.max(0, ...(globalThis as unknown as { longTasks: number[] }).longTasks.splice(0)));
}

const measured = (what: string, ms: number) => process.stdout.write(`${what}: ${Math.round(ms)} ms\n`);

describe.skipIf(BROWSER === null)("conversations", () => {
  it("are said to be none where none is, and how to make the first", async () => {
    const page = await dashboard.open("/conversations");
    await page.getByText("There are no conversations yet.").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it("are found by what was said, and open as a timeline", async () => {
    const [booking, other] = await Promise.all([chat("A haircut on Monday, please"), chat("Are you open today?")]);
    booking.session.end();
    const page = await dashboard.open("/conversations");
    await page.getByRole("searchbox", { name: "Search what was said" }).fill("haircut");
    await expect.poll(() => page.getByRole("row").count()).toBe(2);
    expect(new URL(page.url()).searchParams.get("q")).toBe("haircut");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: `${ARTIFACTS}/conversations-list.png` });
    await page.getByRole("link", { name: "Reception" }).click();
    await page.getByText("You said: A haircut on Monday, please").waitFor();
    await page.getByText(/turn of/).click();
    await page.getByRole("rowheader", { name: "First token" }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/app/conversations/${booking.id}`);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: `${ARTIFACTS}/conversations-timeline.png` });
    await page.getByRole("tab", { name: "Prompt" }).click();
    await page.getByRole("region", { name: "System prompt" }).getByText("# Instructions").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: `${ARTIFACTS}/conversations-prompt.png` });
    other.session.close();
  });

  it("show their words as they are said", async () => {
    const { id, session } = await chat("Hello");
    const page = await dashboard.open(`/conversations/${id}`);
    await page.getByText("You said: Hello").waitFor();
    await page.evaluate(() => {
      const seen = globalThis as unknown as { seenAt: number };
      new MutationObserver(() => {
        if (seen.seenAt === undefined && document.body.textContent?.includes("And now this")) seen.seenAt = Date.now();
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    session.send("And now this");
    let at = 0;
    for await (const event of session) {
      if (event.payload.type !== "user.message.received" || event.payload.text !== "And now this") continue;
      at = Date.parse(event.created_at);
      break;
    }
    await page.getByText("You said: And now this").waitFor();
    const seenAt = await page.evaluate(() => (globalThis as unknown as { seenAt: number }).seenAt);
    measured("From an event to its words on the page", seenAt - at);
    expect(seenAt - at).toBeLessThan(5_000);
    await page.getByRole("button", { name: "End" }).click();
    await page.getByRole("button", { name: "End it" }).click();
    await page.getByText("Completed").first().waitFor();
    session.close();
  });

  it("by voice are listened to, whispered to, taken over and given back", async () => {
    const { id, channel } = await dashboard.client.conversations.create({
      agent_id: agent,
      channel: { type: "voice_realtime" },
      override_config: { voice: { recording: { is_enabled: true, is_notice_given: false } } },
    });
    const session = openVoiceSession({
      sessionUrl: channel.session_url ?? "",
      token: channel.token ?? "",
      webSocket: WebSocket as unknown as WebSocketConstructor,
      audio: "pcm_16000",
      onAudio: () => undefined,
      onAudioVoid: () => undefined,
    });
    session.start();
    await expect.poll(async () => (await dashboard.client.conversations.get(id)).status).toBe("in-progress");
    const page = await dashboard.open(`/conversations/${id}`, { permissions: ["microphone"] });
    await page.getByRole("button", { name: "Listen in" }).click();
    await page.getByRole("textbox", { name: "Whisper to the agent" }).fill("Offer them a coffee.");
    await page.getByRole("button", { name: "Whisper" }).click();
    await page.getByText(/tells the agent: “Offer them a coffee.”/).waitFor();
    await page.getByRole("button", { name: "Take over" }).click();
    await page.getByText("You talk with the user").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: `${ARTIFACTS}/conversations-take-over.png` });
    await page.getByRole("button", { name: "Give back" }).click();
    await page.getByText("You listen").waitFor();
    for (let piece = 0; piece < 5; piece++) session.sendAudio(new Uint8Array(6_400).fill(piece));
    session.end();
    await page.getByRole("slider", { name: "Place in the recording" }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: `${ARTIFACTS}/conversations-recording.png` });
    session.close();
  });

  it("are exported as JSON and as text", async () => {
    const { id, session } = await chat("Write this down");
    const page = await dashboard.open(`/conversations/${id}`);
    await page.getByText("You said: Write this down").waitFor();
    const save = async (item: string) => {
      await page.getByRole("button", { name: "Export" }).click();
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: item }).click(),
      ]);
      return readFile(await file.path(), "utf8");
    };
    const json = JSON.parse(await save("Everything, as JSON")) as { id: string; events: unknown[]; channel: object };
    expect(json.id).toBe(id);
    expect(json.events.length).toBeGreaterThan(3);
    expect(json.channel).not.toHaveProperty("token");
    expect(await save("What was said, as text")).toContain("User: Write this down");
    session.close();
  });

  it("are started from the list, and written to as the user", async () => {
    const page = await dashboard.open("/conversations", { colorScheme: "dark" });
    await page.getByRole("button", { name: "Start one" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Agent" }).selectOption("Reception");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: `${ARTIFACTS}/conversations-start-dark.png` });
    await dialog.getByRole("button", { name: "Start" }).click();
    await page.getByRole("textbox", { name: "Message as the user" }).fill("Is there a slot?");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("You said: Is there a slot?").waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("tab", { name: "Details" }).click();
    await page
      .getByText("Changed configuration")
      .or(page.getByRole("region", { name: "Facts" }))
      .first()
      .waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: `${ARTIFACTS}/conversations-details-narrow-dark.png` });
  });

  it("can only be looked at by a viewer", async () => {
    const { id, session } = await chat("Hello again");
    const page = await dashboard.open(`/conversations/${id}`, { role: "viewer" });
    await page.getByText("You said: Hello again").waitFor();
    expect(await page.getByRole("button", { name: "End" }).count()).toBe(0);
    session.close();
  });

  it(`of ${MANY_EVENTS} events open at once`, async () => {
    const { id, session } = await chat("A long story");
    session.end();
    await expect.poll(async () => (await dashboard.client.conversations.get(id)).status).toBe("completed");
    await store(
      `with last as (select max(sequence) as place from events where conversation_id = $1)
       insert into events (conversation_id, sequence, id, created_at, payload)
       select $1, place + n, 'ev_' || lpad(n::text, 11, '0'), now(),
         jsonb_build_object('type', 'user.message.received', 'text', 'Sentence ' || n, 'client_event_id', null)
       from last, generate_series(1, ${MANY_EVENTS}) as n`,
      [id],
    );
    // The end is the last event, wherever it stood before.
    await store(
      `update events set sequence = sequence + ${2 * MANY_EVENTS}
       where conversation_id = $1 and payload->>'type' = 'conversation.ended'`,
      [id],
    );
    const page = await dashboard.open("/conversations");
    const row = page.locator(`a[href$="/conversations/${id}"]`);
    await row.waitFor();
    const opened = page.evaluate(async (most) => {
      await new Promise((resolve) => addEventListener("click", resolve, { once: true, capture: true }));
      const begun = performance.now();
      let first = 0;
      for (;;) {
        await new Promise(requestAnimationFrame);
        const rows = Number(document.querySelector("[aria-setsize]")?.getAttribute("aria-setsize") ?? 0);
        if (rows > 0) first ||= performance.now() - begun;
        if (rows > most) return { first, all: performance.now() - begun };
      }
    }, MANY_EVENTS);
    await row.click();
    const { first, all } = await opened;
    measured(`From the click to the first rows of a timeline of ${MANY_EVENTS} events`, first);
    measured("From the click to all of them", all);
  });

  it(`number ${MANY_CONVERSATIONS} and are scrolled and filtered without a pause`, async () => {
    await store(`insert into conversations
      (id, agent_id, agent_version, channel, channel_type, livemode, direction, status, context, custom_fields,
       created_at, started_at, completed_at, token_expires_at)
      select 'conv_' || lpad(n::text, 11, '0'), agent_id, agent_version, channel, channel_type, livemode, direction,
        (array['completed', 'failed', 'voicemail'])[1 + n % 3], context, custom_fields,
        now() - n * interval '1 minute', now() - n * interval '1 minute', now() - n * interval '1 minute', now()
      from (select * from conversations where status = 'completed' limit 1) as one,
        generate_series(1, ${MANY_CONVERSATIONS}) as n`);
    const page = await dashboard.open("/conversations");
    await page.getByRole("row").nth(5).waitFor();
    const longest = await watchLongTasks(page);
    const rows = page.getByRole("rowgroup");
    for (let step = 0; step < 25; step++) {
      await rows.evaluate((element) => {
        element.scrollBy({ top: 3_000 });
        return new Promise(requestAnimationFrame);
      });
      await page.getByRole("row").nth(5).waitFor();
    }
    measured("Longest task while scrolling", await longest());
    await page.getByRole("combobox", { name: "Status" }).selectOption("voicemail");
    await page.getByRole("row").filter({ hasText: "Voicemail" }).first().waitFor();
    await page.getByRole("searchbox", { name: "Search what was said" }).pressSequentially("haircut");
    await page.getByText("No conversation is like that.").waitFor();
    measured("Longest task while filtering", await longest());
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("row").nth(5).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: `${ARTIFACTS}/conversations-narrow.png` });
  });
});
