import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Client, ServerEvent } from "../../sdk/src/index.ts";
import { BROWSER } from "../../server/src/testing/browser.ts";
import {
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../server/src/testing/fake-model-server.ts";
import { spokenWords } from "../../server/test/voice/spoken-words.ts";
import { type Dashboard, startDashboard } from "./dashboard.ts";
import { wavOf } from "./wav.ts";

const RATE = 16_000;
/** What the agent says to the first question: so long that the second falls into it. */
const FIRST = [
  "We are open from nine to five. ",
  ...Array.from({ length: 12 }, () => "On every day of the week you are welcome. "),
];
/** What it says to the second. */
const SECOND = [
  "On Sunday we are closed. ",
  "On Monday we are open again. ",
  "Please come and see us on Monday morning. ",
];
/** When the user says what, in ms from the moment the microphone opens. */
const SAID = [
  { at: 5_000, text: "what are your opening hours today" },
  { at: 22_000, text: "what about sunday" },
];

let folder: string;
let model: FakeModelServer;
let dashboard: Dashboard;

beforeAll(async () => {
  if (BROWSER === null) return;
  folder = await mkdtemp(join(tmpdir(), "operator-call-"));
  const heard = new Float32Array(RATE * 120);
  for (const { at, text } of SAID)
    heard.set(
      Float32Array.from(spokenWords(text, RATE), (sample) => sample / 32_768),
      (at * RATE) / 1_000,
    );
  await writeFile(join(folder, "microphone.wav"), wavOf(heard, RATE));
  model = await startFakeModelServer({
    answer: ({ messages }) => {
      const said = textOfMessage(messages.at(-1) ?? { role: "user" });
      return { firstPieceAfter: 5, pieceEvery: 5, pieces: said.includes("sunday") ? SECOND : FIRST };
    },
  });
  const speech = { OPERATOR_SPEECH_TO_TEXT: "local", OPERATOR_TEXT_TO_SPEECH: "local" };
  dashboard = await startDashboard({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`, ...speech }, [
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-audio-capture=${join(folder, "microphone.wav")}%noloop`,
  ]);
  await createAgent(dashboard.client);
}, 180_000);

afterAll(async () => {
  await dashboard?.stop();
  await model?.close();
  if (folder) await rm(folder, { recursive: true });
});

async function createAgent(client: Client): Promise<void> {
  const runtime = { model: "fake/model", prompt: { type: "fixed" as const, text: "Answer." }, speaks_first: false };
  const { version_id } = await client.conversationalAgents.create({
    name: "Reception",
    description: "Reception",
    config: { personas: [{ name: "Amanda" }], runtime },
  });
  await client.conversationalAgents.release(version_id);
}

/** What went over the page's lines: the audio of each, as text in base64, and the events of all. */
interface Tap {
  lines: { audio: string[] }[];
  events: ServerEvent[];
}

/** The same at a glance: the audio takes long to bring over. */
interface Glance {
  /** How many ms of audio came over each line. */
  heard: number[];
  events: ServerEvent[];
}

/** Runs in the page: notes what comes over its WebSockets. */
function tapSockets(): void {
  const tap: Tap = { lines: [], events: [] };
  // Raw samples, which the test can read.
  Reflect.deleteProperty(globalThis, "AudioEncoder");
  const RealWebSocket = WebSocket;
  class TappedWebSocket extends RealWebSocket {
    constructor(url: string) {
      super(url);
      const line = { audio: [] as string[] };
      tap.lines.push(line);
      this.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
        if (data instanceof ArrayBuffer) line.audio.push(btoa(String.fromCharCode(...new Uint8Array(data))));
        else tap.events.push(JSON.parse(data as string) as ServerEvent);
      });
    }
  }
  Object.assign(globalThis, { tap, WebSocket: TappedWebSocket });
}

const glanceAt = (page: Page) =>
  page.evaluate((): Glance => {
    const { tap } = globalThis as unknown as { tap: Tap };
    // 16,000 samples of two bytes a second, in base64.
    const heard = tap.lines.map(({ audio }) => audio.reduce((sum, text) => sum + (text.length * 0.75) / 32, 0));
    return { heard, events: tap.events };
  });
