import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BROWSER } from "../../server/src/testing/browser.ts";
import { tone } from "../../sdk/test/tones.ts";
import { type Dashboard, startDashboard } from "./dashboard.ts";
import { wavOf } from "./wav.ts";

const RATE = 16_000;

let dashboard: Dashboard;

beforeAll(async () => {
  if (BROWSER !== null) dashboard = await startDashboard();
}, 120_000);

afterAll(() => dashboard?.stop());
afterEach(async () => dashboard?.closePages());

/** Opens the Voice tab of an agent that has a persona and a sound under its conversations, and notes what plays. */
async function openVoiceTab(): Promise<Page> {
  const prompt = { type: "fixed" as const, text: "Answer." };
  const { id } = await dashboard.client.conversationalAgents.create({
    name: "Speaker",
    description: "Speaks.",
    config: {
      personas: [{ name: "Robin", voice: { provider: "operator", id: "Female 1" } }],
      runtime: { model: "simulated/assistant", prompt },
      voice: { ambient_sound: "office", busy_sound: "keyboard" },
    },
  });
  const page = await dashboard.open("/");
  await page.addInitScript(notePlaying);
  await page.goto(`${dashboard.server.url()}/app/agents/${id}?tab=voice`);
  await page.getByRole("button", { name: "Hear Office" }).waitFor();
  return page;
}

/** Notes the seconds of each sample that begins to play, and how many sound outputs are open. */
function notePlaying(): void {
  const noted = { begun: [] as number[], open: 0 };
  Object.assign(globalThis, { noted });
  const { start } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...when) {
    noted.begun.push(this.buffer?.duration ?? 0);
    noted.open++;
    this.context.addEventListener("statechange", () => {
      if (this.context.state === "closed") noted.open--;
    });
    start.apply(this, when);
  };
}

const playing = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { noted: { begun: number[]; open: number } }).noted);

describe.skipIf(BROWSER === null)("samples in the editor of an agent", () => {
  it("of a sound are heard until they are stopped, each by its own button", async () => {
    const page = await openVoiceTab();
    await page.getByRole("button", { name: "Hear Office" }).click();
    await expect.poll(() => playing(page)).toMatchObject({ open: 1 });
    const [seconds = 0] = (await playing(page)).begun;
    expect(seconds).toBeGreaterThan(0.5);
    await page.getByRole("button", { name: "Hear Keyboard" }).waitFor();
    await page.getByRole("button", { name: "Stop Office" }).click();
    await expect.poll(() => playing(page)).toMatchObject({ open: 0 });
    await page.getByRole("button", { name: "Hear Office" }).waitFor();
  });

  it("fall silent when another sound is chosen, and when the page is left", async () => {
    const page = await openVoiceTab();
    await page.getByRole("button", { name: "Hear Office" }).click();
    await expect.poll(() => playing(page)).toMatchObject({ open: 1 });
    await page.getByLabel("Under the whole conversation").selectOption({ label: "Café" });
    await expect.poll(() => playing(page)).toMatchObject({ open: 0 });
    await page.getByRole("button", { name: "Hear Café" }).click();
    await expect.poll(() => playing(page)).toMatchObject({ open: 1 });
    await page.getByRole("tab", { name: "Prompt", exact: true }).click();
    await expect.poll(() => playing(page)).toMatchObject({ open: 0 });
    expect((await playing(page)).begun).toHaveLength(2);
  });

  it("of a voice end by themselves, and can be heard again", async () => {
    const page = await openVoiceTab();
    const body = wavOf(tone({ hz: 220, ms: 400, rateHz: RATE }), RATE);
    await page.route("**/voices/operator/Female%201/sample*", (route) =>
      route.fulfill({ body, contentType: "audio/wav" }),
    );
    for (const times of [1, 2]) {
      await page.getByRole("button", { name: "Hear Female 1" }).click();
      await expect.poll(async () => (await playing(page)).begun).toHaveLength(times);
      await expect.poll(() => playing(page)).toMatchObject({ open: 0 });
    }
    expect((await playing(page)).begun[0]).toBeCloseTo(0.4, 2);
  });

  it("of a voice that there is not say why", async () => {
    const page = await openVoiceTab();
    const error = { type: "invalid_request", code: "not_found", message: "There is no such voice here." };
    await page.route("**/voices/operator/Female%201/sample*", (route) =>
      route.fulfill({ status: 404, json: { error } }),
    );
    await page.getByRole("button", { name: "Hear Female 1" }).click();
    await page.getByText("There is no such voice here.").waitFor();
    await page.getByRole("button", { name: "Hear Female 1" }).waitFor();
    expect((await playing(page)).begun).toEqual([]);
  });
});
