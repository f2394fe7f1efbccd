import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { DemoLink } from "../../sdk/src/index.ts";
import { accessibilityProblems, type Dashboard, startDashboard } from "./dashboard.ts";

const PHONE = { viewport: { width: 390, height: 844 } };

let dashboard: Dashboard;
let agentId: string;

beforeAll(async () => {
  dashboard = await startDashboard();
  const prompt = { type: "fixed" as const, text: "You take appointments." };
  const config = { personas: [{ name: "Robin" }], runtime: { model: "simulated/assistant", prompt } };
  const { client } = dashboard;
  const made = await client.conversationalAgents.create({ name: "Salon", description: "Answers.", config });
  await client.conversationalAgents.release(made.version_id);
  agentId = made.id;
}, 120_000);

afterAll(() => dashboard?.stop());
afterEach(() => dashboard?.closePages());

const makeLink = (more: object = {}): Promise<DemoLink> =>
  dashboard.client.demoLinks.create({ agent_id: agentId, name: "Fair", greeting: "Ask for a free hour.", ...more });
const openLink = ({ id }: DemoLink, options = {}): Promise<Page> => dashboard.openSignedOut(`/demo/${id}`, options);
const field = (page: Page) => page.getByRole("textbox", { name: "Message" });
const shot = (page: Page, name: string) => page.screenshot({ path: `artifacts/dashboard/demo-${name}.png` });

async function chat(page: Page, text: string): Promise<void> {
  const before = await page.locator(".message.agent").count();
  await field(page).fill(text);
  await field(page).press("Enter");
  await expect.poll(() => page.locator(".message.agent").count()).toBeGreaterThan(before);
}

describe("the page of a public link", () => {
  it("lets anybody talk, without an account and without a key, and goes on when it is loaded anew", async () => {
    const page = await openLink(await makeLink());
    await page.getByText("Ask for a free hour.").waitFor();
    await expect.poll(() => page.title()).toBe("Robin");
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "welcome");
    await page.getByRole("button", { name: "Start chat" }).click();
    await chat(page, "Is there a free hour tomorrow?");
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "chat");
    await page.reload();
    await page.getByText("Is there a free hour tomorrow?").first().waitFor();
    await chat(page, "And on Friday?");
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain("op_");
    expect(await page.context().cookies()).toEqual([]);
  });

  it("works on a phone in the dark", async () => {
    const page = await openLink(await makeLink(), { ...PHONE, colorScheme: "dark" });
    await page.getByRole("button", { name: "Start chat" }).click();
    await chat(page, "Good day");
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "phone-dark");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it("speaks the agent's language", async () => {
    const prompt = { type: "fixed" as const, text: "Du nimmst Termine an." };
    const { id, version_id } = await dashboard.client.conversationalAgents.create({
      name: "Salon",
      description: "Antwortet.",
      config: { runtime: { model: "simulated/assistant", prompt }, language: { default_language: "German" } },
    });
    await dashboard.client.conversationalAgents.release(version_id);
    const page = await openLink(await makeLink({ agent_id: id }));
    await page.getByRole("button", { name: "Chat beginnen" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("de");
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "german");
  });

  it("says when a conversation takes no more messages", async () => {
    const page = await openLink(await makeLink({ limits: { messages_per_conversation: 1 } }), PHONE);
    await page.getByRole("button", { name: "Start chat" }).click();
    await chat(page, "Good day");
    await field(page).fill("And on Friday?");
    await field(page).press("Enter");
    await page.getByText("A conversation takes no more messages here. Begin another one.").waitFor();
    await page.getByRole("button", { name: "New conversation" }).waitFor();
    await shot(page, "full-phone");
  });

  it("says when the link was withdrawn", async () => {
    const link = await makeLink();
    await dashboard.client.demoLinks.delete(link.id);
    const page = await openLink(link);
    await page.getByRole("alert").filter({ hasText: "not offered any more" }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "withdrawn");
  });

  it("says when all of today's conversations have been held", async () => {
    const link = await makeLink({ limits: { per_day: 1 } });
    await dashboard.client.demos.begin(link.id, {});
    const page = await openLink(link);
    await page.getByRole("button", { name: "Start chat" }).click();
    await page.getByRole("alert").filter({ hasText: "no free place just now" }).waitFor();
  });
});

describe("on the agent's page", () => {
  const share = (id: string, options = {}) => dashboard.open(`/agents/${id}?tab=share`, options);

  it("a link is made, shown, changed and withdrawn", async () => {
    const agent = await dashboard.client.conversationalAgents.get(agentId);
    const copy = await dashboard.client.conversationalAgents.create({
      name: "Branch",
      description: "Answers.",
      config: agent.config,
    });
    const page = await share(copy.id);
    await page.getByText("No public links yet").waitFor();
    await page.getByText("never released").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "links-none");
    await page.getByRole("button", { name: "New link" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Make the link" }).click();
    await dialog.getByText("Give the link a name.").waitFor();
    await dialog.getByLabel("Name").first().fill("Web site");
    await dialog.getByLabel("Sites that may embed the widget").fill("https://www.example.com");
    await dialog.getByLabel("Most messages in one conversation").fill("12");
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "link-dialog");
    await dialog.getByRole("button", { name: "Make the link" }).click();
    const card = page.getByRole("listitem", { name: "Web site" });
    await card.getByRole("link", { name: /\/demo\/demo_/ }).waitFor();
    await card.getByText("and 12 messages in each.").waitFor();
    await card.getByText("Put it on a web site").click();
    await card.getByText("data-demo=").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "links");
    await card.getByRole("button", { name: "Change" }).click();
    await dialog.getByLabel("Name").first().fill("Web shop");
    await dialog.getByRole("button", { name: "Save" }).click();
    const renamed = page.getByRole("listitem", { name: "Web shop" });
    await renamed.getByRole("button", { name: "Withdraw" }).click();
    await dialog.getByRole("button", { name: "Withdraw" }).click();
    await page.getByText("No public links yet").waitFor();
  });

  it("two who change one link are told of each other", async () => {
    const link = await makeLink({ name: "Shared" });
    const page = await share(agentId);
    await page.getByRole("listitem", { name: "Shared" }).getByRole("button", { name: "Change" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").first().fill("Mine");
    await dashboard.client.demoLinks.change(link.id, { name: "Theirs" });
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("Somebody else has changed this meanwhile").waitFor();
    await dialog.getByText("Theirs", { exact: true }).waitFor();
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByRole("listitem", { name: "Mine" }).waitFor();
  });

  it("a viewer sees no links, and a phone shows them whole", async () => {
    await makeLink({ name: "Fair in Bern" });
    const viewer = await share(agentId, { role: "viewer" });
    await viewer.getByText("only developers and owners see them").waitFor();
    expect(await viewer.getByText("/demo/").count()).toBe(0);
    const page = await share(agentId, { ...PHONE, colorScheme: "dark" });
    await page.getByRole("listitem", { name: "Fair in Bern" }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "links-phone-dark");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
