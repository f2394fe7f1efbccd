import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { frequencyOf, rmsOf, tone } from "../../sdk/test/tones.ts";
import { startBrowser } from "../../server/src/testing/browser.ts";
import { ensurePageIsBuilt } from "./built-page.ts";
import { accessibilityProblems } from "./dashboard.ts";
import { type EmbeddingSite, startEmbeddingSite } from "./embedding-site.ts";
import { DEMO, type FakeVoiceServer, startFakeVoiceServer } from "./fake-voice-server.ts";
import { wavOf } from "./wav.ts";

/** What the fake microphone hears: a tone that comes and goes, as one that stays is taken for noise and removed. */
const HEARD = { hz: 440, ms: 400, pauseMs: 400 };
const RATE = 48_000;

let browser: Browser;
let server: FakeVoiceServer;
let site: EmbeddingSite;
let folder: string;
let context: BrowserContext;
let misdeeds: string[] = [];

beforeAll(async () => {
  ensurePageIsBuilt();
  folder = await mkdtemp(join(tmpdir(), "operator-widget-voice-"));
  const microphone = join(folder, "microphone.wav");
  const loop = new Float32Array(((HEARD.ms + HEARD.pauseMs) * RATE) / 1_000);
  loop.set(tone({ ...HEARD, rateHz: RATE, height: 0.3 }));
  await writeFile(microphone, wavOf(loop, RATE));
  server = await startFakeVoiceServer();
  site = await startEmbeddingSite(server.url);
  browser = await startBrowser([
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-audio-capture=${microphone}`,
  ]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
});

afterEach(async () => {
  await context?.close();
  server?.reset();
  expect(misdeeds.splice(0)).toEqual([]);
});

async function openSite(permissions: string[]): Promise<Page> {
  context = await browser.newContext({ reducedMotion: "reduce", permissions });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on("pageerror", (error) => misdeeds.push(String(error)));
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) misdeeds.push(message.text());
  });
  // Samples are simpler to hear than packets.
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "AudioEncoder"));
  site.show({
    body: `<main><h1>A shop</h1></main><script src="${server.url}/widget.js" data-demo="${DEMO.id}" data-open async></script>`,
  });
  await page.goto(site.origin);
  return page;
}

const dialog = (page: Page) => page.getByRole("dialog");
const state = (page: Page, name: string) => page.locator(`[data-voice=${name}]`);

/** Returns the loudest tone that the server has heard in spans of 100 ms since that place. */
function loudestSince(place: number): { hz: number; rms: number } {
  const bytes = Buffer.concat(server.line.audio.slice(place).map((message) => message.bytes));
  const heard = Float32Array.from({ length: bytes.length >> 1 }, (_, at) => bytes.readInt16LE(at * 2) / 32_768);
  const spans = Array.from({ length: Math.floor(heard.length / 1_600) }, (_, at) =>
    heard.subarray(at * 1_600, (at + 1) * 1_600),
  );
  const all = spans.map((span) => ({ hz: frequencyOf(span, 16_000), rms: rmsOf(span) }));
  return all.sort((one, other) => other.rms - one.rms)[0] ?? { hz: 0, rms: 0 };
}

async function startTalking(page: Page): Promise<void> {
  await dialog(page).getByRole("button", { name: "Talk" }).click();
  await dialog(page).getByRole("button", { name: "Microphone" }).waitFor();
  await vi.waitUntil(() => (server.lines.at(-1)?.audio.length ?? 0) > 100, { timeout: 30_000 });
}

describe("voice in the widget, on a page of another origin with a strict policy", () => {
  it("hears the visitor, shows what is understood, and plays the agent", async () => {
    const page = await openSite(["microphone"]);
    await startTalking(page);
    const { hz, rms } = loudestSince(0);
    expect(hz).toBeGreaterThan(430);
    expect(hz).toBeLessThan(450);
    expect(rms).toBeGreaterThan(0.05);
    await state(page, "listening").waitFor();
    server.send({ type: "user.speech.started" });
    server.send({ type: "user.transcript.delta", text: "Is there a free hour" });
    await state(page, "hearing").waitFor();
    await dialog(page).locator(".user .bubble").getByText("Is there a free hour").waitFor();
    server.send({ type: "user.speech.ended" });
    const agent = tone({ hz: 300, ms: 2_000, rateHz: 16_000 });
    const bytes = Buffer.alloc(agent.length * 2);
    agent.forEach((sample, at) => bytes.writeInt16LE(sample * 32_767, at * 2));
    for (let at = 0; at < bytes.length; at += 3_200) server.sendAudio(bytes.subarray(at, at + 3_200));
    await state(page, "speaking").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: "artifacts/dashboard/widget-voice.png" });
    const played = () => server.line.events.findLast(({ payload }) => payload.type === "audio.played")?.payload;
    await vi.waitUntil(() => Number(played()?.["played_ms"] ?? 0) > 500, { timeout: 30_000 });
  });

  it("hears nobody while the microphone is off, nor once the chat is out of sight", async () => {
    const page = await openSite(["microphone"]);
    await startTalking(page);
    await dialog(page).getByRole("button", { name: "Microphone" }).click();
    await state(page, "muted").waitFor();
    await vi.waitUntil(() => loudestSince(-25).rms < 1e-4, { timeout: 30_000 });
    await dialog(page).getByRole("button", { name: "Microphone" }).click();
    await vi.waitUntil(() => loudestSince(-50).rms > 0.05, { timeout: 30_000 });
    await dialog(page).getByRole("button", { name: "Close the chat" }).click();
    await vi.waitUntil(() => loudestSince(-25).rms < 1e-4, { timeout: 30_000 });
    await page.getByRole("button", { name: /^Chat with/ }).click();
    await state(page, "muted").waitFor();
  });

  it("goes on by voice when the page is loaded anew", async () => {
    const page = await openSite(["microphone"]);
    await startTalking(page);
    await page.reload();
    await vi.waitUntil(() => server.lines.length > 1, { timeout: 30_000 });
    await dialog(page).getByRole("button", { name: "Microphone" }).waitFor();
    const sound = dialog(page).getByRole("button", { name: "Turn sound on" });
    if (await sound.isVisible()) await sound.click();
    await vi.waitUntil(() => server.line.audio.length > 20, { timeout: 30_000 });
    expect(server.created).toBe(1);
  });

  it("begins no conversation where the visitor does not lend the microphone", async () => {
    const page = await openSite([]);
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("No.", "NotAllowedError"));
    });
    await dialog(page).getByRole("button", { name: "Talk" }).click();
    await dialog(page).getByRole("alert").filter({ hasText: "may not use the microphone" }).waitFor();
    expect(server.created).toBe(0);
    await dialog(page).getByRole("button", { name: "Start chat" }).waitFor();
  });
});