/** Brings over the audio of the page's lines from that one on. */
const audioOf = async (page: Page, from: number, to?: number) => {
  const lines = await page.evaluate(() => (globalThis as unknown as { tap: Tap }).tap.lines);
  const texts = lines.slice(from, to).flatMap(({ audio }) => audio);
  return Buffer.concat(texts.map((text) => Buffer.from(text, "base64")));
};
const messagesOf = ({ events }: Pick<Glance, "events">) =>
  events.flatMap(({ payload }) => (payload.type === "agent.message.completed" ? [payload] : []));

/** Lets `pocketsphinx` write down what is said in audio. */
async function understand(bytes: Buffer): Promise<string> {
  const file = join(folder, "answer.wav");
  const samples = Float32Array.from({ length: bytes.length >> 1 }, (_, index) => bytes.readInt16LE(index * 2) / 32_768);
  await writeFile(file, wavOf(samples, RATE));
  return execFileSync("pocketsphinx_continuous", ["-infile", file, "-logfn", "/dev/null"], { encoding: "utf8" });
}

/** Opens the page and starts a conversation by voice. */
async function startCall(): Promise<Page> {
  const page = await dashboard.open("/talk", { permissions: ["microphone"] });
  // The room opens its lines later than this.
  await page.evaluate(tapSockets);
  const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Reception" }) });
  const opener = card.getByRole("button", { name: "Reception" });
  if ((await opener.getAttribute("aria-expanded")) === "false") await opener.click();
  await card.getByText("Voice", { exact: true }).click();
  await card.getByRole("button", { name: "Start conversation" }).click();
  return page;
}

/** Waits until what came over the page's lines is such; else says what came. */
async function untilTapped(page: Page, holds: (glance: Glance) => boolean): Promise<Glance> {
  const isSo = async () => holds(await glanceAt(page));
  await vi.waitUntil(isSo, { timeout: 60_000, interval: 100 }).catch(async (cause: unknown) => {
    const told = (await glanceAt(page)).events.map(({ payload }) => JSON.stringify(payload)).join("\n");
    throw new Error(`${holds} did not come to hold. The events:\n${told}`, { cause });
  });
  return glanceAt(page);
}

describe.skipIf(BROWSER === null)("a call from a browser", () => {
  it("is answered aloud, can be interrupted, and outlives two seconds without a network", async () => {
    const page = await startCall();
    const until = (holds: (glance: Glance) => boolean) => untilTapped(page, holds);

    // The question is heard, and the answer is heard and cut off by the second sentence.
    const cut = await until((glance) => messagesOf(glance).length > 0);
    expect(messagesOf(cut)[0]?.interrupted).toBe(true);
    expect(cut.events.map(({ payload }) => payload.type)).toContain("agent.audio.cleared");
    expect(messagesOf(cut)[0]?.text).toMatch(/^We are open from nine to five\./);

    // The second answer begins; the network goes for two seconds, and comes back.
    const heardBefore = cut.heard[0] ?? 0;
    await until(({ heard }) => (heard[0] ?? 0) > heardBefore + 1_000);
    await page.context().setOffline(true);
    await page.locator("[data-voice=reconnecting]").waitFor();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await page.context().setOffline(false);
    const whole = await until((glance) => messagesOf(glance).length > 1);
    expect(whole.heard.length).toBeGreaterThan(1);
    expect(messagesOf(whole)[1]).toMatchObject({ interrupted: false, text: SECOND.join("") });

    const answer = await audioOf(page, 0, 1);
    expect(await understand(answer.subarray(0, RATE * 2 * 4))).toMatch(/from nine|nine to five/);
    const rest = await audioOf(page, 1);
    expect(await understand(rest), `${rest.length} bytes`).toMatch(/monday|morning/);
    await dashboard.closePages();
  }, 240_000);
});
