import type { Schemas } from "@operator/sdk";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BROWSER } from "../../server/src/testing/browser.ts";
import { campaignOf, changeableOf, changeableSettings, NEW_CAMPAIGN } from "../src/campaigns/campaign-settings.ts";
import { guessTargets, rowsOf } from "../src/campaigns/csv-mapping.ts";
import { readCsv } from "../src/campaigns/csv-text.ts";
import { accessibilityProblems, type Dashboard, startDashboard } from "./dashboard.ts";

describe("a CSV file", () => {
  it.each([
    ["a,b\n1,2\n", [["1", "2"]]],
    ['\uFEFFa;b\r\n"x;""y""";\r\n\r\n', [['x;"y"', ""]]],
    ["a\tb\n1\t2", [["1", "2"]]],
    ['a,b\n"two\nlines",3', [["two\nlines", "3"]]],
    ["a\n1\n2\n", [["1"], ["2"]]],
  ])("is read as spreadsheets write it: %j", (text, rows) => {
    expect(readCsv(text)).toMatchObject({ rows, problem: null });
  });

  it("says what is missing when it has no rows", () => {
    expect(readCsv("a,b\n").problem).toContain("no rows");
    expect(readCsv("").problem).toContain("no rows");
  });

  it("has columns that are known by their names", () => {
    expect(guessTargets(["Phone", "name", "id", "time_zone", "date", "phone"])).toEqual([
      "address",
      "customer",
      "external_id",
      "time_zone",
      "variable",
      "variable",
    ]);
  });

  it("becomes rows, with what is wrong by its place", () => {
    const table = readCsv("phone,name,date\n+1 415 555 0123,Kim,4 July\n044 668,Lee,\n,Ada,\n+14155550123,Kim,\n");
    const { rows, problems } = rowsOf(table, ["address", "customer", "variable"], "sms");
    expect(rows).toEqual([
      { callee_no: "+1 415 555 0123", context: { $customer: { name: "Kim" }, $variables: { date: "4 July" } } },
      { callee_no: "044 668", context: { $customer: { name: "Lee" } } },
    ]);
    expect(problems.map(({ row }) => row)).toEqual([2, 3, 4]);
    expect(problems[2]?.message).toBe("is the same as row 1");
  });
});

describe("the form of a new campaign", () => {
  it("gives back what it holds of a campaign", () => {
    const kept = {
      name: "July",
      hours: {
        time_zone: "Europe/Zurich",
        windows: [{ days: ["mon" as const, "sat" as const], from: "08:00", to: "12:30" }],
      },
      pacing: { per_minute: 7, at_once: 3 },
      retries: { busy: { times: 2, after_minutes: 15 } },
    };
    const campaign = { ...kept, id: "camp_00000000001" } as Schemas["Campaign"];
    expect(changeableOf(changeableSettings(campaign))).toEqual(kept);
    expect(changeableOf(changeableSettings({ ...campaign, hours: null })).hours).toBeNull();
  });

  it("makes what the API takes, without what is not asked for", () => {
    expect(campaignOf({ ...NEW_CAMPAIGN, name: " July ", agentId: "ca_1", isTest: true, hasHours: false })).toEqual({
      name: "July",
      agent_id: "ca_1",
      channel: { type: "phone", caller_no: null },
      livemode: false,
      hours: null,
      pacing: { per_minute: 20, at_once: null },
      retries: { busy: { times: 3, after_minutes: 10 }, "no-answer": { times: 2, after_minutes: 240 } },
    });
  });
});

const FILE = "email,name,date\nkim@example.com,Kim,4 July\nlee@example.com,Lee,5 July\nnobody,Ada,6 July\n";

describe.skipIf(BROWSER === null)("the room of campaigns", () => {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = await startDashboard({
      OPERATOR_MODEL_SERVERS: "fake=http://127.0.0.1:9/v1",
      // Nobody listens there: the conversations begin, and their mails wait.
      OPERATOR_SMTP_URL: "smtp://127.0.0.1:9",
      OPERATOR_MAIL_FROM: "salon@example.com",
    });
    for (const name of ["kim", "lee"]) await dashboard.client.testAddresses.create({ address: `${name}@example.com` });
    const { version_id } = await dashboard.client.conversationalAgents.create({
      name: "Reminder",
      description: "Reminds people.",
      config: {
        personas: [{ name: "Amanda" }],
        runtime: {
          model: "fake/model",
          prompt: { type: "fixed", text: "Remind of $date." },
          variables: [{ name: "date", description: "When it is." }],
        },
      },
    });
    await dashboard.client.conversationalAgents.release(version_id);
  }, 120_000);
  afterAll(() => dashboard?.stop());
  afterEach(async () => dashboard?.closePages());

  const shot = (page: Page, name: string) => page.screenshot({ path: `artifacts/dashboard/campaigns-${name}.png` });

  it("makes a campaign of a file, starts, pauses and resumes it, shows its conversations, and cancels it", async () => {
    const page = await dashboard.open("/campaigns");
    await page.getByText("There are no campaigns yet.").waitFor();
    await shot(page, "empty");
    await page.getByRole("link", { name: "New campaign" }).first().click();
    await page.getByLabel("Name").fill("Check-ups in July");
    await page.getByRole("combobox", { name: "Agent" }).selectOption("Reminder");
    await page.getByRole("combobox", { name: "Channel" }).selectOption("E-mail");
    await page.getByRole("switch", { name: /Test mode/ }).click();
    await page.getByRole("switch", { name: /Only at certain hours/ }).click();
    await page.getByLabel("Begun in a minute, at most").fill("1");
    const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) };
    await page.getByLabel("CSV file").setInputFiles(file);
    await page.getByText("3 of 3 rows will be added.").waitFor();
    await page.getByText(/Row 3 has no mail address/).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "new");
    await page.getByRole("button", { name: "Make the campaign with 3 rows" }).click();
    await page.getByRole("heading", { name: "Check-ups in July" }).waitFor();
    await page.getByRole("row", { name: /^1\. kim@example/ }).waitFor();
    const [campaign] = (await dashboard.client.campaigns.list()).data;
    expect(campaign).toMatchObject({ status: "draft", livemode: false, progress: { rows: 3, refused: 1 } });
    await page.getByLabel("Begun in a minute, at most").fill("2");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("The campaign is saved.").waitFor();
    expect(await dashboard.client.campaigns.get(campaign?.id ?? "")).toMatchObject({ pacing: { per_minute: 2 } });
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("button", { name: "Start it" }).click();
    await page
      .getByRole("row", { name: /^1\. kim@example/ })
      .getByRole("link", { name: /^conv_/ })
      .waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Resume" }).click();
    await page.getByRole("button", { name: "Pause" }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "one");
    await page.getByRole("button", { name: "Cancel campaign" }).click();
    await page.getByRole("button", { name: "Cancel it for good" }).click();
    await page.getByText("Cancelled").first().waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    expect((await download).suggestedFilename()).toBe("Check-ups in July.csv");
  });

  it("shows a viewer how far campaigns are, and offers nothing more", async () => {
    const phone = { viewport: { width: 390, height: 844 }, colorScheme: "dark" as const };
    const page = await dashboard.open("/campaigns", { role: "viewer", ...phone });
    await page.getByRole("link", { name: /Check-ups in July/ }).click();
    await page.getByRole("progressbar").waitFor();
    expect(await page.getByRole("button", { name: "Delete" }).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "one-phone-dark");
  });
});
