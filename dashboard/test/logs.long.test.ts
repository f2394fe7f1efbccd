import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { LogEntry } from "../../sdk/src/index.ts";
import { BROWSER } from "../../server/src/testing/browser.ts";
import { logQuery } from "../src/logs/log-query.ts";
import { actorPath, actorText } from "../src/logs/log-words.ts";
import { joined } from "../src/logs/use-live-log.ts";
import { accessibilityProblems, type Dashboard, startDashboard } from "./dashboard.ts";

describe("what the log says", () => {
  it("asks the server for what stands in the address, and for nothing else", () => {
    expect(logQuery({ q: " hi ", kind: "", tab: "x", from: "2025-06-19T09:00:00Z", to: "soon" })).toEqual({
      q: "hi",
      at_gte: "2025-06-19T09:00:00.000Z",
    });
  });

  it("names who did something, and where they are", () => {
    expect(actorText({ type: "system", id: null, name: null })).toBe("The platform");
    expect(actorText({ type: "api_key", id: "key_1", name: "CRM" })).toBe("CRM");
    expect(actorPath({ type: "agent", id: "ca_1@v2", name: null })).toBe("/agents/ca_1");
    expect(actorPath({ type: "member", id: "mem_1", name: null })).toBeNull();
  });

  it("shows an entry once that was both followed and read", () => {
    const entry = (id: string) => ({ id }) as LogEntry;
    const ids = joined([entry("3"), entry("2")], [entry("2"), entry("1")]).map(({ id }) => id);
    expect(ids).toEqual(["3", "2", "1"]);
  });
});

describe.skipIf(BROWSER === null)("the room of logs", () => {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = await startDashboard();
  }, 120_000);
  afterAll(() => dashboard?.stop());
  afterEach(async () => dashboard?.closePages());

  it("shows what is done as it is done, and holds while it is paused", async () => {
    const page = await dashboard.open("/logs?kind=api_request&q=api_keys");
    await page.getByText("Nothing in the log is like that.").waitFor();
    await page.screenshot({ path: "artifacts/dashboard/logs-empty.png" });
    await dashboard.client.apiKeys.list();
    const first = page.getByRole("button", { name: /api_keys/ });
    await first.first().waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByText("Paused").waitFor();
    const { id } = await dashboard.client.apiKeys.create({ name: "Second", livemode: true });
    await dashboard.client.apiKeys.delete(id);
    await page.getByRole("button", { name: "Follow" }).click();
    await page.getByRole("button", { name: /DELETE \/api_keys/ }).waitFor();
  });

  it("filters, and shows one entry with the rest of its request", async () => {
    await dashboard.client.customers.get("cus_00000000000").catch(() => undefined);
    const page = await dashboard.open("/logs");
    await page.getByLabel("Outcome").selectOption("Refused");
    await page.getByLabel("Search the log").fill("customers");
    const entry = page.getByRole("button", { name: /customers/ });
    await entry.first().waitFor();
    await page.screenshot({ path: "artifacts/dashboard/logs-filtered.png" });
    await entry.first().click();
    const drawer = page.getByRole("complementary");
    await drawer.getByText("Details").first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: "artifacts/dashboard/logs-drawer.png" });
    await drawer.getByRole("link", { name: /^All of req_/ }).click();
    await page.waitForURL(/request_id=req_/);
    await drawer.waitFor({ state: "detached" });
  });

  it("fits on a phone in the dark, for viewers too", async () => {
    const phone = { viewport: { width: 390, height: 844 }, colorScheme: "dark" as const };
    const page = await dashboard.open("/logs", { role: "viewer", ...phone });
    await page.getByRole("table", { name: "Logs" }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: "artifacts/dashboard/logs-phone-dark.png" });
  });
});
