import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BROWSER } from "../../server/src/testing/browser.ts";
import { type FakeModelServer, startFakeModelServer } from "../../server/src/testing/fake-model-server.ts";
import { chatWith } from "./chat-with.ts";
import { accessibilityProblems, type Dashboard, startDashboard } from "./dashboard.ts";

let dashboard: Dashboard;
let model: FakeModelServer;
let agent: string;

beforeAll(async () => {
  if (BROWSER === null) return;
  model = await startFakeModelServer({ answer: { firstPieceAfter: 5, pieceEvery: 2, pieces: ["Of course."] } });
  dashboard = await startDashboard({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`, OPERATOR_SUMMARIES: "false" });
  const { id } = await dashboard.client.conversationalAgents.create({
    name: "Reception",
    description: "Answers.",
    config: { runtime: { model: "fake/model", prompt: { type: "fixed", text: "Answer." }, speaks_first: false } },
  });
  await dashboard.client.conversationalAgents.release(`${id}@v0`);
  agent = id;
}, 120_000);

afterAll(async () => {
  await dashboard?.stop();
  await model?.close();
});

afterEach(async () => dashboard?.closePages());

const shot = (page: Page, name: string) => page.screenshot({ path: `artifacts/dashboard/customers-${name}.png` });
const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true }).click();

/** Has somebody talk with the agent, by which they become a customer. */
async function talkAs(name: string, externalId: string): Promise<string> {
  const context = { $customer: { name, external_id: externalId } };
  await chatWith(dashboard, agent, { says: ["Hello"], context });
  const [customer] = (await dashboard.client.customers.list({ external_id: externalId })).data;
  return customer?.id ?? "";
}

const WIDE = { viewport: { width: 1440, height: 900 } };

describe.skipIf(BROWSER === null)("the room of the customers", () => {
  it("is empty at first, and makes somebody", async () => {
    const page = await dashboard.open("/customers", WIDE);
    await page.getByText("Nobody is known yet.").waitFor();
    await shot(page, "empty");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "New customer" }).first().click();
    await page.getByLabel("Name").fill("Ida Made");
    await page.getByLabel("Telephone number").fill("+1 415 555 0123");
    await page.getByLabel("Language").selectOption("German");
    await page.getByLabel("Whatever else is known").fill('{"plan": "gold"}');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Make customer" }).click();
    await page.getByRole("heading", { name: "Ida Made" }).waitFor();
    await page.getByText("Nobody has talked with them yet.").waitFor();
    const [customer] = (await dashboard.client.customers.list()).data;
    expect(customer).toMatchObject({
      name: "Ida Made",
      phone_no: "+14155550123",
      preferred_language: "German",
      extra: { plan: "gold" },
    });
  });

  it("finds somebody, shows their history, and changes what is known", async () => {
    const id = await talkAs("Kim Found", "k-1");
    await talkAs("Lee Other", "l-1");
    const page = await dashboard.open("/customers", WIDE);
    await page.getByLabel("Search customers").fill("kim");
    await page.getByRole("link", { name: "Kim Found" }).waitFor();
    await page.getByRole("link", { name: "Lee Other" }).waitFor({ state: "detached" });
    await shot(page, "list");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("link", { name: "Kim Found" }).click();
    await page.getByRole("link", { name: "Reception" }).waitFor();
    await page.getByLabel("E-mail").fill("kim@example.com");
    await page.getByLabel("Name", { exact: true }).fill("Kim Found-Again");
    await save(page);
    await page.getByText("The customer is saved.").waitFor();
    await page.getByRole("heading", { name: "Kim Found-Again" }).waitFor();
    await shot(page, "one");
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await dashboard.client.customers.get(id)).toMatchObject({ email: "kim@example.com" });
    await page.getByRole("link", { name: "Reception" }).click();
    await page.getByRole("link", { name: "Kim Found-Again" }).click();
    await page.getByRole("heading", { name: "Kim Found-Again" }).waitFor();
  });

  it("tells the slower of two people, and loses nothing", async () => {
    const id = await talkAs("Ada Shared", "a-1");
    const page = await dashboard.open(`/customers/${id}`, WIDE);
    await page.getByLabel("Name", { exact: true }).fill("Ada Mine");
    await dashboard.client.customers.change(id, { name: "Ada Theirs", email: "ada@example.com" });
    await save(page);
    await page.getByText("Somebody else has changed this meanwhile").waitFor();
    await page.getByText("Ada Theirs").waitFor();
    expect(await page.getByLabel("E-mail").inputValue()).toBe("ada@example.com");
    await shot(page, "conflict");
    await save(page);
    await page.getByText("The customer is saved.").waitFor();
    expect(await dashboard.client.customers.get(id)).toMatchObject({ name: "Ada Mine", email: "ada@example.com" });
  });

  it("orders a follow-up, and cancels it", async () => {
    const id = await talkAs("Max Later", "m-1");
    const page = await dashboard.open(`/customers/${id}?tab=follow-ups`, WIDE);
    await page.getByText("Nothing is to be followed up.").waitFor();
    await page.getByRole("button", { name: "New follow-up" }).click();
    await page.getByLabel("Agent").selectOption({ label: "Reception" });
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
    await page.getByLabel("When", { exact: true }).fill(tomorrow);
    await page.getByLabel("What to come back to").fill("Ask whether the tea was good.");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Order it" }).click();
    await page.getByRole("listitem").getByText("Ask whether the tea was good.").waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await shot(page, "follow-ups");
    await page.getByRole("list", { name: "Follow-ups" }).getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Cancelled", { exact: true }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it("makes two customers one, and says where they contradict each other", async () => {
    const id = await talkAs("Sam Kept", "s-1");
    await talkAs("Sam Gone", "s-2");
    const page = await dashboard.open(`/customers/${id}`, WIDE);
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Merge with another" }).click();
    await page.getByLabel("Search customers").fill("gone");
    await page.getByRole("button", { name: "Sam Gone" }).click();
    await page.getByText("It cannot be undone.").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Merge", exact: true }).click();
    await page.getByText("Conversations that went over: 1.").waitFor();
    await page.getByText("external_id").waitFor();
    await shot(page, "merged");
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
    await expect.poll(() => page.getByRole("link", { name: "Reception" }).count()).toBe(2);
  });

  it("deletes somebody once their name is written, and reports what went with them", async () => {
    const id = await talkAs("Zoe Deleted", "z-1");
    const page = await dashboard.open(`/customers/${id}`, WIDE);
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Delete customer" }).click();
    await page.getByText("one conversation").waitFor();
    const confirm = page.getByRole("button", { name: "Delete for good" });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel("Write “Zoe Deleted” to delete them").fill("Zoe Deleted");
    await shot(page, "delete");
    await confirm.click();
    await page.getByLabel("What was removed").getByText("Conversations", { exact: true }).waitFor();
    await shot(page, "deleted");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "To the customers" }).click();
    await page.getByRole("heading", { name: "Customers", exact: true }).waitFor();
    await page.getByRole("link", { name: "Zoe Deleted" }).waitFor({ state: "detached" });
    await expect(dashboard.client.customers.get(id)).rejects.toMatchObject({ status: 404 });
  });

  it("shows a viewer everything, and lets them change nothing", async () => {
    const id = await talkAs("Vera Viewed", "v-1");
    const page = await dashboard.open(`/customers/${id}`, { ...WIDE, role: "viewer" });
    await page.getByRole("link", { name: "Reception" }).waitFor();
    expect(await page.getByLabel("Name", { exact: true }).isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: /More|Save/ }).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});

describe.skipIf(BROWSER === null).each(["light", "dark"] as const)("a customer in %s", (colorScheme) => {
  it("can be read by everyone on a telephone", async () => {
    const id = await talkAs(`Noa ${colorScheme}`, `n-${colorScheme}`);
    const page = await dashboard.open("/customers", { colorScheme, viewport: { width: 390, height: 844 } });
    await page.getByRole("link", { name: `Noa ${colorScheme}` }).waitFor();
    await shot(page, `list-narrow-${colorScheme}`);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.goto(`${dashboard.server.url()}/app/customers/${id}`);
    for (const name of ["Conversations", "Follow-ups", "Facts"]) {
      await page.getByRole("tab", { name, exact: true }).click();
      await page.getByRole("tabpanel").getByText("Loading …").waitFor({ state: "detached" });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await shot(page, `${name.toLowerCase()}-narrow-${colorScheme}`);
      expect(await accessibilityProblems(page)).toEqual([]);
    }
  });
});
