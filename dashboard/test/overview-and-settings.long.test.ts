import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BROWSER } from "../../server/src/testing/browser.ts";
import { accessibilityProblems, type Dashboard, startDashboard } from "./dashboard.ts";

const SHOTS = "artifacts/dashboard";
const LOOKS = [
  { name: "wide-light", viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  { name: "narrow-dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
] as const;

let dashboard: Dashboard;

beforeAll(async () => {
  if (BROWSER === null) return;
  mkdirSync(SHOTS, { recursive: true });
  dashboard = await startDashboard();
}, 120_000);

afterAll(async () => dashboard?.stop());
afterEach(async () => dashboard?.closePages());

/** Keeps pictures of a page, and holds each look of it to the rules of accessibility. */
async function look(page: Page, what: string): Promise<void> {
  for (const { name, viewport, colorScheme } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityProblems(page), `${what}, ${name}`).toEqual([]);
    await page.screenshot({ path: `${SHOTS}/${what}-${name}.png` });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(LOOKS[0].viewport);
}

const region = (page: Page, name: string) => page.getByRole("region", { name });

describe.skipIf(BROWSER === null)("the overview", () => {
  it("shows first steps while nothing has happened, and what the installation lacks", async () => {
    const page = await dashboard.open("/");
    await region(page, "First steps").getByText("Talk with the agent that is here").waitFor();
    await region(page, "Last conversations").getByText("There are none yet.").waitFor();
    await region(page, "This installation").getByText("Not set up").first().waitFor();
    await region(page, "Failed in the last 24 hours").getByText("None").first().waitFor();
    await look(page, "overview-empty");
  });

  it("shows a conversation that has begun, and leads to it", async () => {
    const [agent] = (await dashboard.client.conversationalAgents.list()).data;
    const { id } = await dashboard.client.conversations.create({
      agent_id: agent?.id ?? "",
      channel: { type: "chat_realtime" },
    });
    const page = await dashboard.open("/");
    const row = region(page, "Last conversations").getByRole("link", { name: /Appointment booking/ });
    await row.waitFor();
    await look(page, "overview");
    expect(await row.getAttribute("href")).toBe(`/app/conversations/${id}`);
  });
});

describe.skipIf(BROWSER === null)("the settings", () => {
  it("change the organization, and ask before fewer days of conversations are kept", async () => {
    const page = await dashboard.open("/settings");
    await page.getByLabel("Name", { exact: true }).fill("Salon Ada Lovelace");
    await page.getByLabel("Time zone").selectOption("Europe/Zurich");
    await page.getByLabel("Keep conversations").selectOption("days");
    await page.getByLabel("Days", { exact: true }).fill("30");
    await page.getByText("This deletes conversations.").waitFor();
    await look(page, "settings-organization");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("dialog").getByText("This cannot be undone").waitFor();
    await look(page, "settings-retention");
    await page.getByRole("button", { name: "Save, and delete older ones" }).click();
    await page.getByText("The organization is saved.").waitFor();
    expect(await dashboard.client.organization.get()).toMatchObject({
      name: "Salon Ada Lovelace",
      time_zone: "Europe/Zurich",
      conversation_retention_days: 30,
    });
  });

  it("tell whoever was slower of another's change, and lose neither", async () => {
    const page = await dashboard.open("/settings");
    await page.getByLabel("Name", { exact: true }).fill("Mine");
    await dashboard.client.organization.change({ name: "Theirs" });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("alert").getByText("Somebody else has changed this meanwhile").waitFor();
    await page.getByRole("alert").getByText("Theirs", { exact: true }).waitFor();
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Mine");
    await look(page, "settings-conflict");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("The organization is saved.").waitFor();
    expect((await dashboard.client.organization.get()).name).toBe("Mine");
  });

  it("invite somebody by a link that is shown once, and withdraw it", async () => {
    const page = await dashboard.open("/settings?tab=members");
    await page.getByRole("button", { name: "Invite somebody" }).click();
    await page.getByLabel("E-mail (optional)").fill("noa@example.com");
    await page.getByRole("button", { name: "Make the link" }).click();
    await page.getByLabel("Link", { exact: true }).getByText("#invitation=").waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    const open = region(page, "Open invitations");
    await open.getByText("noa@example.com").waitFor();
    await look(page, "settings-members");
    await open.getByRole("button", { name: "Withdraw" }).click();
    await open.waitFor({ state: "detached" });
    expect((await dashboard.client.invitations.list()).data).toEqual([]);
  });

  it("give a member another role, and remove them", async () => {
    await dashboard.open("/", { role: "developer" });
    const page = await dashboard.open("/settings?tab=members");
    await page.getByRole("button", { name: "A developer" }).click();
    await page.getByLabel("Role").selectOption("viewer");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("A developer has another role.").waitFor();
    await page.getByRole("button", { name: "A developer" }).click();
    await page.getByRole("button", { name: "Remove" }).click();
    await look(page, "settings-remove");
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await page.getByText("A developer is removed.").waitFor();
    expect((await dashboard.client.members.list()).data.map(({ name }) => name)).toEqual(["Ada Owner"]);
  });

  it("change one's own password, and say so when the current one is wrong", async () => {
    const page = await dashboard.open("/settings?tab=account");
    await page.getByLabel("Current password").fill("a wrong password");
    await page.getByLabel("New password").fill("a newer password than that");
    await page.getByRole("button", { name: "Change the password" }).click();
    await page.getByRole("alert").getByText("The current password is wrong.").waitFor();
    await look(page, "settings-account");
  });
});
