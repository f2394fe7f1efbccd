import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Client } from "../../sdk/src/index.ts";
import { customerAnswer } from "../../sdk/test/booking.ts";
import { freePort } from "../../sdk/test/free-port.ts";
import { BROWSER } from "../../server/src/testing/browser.ts";
import {
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../server/src/testing/fake-model-server.ts";
import { accessibilityProblems, type Dashboard, startDashboard } from "./dashboard.ts";

const STORY = Array.from({ length: 80 }, (_, index) => `word${index + 1} `);

/** A model that tells a slow story when asked for one, and else repeats what it was told. */
function answerAs({ messages }: FakeModelRequest) {
  const last = messages.findLast(({ role }) => role === "user");
  // The platform notes in brackets, ahead of a message, that it interrupted the model.
  const said = last ? textOfMessage(last).replace(/^\[.*\]\n/, "") : "";
  if (said.includes("story")) return { firstPieceAfter: 20, pieceEvery: 100, pieces: STORY };
  return { firstPieceAfter: 20, pieceEvery: 5, pieces: ["You ", "said: ", said] };
}

let dashboard: Dashboard;
let model: FakeModelServer;

beforeAll(async () => {
  if (BROWSER === null) return;
  model = await startFakeModelServer({ answer: answerAs });
  // The page must find the server at the same address after it was started again.
  const port = String(await freePort());
  dashboard = await startDashboard({ PORT: port, OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` });
  await createAgent(dashboard.client, "Echo", { prompt: "Answer." });
  await createAgent(dashboard.client, "Delivery reminder", {
    prompt: "Remind $customer_name of the delivery. $greeting",
    variables: [
      { name: "customer_name", description: "Whom the agent speaks to" },
      { name: "greeting", description: "How it begins", default_value: "Hello" },
    ],
  });
}, 120_000);

afterAll(async () => {
  await dashboard?.stop();
  await model?.close();
});

afterEach(async () => dashboard?.closePages());

interface Draft {
  prompt: string;
  variables?: { name: string; description: string; default_value?: string }[];
}

async function createAgent(client: Client, name: string, { prompt, variables = [] }: Draft): Promise<void> {
  const { version_id } = await client.conversationalAgents.create({
    name,
    description: `The agent ${name}.`,
    config: {
      personas: [{ name: "Amanda" }],
      runtime: { model: "fake/model", prompt: { type: "fixed", text: prompt }, variables, speaks_first: false },
    },
  });
  await client.conversationalAgents.release(version_id);
}

/** Opens the room as somebody who is signed in. */
const openSignedIn = (options: BrowserContextOptions = {}): Promise<Page> => dashboard.open("/talk", options);

/** Opens an agent's card, unless it is open. */
async function pick(page: Page, agent: string): Promise<Locator> {
  const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: agent }) });
  const opener = card.getByRole("button", { name: agent });
  if ((await opener.getAttribute("aria-expanded")) === "false") await opener.click();
  await card.getByRole("button", { name: "Start conversation" }).waitFor();
  return card;
}

async function startWith(page: Page, agent: string): Promise<void> {
  const card = await pick(page, agent);
  await card.getByRole("button", { name: "Start conversation" }).click();
  await page.getByLabel("Message").waitFor();
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel("Message").fill(text);
  await page.getByLabel("Message").press("Enter");
}

const agents = (page: Page) => page.getByRole("list", { name: "Agents" });
const conversation = (page: Page) => page.getByRole("region", { name: "Conversation" });
const agentMessage = (page: Page, text: string | RegExp) =>
  conversation(page).locator("[data-state=completed]").filter({ hasText: text });
const userMessage = (page: Page, text: string) => conversation(page).getByText(text, { exact: true });

describe.skipIf(BROWSER === null)("a conversation in the browser", () => {
  it("books an appointment with the quickstart's agent, showing the tool at work", async () => {
    const page = await openSignedIn();
    await startWith(page, "Appointment booking");
    await page.getByRole("heading", { name: "Appointment booking" }).waitFor();
    await page.getByText("Simulated", { exact: true }).first().waitFor();
    await bookAppointment(page);
    const tool = conversation(page).locator("[data-tool=book_appointment][data-state=returned]");
    await tool.waitFor();
    await tool.locator("summary").click();
    expect(await tool.textContent()).toContain("Ada Lovelace");
    expect(await tool.textContent()).toContain("Result");
  });

  it("streams a reply, and a message sent meanwhile interrupts it", async () => {
    const page = await openSignedIn();
    await startWith(page, "Echo");
    await say(page, "Tell me a story");
    await conversation(page).locator("[data-state=streaming]").filter({ hasText: "word3 " }).waitFor();
    await say(page, "Stop it");
    const cut = conversation(page).locator("[data-state=interrupted]");
    await cut.waitFor();
    expect(await cut.textContent()).toMatch(/^word1 word2 word3/);
    expect(await cut.textContent()).not.toContain("word80");
    await agentMessage(page, "You said: Stop it").waitFor();
    await userMessage(page, "Stop it").waitFor();
  });

  it("starts a new line with Shift and Enter, and sends both lines with Enter", async () => {
    const page = await openSignedIn();
    await startWith(page, "Echo");
    const field = page.getByLabel("Message");
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await field.pressSequentially("One");
    await field.press("Shift+Enter");
    await field.pressSequentially("Two");
    await field.press("Enter");
    await agentMessage(page, "You said: One\nTwo").waitFor();
    expect(await field.inputValue()).toBe("");
  });

  it("asks for the variables an agent needs before it starts", async () => {
    const page = await openSignedIn();
    await pick(page, "Delivery reminder");
    const start = page.getByRole("button", { name: "Start conversation" });
    await start.click();
    expect(await page.getByLabel("Message").count()).toBe(0);
    await page.getByLabel("customer_name").fill("Ada");
    await start.click();
    await say(page, "Hi");
    await agentMessage(page, "You said: Hi").waitFor();
  });

  it("says what is wrong with a context that is no JSON", async () => {
    const page = await openSignedIn();
    await pick(page, "Delivery reminder");
    await page.locator("summary:visible").click();
    await page.locator("textarea:visible").fill("{oops");
    await page.getByText("This is not JSON").waitFor();
  });

  it("is ended, says so, and another can be started", async () => {
    const page = await openSignedIn();
    await startWith(page, "Echo");
    await say(page, "Hi");
    await agentMessage(page, "You said: Hi").waitFor();
    await page.getByRole("button", { name: "End", exact: true }).click();
    await page.getByText("You ended the conversation.").waitFor();
    await page.getByRole("button", { name: "New conversation" }).click();
    await agents(page).waitFor();
  });

  it("shows its events and how long the turn took", async () => {
    const page = await openSignedIn();
    await startWith(page, "Echo");
    await say(page, "Hi");
    await agentMessage(page, "You said: Hi").waitFor();
    await page.getByRole("button", { name: "Timeline" }).click();
    const timeline = page.getByRole("complementary", { name: "Timeline" });
    for (const type of ["conversation.setup", "conversation.started", "user.message.received", "agent.turn.metrics"])
      await timeline.locator("summary").filter({ hasText: type }).waitFor();
    await timeline
      .getByLabel("Latest turn")
      .getByText(/^\d+ ms$/)
      .first()
      .waitFor();
    await page.keyboard.press("Escape");
    await timeline.waitFor({ state: "detached" });
  });
});

describe.skipIf(BROWSER === null)("a conversation whose line drops", () => {
  it("goes on where it was, with what was said meanwhile, once", async () => {
    const page = await openSignedIn();
    await startWith(page, "Echo");
    await say(page, "Tell me a story");
    await conversation(page).locator("[data-state=streaming]").filter({ hasText: "word3 " }).waitFor();
    await page.context().setOffline(true);
    await page.getByText("Connection lost, reconnecting …").waitFor();
    await say(page, "Are you there?");
    await page.getByText("Sending …").waitFor();
    await page.context().setOffline(false);
    await agentMessage(page, "You said: Are you there?").waitFor();
    await page.getByText("Connection lost, reconnecting …").waitFor({ state: "detached" });
    expect(await userMessage(page, "Are you there?").count()).toBe(1);
    expect(await agentMessage(page, "You said: Are you there?").count()).toBe(1);
    expect(await conversation(page).locator("[data-state=interrupted]").textContent()).toMatch(
      /^word1 word2 word3 (word\d+ )*$/,
    );
  });

  it("misses nothing of a reply that went on meanwhile", async () => {
    const page = await openSignedIn();
    await startWith(page, "Echo");
    await say(page, "Tell me a story");
    await conversation(page).locator("[data-state=streaming]").filter({ hasText: "word3 " }).waitFor();
    await page.context().setOffline(true);
    await page.getByText("Connection lost, reconnecting …").waitFor();
    await page.context().setOffline(false);
    const streaming = conversation(page)
      .locator("[data-state=streaming]")
      .filter({ hasText: /word2\d / });
    expect(await streaming.textContent()).toMatch(wholeStoryBegins);
  });

  it("survives the death of the server", async () => {
    const page = await openSignedIn();
    await startWith(page, "Echo");
    await say(page, "Before");
    await agentMessage(page, "You said: Before").waitFor();
    await dashboard.server.kill();
    await page.getByText("Connection lost, reconnecting …").waitFor();
    await say(page, "After");
    await dashboard.server.start();
    await agentMessage(page, "You said: After").waitFor({ timeout: 20_000 });
    expect(await userMessage(page, "After").count()).toBe(1);
    expect(await userMessage(page, "Before").count()).toBe(1);
  }, 60_000);

  it("is taken up again, whole, when the page is loaded anew", async () => {
    const page = await openSignedIn();
    await startWith(page, "Echo");
    await say(page, "Remember me");
    await agentMessage(page, "You said: Remember me").waitFor();
    await page.reload();
    await agentMessage(page, "You said: Remember me").waitFor();
    await say(page, "Still there?");
    await agentMessage(page, "You said: Still there?").waitFor();
    expect(await userMessage(page, "Remember me").count()).toBe(1);
  });

  it("says so when another window takes it over, and takes it back", async () => {
    const page = await openSignedIn();
    await startWith(page, "Echo");
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByLabel("Message").waitFor();
    await page.getByText("This conversation goes on in another window.").waitFor();
    await page.getByRole("button", { name: "Continue here" }).click();
    await other.getByText("This conversation goes on in another window.").waitFor();
    await say(page, "Back again");
    await agentMessage(page, "You said: Back again").waitFor();
  });
});

describe.skipIf(BROWSER === null).each(["light", "dark"] as const)("the page in %s", (colorScheme) => {
  it("can be used by everyone: no rule of accessibility is broken in any of its states", async () => {
    const page = await openSignedIn({ colorScheme });
    await pick(page, "Delivery reminder");
    await page.getByLabel("customer_name").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await startWith(page, "Appointment booking");
    await bookAppointment(page);
    await conversation(page).locator("[data-tool=book_appointment] summary").click();
    await page.getByRole("button", { name: "Timeline" }).click();
    await page.getByLabel("Latest turn").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Close the timeline" }).click();
    await page.getByRole("button", { name: "End", exact: true }).click();
    await page.getByText("You ended the conversation.").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  }, 40_000);

  it("fits a window of 360 pixels in every state", async () => {
    const page = await openSignedIn({ colorScheme, viewport: { width: 360, height: 640 } });
    await agents(page).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await startWith(page, "Echo");
    await say(page, `A ${"very".repeat(40)} long word`);
    await agentMessage(page, "You said: A very").waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "Timeline" }).click();
    await page.getByRole("complementary", { name: "Timeline" }).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
});

const wholeStoryBegins = new RegExp(`^${STORY.slice(0, 20).join("")}`);

/** By how many pixels the page is wider than its window. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** The day has room for this many bookings: two of them would be refused the same time. */
const times = ["10:00", "11:00", "14:00", "15:30"];

/** Tells the agent what it asks for, until the appointment is booked. */
async function bookAppointment(page: Page): Promise<void> {
  const time = times.shift();
  if (time === undefined) throw new Error("No time is left for another booking.");
  const said = conversation(page).locator("[data-state=completed]:not([data-tool])");
  const booked = conversation(page).locator("[data-tool=book_appointment][data-state=returned]");
  for (let answered = 0; answered < 10; answered++) {
    await said.nth(answered).or(booked).first().waitFor();
    if ((await booked.count()) > 0) return;
    await said.nth(answered).waitFor();
    await say(page, customerAnswer((await said.nth(answered).textContent()) ?? "", time));
  }
  throw new Error(`No appointment was booked:\n${await conversation(page).innerText()}`);
}
