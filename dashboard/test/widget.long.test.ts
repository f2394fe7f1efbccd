import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { DemoLink } from "../../sdk/src/index.ts";
import {
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../server/src/testing/fake-model-server.ts";
import { accessibilityProblems, type Dashboard, startDashboard } from "./dashboard.ts";
import { type EmbeddingSite, startEmbeddingSite } from "./embedding-site.ts";

const LARGEST = 40 * 1024;

let dashboard: Dashboard;
let model: FakeModelServer;
let site: EmbeddingSite;
let agentId: string;
let contexts: BrowserContext[] = [];
let misdeeds: string[] = [];

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: ({ messages }) => {
      const last = messages.findLast(({ role }) => role === "user");
      return {
        firstPieceAfter: 20,
        pieceEvery: 5,
        pieces: ["You said: ", last ? textOfMessage(last) : "nothing", ". See https://example.com/hours."],
      };
    },
  });
  dashboard = await startDashboard({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` });
  site = await startEmbeddingSite(dashboard.server.url());
  agentId = await makeAgent("Amanda");
}, 120_000);

afterAll(async () => {
  await site?.close();
  await dashboard?.stop();
  await model?.close();
});

afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  expect(misdeeds.splice(0)).toEqual([]);
});

async function makeAgent(name: string): Promise<string> {
  const prompt = { type: "fixed" as const, text: "Answer." };
  const config = { personas: [{ name }], runtime: { model: "fake/model", prompt, speaks_first: false } };
  const { client } = dashboard;
  const { id, version_id } = await client.conversationalAgents.create({ name, description: "Answers.", config });
  await client.conversationalAgents.release(version_id);
  return id;
}

const makeLink = (more: object = {}): Promise<DemoLink> =>
  dashboard.client.demoLinks.create({
    agent_id: agentId,
    name: "Shop",
    greeting: "Ask for a free hour.",
    allowed_origins: [site.origin],
    ...more,
  });

const tagOf = ({ id }: DemoLink, attributes = "") =>
  `<script src="${dashboard.server.url()}/widget.js" data-demo="${id}" ${attributes} async></script>`;

interface OpenOptions extends BrowserContextOptions {
  css?: string;
}

/** Opens the page of the other site with that in it. */
async function openSite(body: string, { css = "", ...options }: OpenOptions = {}): Promise<Page> {
  site.show({ body: `<main><h1>A shop</h1><p>We cut hair.</p></main>${body}`, css });
  const context = await dashboard.browser.newContext({ reducedMotion: "reduce", ...options });
  contexts.push(context);
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on("pageerror", (error) => misdeeds.push(String(error)));
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) misdeeds.push(message.text());
  });
  await page.goto(site.origin);
  return page;
}

const launcher = (page: Page) => page.getByRole("button", { name: /^(Chat with|Open the chat)/ });
const panel = (page: Page) => page.getByRole("dialog");
/** What was said, as it is shown; the same is read out elsewhere. */
const said = (page: Page, text: string) => panel(page).locator(".bubble").filter({ hasText: text });
const field = (page: Page) => page.getByRole("textbox", { name: "Message" });
/** Opens a chat as the page's own script does. */
const open = (page: Page, { id }: DemoLink) =>
  page.evaluate((demo) => {
    (globalThis as unknown as { OperatorWidget: { open(demo: string): void } }).OperatorWidget.open(demo);
  }, id);
const shot = (page: Page, name: string) => page.screenshot({ path: `artifacts/dashboard/widget-${name}.png` });

async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press("Enter");
  await said(page, `You said: ${text}`).waitFor();
}

describe("the widget's script", () => {
  it.each(["widget.js", "widget-voice.js", "widget-worklet.js"])("%s is small", (file) => {
    const content = readFileSync(fileURLToPath(new URL(`../dist/${file}`, import.meta.url)));
    expect(gzipSync(content, { level: 9 }).length).toBeLessThanOrEqual(LARGEST);
    expect(content.toString()).not.toContain("react");
  });
});

describe("on a page of another origin with a strict policy", () => {
  it("one tag puts a chat, which goes on when the page is loaded anew", async () => {
    const page = await openSite(tagOf(await makeLink()));
    await launcher(page).click();
    await panel(page).getByText("Ask for a free hour.").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "welcome");
    await panel(page).getByRole("button", { name: "Start chat" }).click();
    await say(page, "Tomorrow at ten?");
    expect(await panel(page).getByRole("link").getAttribute("href")).toBe("https://example.com/hours");
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "chat");
    await page.reload();
    await said(page, "You said: Tomorrow at ten?").waitFor();
    await say(page, "Or at eleven?");
    expect(await said(page, "You said: Tomorrow at ten?").count()).toBe(1);
    const { data } = await dashboard.client.conversations.list({ agent_id: agentId, limit: 1 });
    expect(data[0]?.status).toBe("in-progress");
    await panel(page).getByRole("button", { name: "End conversation" }).click();
    await panel(page).getByText("The conversation has ended.").waitFor();
    await panel(page).getByRole("button", { name: "New conversation" }).click();
    await panel(page).getByRole("button", { name: "Start chat" }).waitFor();
  });

  it("is used by the keyboard alone", async () => {
    const page = await openSite(tagOf(await makeLink()));
    await launcher(page).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const start = panel(page).getByRole("button", { name: "Start chat" });
    await start.waitFor();
    await start.focus();
    await page.keyboard.press("Enter");
    await field(page).waitFor();
    await page.keyboard.type("Good day");
    await page.keyboard.press("Enter");
    await said(page, "You said: Good day").waitFor();
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "hidden" });
    expect(
      await launcher(page).evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button),
    ).toBe(true);
    await page.keyboard.press("Enter");
    await field(page).waitFor();
  });

  it("says that the line is gone, and goes on when it is back", async () => {
    const page = await openSite(tagOf(await makeLink(), "data-open"));
    await panel(page).getByRole("button", { name: "Start chat" }).click();
    await say(page, "One");
    await page.context().setOffline(true);
    await panel(page).getByText("Connection lost").waitFor();
    await field(page).fill("Two");
    await field(page).press("Enter");
    await page.context().setOffline(false);
    await said(page, "You said: Two").waitFor();
    expect(await said(page, "You said: Two").count()).toBe(1);
  });

  it("stands there twice, each with its own agent, and is opened by the page", async () => {
    const other = await makeLink({ agent_id: await makeAgent("Bruno"), title: "Salon Bruno" });
    const mine = await makeLink();
    const colour = 'data-color="#ffd400" data-position="left" data-title="Workshop"';
    const page = await openSite(`${tagOf(mine)}${tagOf(other, colour)}`);
    await expect.poll(() => page.locator("operator-widget").count()).toBe(2);
    await open(page, other);
    await panel(page).getByRole("heading", { name: "Workshop" }).waitFor();
    await panel(page).getByRole("button", { name: "Start chat" }).click();
    await say(page, "Mine");
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "two");
    await panel(page).getByRole("button", { name: "Close the chat" }).click();
    await open(page, mine);
    await panel(page).getByRole("heading", { name: "Amanda" }).waitFor();
    expect(await said(page, "You said: Mine").count()).toBe(0);
  });

  it("is not broken by what the page does to everything on it", async () => {
    const css = `* { all: unset !important; font-size: 60px !important; transform: rotate(3deg) !important; opacity: .1 !important }
      button, section, p, operator-widget { position: static !important; display: none !important; z-index: -1 !important }`;
    const page = await openSite(tagOf(await makeLink()), { css });
    await launcher(page).click();
    await panel(page).getByRole("button", { name: "Start chat" }).click();
    await say(page, "Still here");
    const { width, height } = (await panel(page).boundingBox()) ?? { width: 0, height: 0 };
    expect([width, height]).toEqual([390, 612]);
    expect(await said(page, "You said").evaluate((text) => getComputedStyle(text).fontSize)).toBe("15px");
    expect(await page.locator("operator-widget").evaluate((host) => getComputedStyle(host).opacity)).toBe("1");
    await shot(page, "hostile-page");
  });

  it("fills a phone, in the dark too", async () => {
    const page = await openSite(tagOf(await makeLink()), {
      viewport: { width: 390, height: 844 },
      colorScheme: "dark",
    });
    await launcher(page).click();
    await panel(page).getByRole("button", { name: "Start chat" }).click();
    await say(page, "On the way");
    expect(await panel(page).boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "phone-dark");
    for (let step = 0; step < 8; step++) await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe("operator-widget");
  });

  it("speaks the page's language", async () => {
    const texts = JSON.stringify({ start_chat: "Schreiben", disclosure: "Sie sprechen mit einer KI." });
    const page = await openSite(
      tagOf(await makeLink(), `data-language="de" data-greeting="Guten Tag" data-texts='${texts}' data-open`),
    );
    await panel(page).getByText("Sie sprechen mit einer KI.").waitFor();
    await panel(page).getByText("Guten Tag").waitFor();
    await panel(page).getByRole("button", { name: "Schreiben" }).click();
    await panel(page).getByRole("button", { name: "Gespräch beenden" }).click();
    await panel(page).getByText("Das Gespräch ist beendet.").waitFor();
    expect(await page.locator("operator-widget").getAttribute("lang")).toBe("de");
  });

  it("speaks as the page is written where its tag names no language", async () => {
    const link = await makeLink();
    const page = await openSite(tagOf(link));
    await launcher(page).waitFor();
    await page.evaluate((demo) => {
      document.documentElement.lang = "fr-CA";
      const { OperatorWidget } = globalThis as unknown as { OperatorWidget: { mount(options: object): void } };
      OperatorWidget.mount({ demo, open: "" });
    }, link.id);
    await panel(page).getByRole("button", { name: "Commencer à écrire" }).waitFor();
    expect(await page.locator("operator-widget").getAttribute("lang")).toBe("fr");
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "french");
  });

  it("says that a conversation takes no more messages, and offers another one", async () => {
    const page = await openSite(tagOf(await makeLink({ limits: { messages_per_conversation: 1 } }), "data-open"));
    await panel(page).getByRole("button", { name: "Start chat" }).click();
    await say(page, "One");
    await field(page).fill("Two");
    await field(page).press("Enter");
    await panel(page).getByText("A conversation takes no more messages here. Begin another one.").waitFor();
    await panel(page).getByText("This message was not taken.").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "full");
    await panel(page).getByRole("button", { name: "New conversation" }).click();
    await panel(page).getByRole("button", { name: "Start chat" }).waitFor();
  });
});

describe("says why there is no chat", () => {
  it.each([
    ["on a page that is not allowed", { allowed_origins: [] }, "This chat does not work on this page."],
    ["where the agent was never released", { agent_id: "draft" }, "This chat is not available just now."],
  ])("%s", async (_where, more, text) => {
    const config = { runtime: { model: "fake/model", prompt: { type: "fixed" as const, text: "Answer." } } };
    const draft = await dashboard.client.conversationalAgents.create({ name: "New", description: "New.", config });
    const link = await makeLink("agent_id" in more ? { agent_id: draft.id } : more);
    const page = await openSite(tagOf(link, "data-open"));
    await panel(page).getByRole("alert").filter({ hasText: text }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it("where it was withdrawn, also while the page was open", async () => {
    const link = await makeLink();
    const page = await openSite(tagOf(link, "data-open"));
    const start = panel(page).getByRole("button", { name: "Start chat" });
    await start.waitFor();
    await dashboard.client.demoLinks.delete(link.id);
    await start.click();
    await panel(page).getByRole("alert").filter({ hasText: "not offered any more" }).waitFor();
  });

  it("where all places are taken, and offers to try again", async () => {
    const link = await makeLink({ limits: { at_once: 1 } });
    await dashboard.client.demos.begin(link.id, { channel: "chat_realtime" });
    const page = await openSite(tagOf(link, "data-open"));
    await panel(page).getByRole("button", { name: "Start chat" }).click();
    await panel(page).getByRole("alert").filter({ hasText: "no free place" }).waitFor();
    await panel(page).getByRole("button", { name: "Start chat" }).waitFor();
    await shot(page, "busy");
  });
});
