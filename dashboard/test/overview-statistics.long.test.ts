import { mkdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { Client as Postgres } from "pg";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BROWSER } from "../../server/src/testing/browser.ts";
import { findDatabase } from "../../server/src/testing/server-process.ts";
import { accessibilityProblems, type Dashboard, startDashboard } from "./dashboard.ts";

const SHOTS = "artifacts/dashboard";
const MOST_BYTES = 200 * 1024;
const LOOKS = [
  { name: "wide-light", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { name: "wide-dark", viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  { name: "narrow-dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
  { name: "narrow-light", viewport: { width: 390, height: 844 }, colorScheme: "light" },
] as const;

let dashboard: Dashboard;
let agent: string;

beforeAll(async () => {
  if (BROWSER === null) return;
  mkdirSync(SHOTS, { recursive: true });
  dashboard = await startDashboard({ OPERATOR_MODEL_PRICES: "acme/fast=2/8" });
  agent = (await dashboard.client.conversationalAgents.list()).data[0]?.id ?? "";
}, 180_000);

afterAll(async () => dashboard?.stop());
afterEach(async () => dashboard?.closePages());

/** Puts three weeks of conversations into the server's own database, with their turns and calls of tools. */
async function putThePast(): Promise<void> {
  const connection = new Postgres({ connectionString: findDatabase(dashboard.server.dataDirectory)?.url });
  await connection.connect();
  await connection.query(
    `insert into conversations (id, agent_id, agent_version, channel, channel_type, livemode, direction, status, context,
       created_at, started_at, completed_at, token_expires_at)
     select 'conv_' || lpad(n::text, 11, '0'), $1, n % 2, '{}', (array['voice_realtime', 'chat_realtime', 'sms'])[1 + n % 3],
       true, 'inbound', (array['completed', 'completed', 'completed', 'failed', 'voicemail'])[1 + n % 5], '{}',
       at, at, at + (30 + n % 90) * interval '1 second', at
     from (select n, now() - (n * n / 800.0) * interval '1 hour' as at from generate_series(1, 600) as n) as all_of_them`,
    [agent],
  );
  await connection.query(
    `insert into turns (conversation_id, sequence, at, agent_id, agent_version, channel_type, livemode, model,
       interrupted, transcript, end_of_turn, first_token, first_audio, response, total, input_tokens, output_tokens)
     select id, n, created_at, agent_id, agent_version, channel_type, livemode, 'acme/fast', false,
       case when v then 80 + 20 * n end, case when v then 300 + 20 * n end, 250 + 40 * n, case when v then 700 + 60 * n end,
       case when not v then 400 + 60 * n end, 1500 + 200 * n, 1200, 80
     from (select *, channel_type = 'voice_realtime' as v from conversations where id like 'conv_00%') c,
       generate_series(1, 4) as n`,
  );
  await connection.query(
    `insert into tool_calls (call_id, conversation_id, ns, name, arguments, status, created_at, settled_at)
     select id || n, id, 'api', (array['find_slot', 'book_appointment'])[n], '{}',
       case when right(id, 1) = '3' then 'failed' else 'succeeded' end, created_at, created_at + n * interval '400 ms'
     from conversations, generate_series(1, 2) as n where id like 'conv_00%'`,
  );
  await connection.end();
}

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

async function look(page: Page, what: string): Promise<void> {
  for (const { name, viewport, colorScheme } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityProblems(page), `${what}, ${name}`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    // All of the page, which scrolls inside of itself.
    const sideways = (scrolled: Element) => scrolled.scrollWidth - scrolled.clientWidth;
    expect(await page.locator("main .overflow-y-auto").first().evaluate(sideways)).toBeLessThanOrEqual(0);
    const height = await page.evaluate(() => document.querySelector("main .overflow-y-auto")?.scrollHeight ?? 0);
    await page.setViewportSize({ ...viewport, height: Math.max(viewport.height, height + 120) });
    await page.screenshot({ path: `${SHOTS}/${what}-${name}.png` });
  }
  await page.setViewportSize(LOOKS[0].viewport);
}

describe.skipIf(BROWSER === null)("the statistics of the overview", () => {
  it("say what would be there, and where to begin, while there is nothing", async () => {
    const page = await dashboard.open("/");
    await region(page, "Statistics").getByText("There was no conversation in this time.").waitFor();
    await region(page, "Statistics").getByRole("link", { name: "Talk with an agent" }).waitFor();
    await look(page, "overview-statistics-empty");
  });

  it("come with a start page of no more than 200 KB of script", async () => {
    const page = await dashboard.openSignedOut("/");
    await page.getByRole("heading").first().waitFor();
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .filter((name) => name.endsWith(".js")),
    );
    const sizes = await Promise.all(
      scripts.map(async (url) => gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length),
    );
    const all = sizes.reduce((sum, size) => sum + size, 0);
    process.stdout.write(`Script of the start page: ${Math.round(all / 1024)} KB, compressed\n`);
    expect(all).toBeGreaterThan(0);
    expect(all).toBeLessThan(MOST_BYTES);
  });

  it("plot what happened, compared with the time before, and as tables", async () => {
    await putThePast();
    const page = await dashboard.open("/");
    const volumes = region(page, "Conversations by channel");
    await volumes.locator("canvas").waitFor();
    await region(page, "Statistics").getByText("more than in the 7 days before").first().waitFor();
    await volumes.getByText("As a table").click();
    await volumes.getByRole("columnheader", { name: "Text message" }).waitFor();
    expect(await volumes.getByRole("row").count()).toBe(8);
    await region(page, "By tool").getByText("book_appointment").waitFor();
    await region(page, "By agent and version").getByText("v1").waitFor();
    await volumes.getByText("As a table").click();
    await region(page, "Calls of tools").locator("canvas").waitFor();
    await look(page, "overview-statistics");
  });

  it("are gone through by the keyboard", async () => {
    const page = await dashboard.open("/");
    const latency = region(page, "Latency: first audio");
    await latency.locator("canvas").waitFor();
    const slider = latency.getByRole("slider");
    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    expect(await slider.getAttribute("aria-valuenow")).toBe("5");
    expect(await slider.getAttribute("aria-valuetext")).toMatch(/Half within \d+ ms, 9 of 10 within/);
  });

  it("are filtered by what stands in the address", async () => {
    const page = await dashboard.open("/?period=30d");
    await region(page, "Statistics").getByLabel("Agent", { exact: true }).selectOption(agent);
    await region(page, "Statistics").getByLabel("Version", { exact: true }).selectOption("v0");
    await region(page, "By agent and version").getByText("v1").waitFor({ state: "detached" });
    await region(page, "Statistics").getByLabel("Channel", { exact: true }).selectOption("sms");
    await region(page, "Latency: first word in text").locator("canvas").waitFor();
    const address = new URL(page.url());
    expect(Object.fromEntries(address.searchParams)).toEqual({
      period: "30d",
      agent_id: agent,
      version: "v0",
      channel_type: "sms",
    });
    await region(page, "Statistics").getByLabel("Mode", { exact: true }).selectOption("false");
    await page.getByText("No conversation is like that in this time.").waitFor();
  });
});
