import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BROWSER } from "../../server/src/testing/browser.ts";
import {
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../server/src/testing/fake-model-server.ts";
import { accessibilityProblems, type Dashboard, startDashboard } from "./dashboard.ts";

const ARTEFACTS = "artifacts/dashboard";

/** A model that ends the conversation when it hears a goodbye, and else repeats what it was told. */
function answerAs({ messages, tools = [] }: FakeModelRequest) {
  const last = messages.at(-1);
  const said = last ? textOfMessage(last) : "";
  const timing = { firstPieceAfter: 10, pieceEvery: 5 };
  if (
    last?.role === "user" &&
    said.includes("Note") &&
    tools.some((tool) => tool.function.name === "set_custom_fields")
  )
    return {
      ...timing,
      pieces: [],
      toolCalls: [{ name: "set_custom_fields", arguments: '{"fields": {"wish": "tea"}}' }],
    };
  return { ...timing, pieces: ["You ", "said: ", last?.role === "tool" ? "noted" : said] };
}

let dashboard: Dashboard;
let model: FakeModelServer;

beforeAll(async () => {
  if (BROWSER === null) return;
  model = await startFakeModelServer({ answer: answerAs });
  dashboard = await startDashboard({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` });
}, 120_000);

afterAll(async () => {
  await dashboard?.stop();
  await model?.close();
});

afterEach(async () => dashboard?.closePages());

async function makeAgent(name: string, text = "Answer briefly."): Promise<string> {
  const { id } = await dashboard.client.conversationalAgents.create({
    name,
    description: `The agent ${name}.`,
    config: { runtime: { model: "fake/model", prompt: { type: "fixed", text }, speaks_first: false } },
  });
  return id;
}

const prompt = (page: Page) => page.getByRole("textbox", { name: "Prompt" });
const tab = (page: Page, name: string) => page.getByRole("tab", { name, exact: true }).click();
const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true }).click();
const shot = (page: Page, name: string) => page.screenshot({ path: `${ARTEFACTS}/agents-${name}.png` });

/** Types at the end of the prompt. */
async function type(page: Page, text: string): Promise<void> {
  await prompt(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(text);
}

describe.skipIf(BROWSER === null)("the room of the agents", () => {
  it("makes an agent, gives it a tool, tests it and releases it", async () => {
    const page = await dashboard.open("/agents");
    await page.getByRole("button", { name: "New agent" }).first().click();
    await page.getByLabel("Name").fill("Tea house");
    await page.getByLabel("Description").fill("Takes wishes.");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Make agent" }).click();
    await page.getByRole("heading", { name: "Tea house" }).waitFor();
    await tab(page, "Configuration");
    await page.getByRole("textbox", { name: "Model", exact: true }).fill("fake/model");
    await page.getByLabel("Who speaks first").selectOption("no");
    await tab(page, "Tools");
    await page.getByRole("checkbox", { name: /^set_custom_fields/ }).check();
    await page.getByText("1 tool, 0 transfers switched on").waitFor();
    await page.getByRole("button", { name: "Save and test" }).click();
    await page.getByRole("button", { name: "Start conversation" }).click();
    await page.getByRole("textbox", { name: "Message" }).fill("Note that I want tea");
    await page.getByRole("textbox", { name: "Message" }).press("Enter");
    await page.locator("[data-tool=set_custom_fields][data-state=returned]").waitFor();
    await page.getByText("You said: noted").first().waitFor();
    await tab(page, "Configuration");
    await page.getByLabel("Description").fill("Takes wishes and notes them.");
    await page.getByRole("button", { name: "Save and test anew" }).click();
    await page.getByRole("button", { name: "Start conversation" }).click();
    await page.getByRole("textbox", { name: "Message" }).fill("Note that I want more tea");
    await page.getByRole("textbox", { name: "Message" }).press("Enter");
    await page.locator("[data-tool=set_custom_fields][data-state=returned]").waitFor();
    await page.getByText("You said: noted").first().waitFor();
    await page.getByRole("button", { name: /^Events/ }).click();
    await page.getByText("agent.tool_call.returned").first().waitFor();
    await page.getByLabel("Latest turn").waitFor();
    await shot(page, "test-panel");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Prompt", exact: true }).click();
    await page.getByRole("region", { name: "System prompt" }).getByText("# Instructions").waitFor();
    await page.getByRole("region", { name: "Tools in sight" }).getByText("set_custom_fields").waitFor();
    await shot(page, "test-panel-prompt");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Release", exact: true }).click();
    await page.getByText("Nothing of this agent is released yet.").waitFor();
    await shot(page, "release");
    await page.getByRole("button", { name: "Release v0" }).click();
    await page.getByText("Tea house v0 is released. New conversations begin with it.").waitFor();
    const [agent] = (await dashboard.client.conversationalAgents.list()).data;
    expect(agent?.version_status).toBe("released");
  }, 60_000);

  it("finds an agent by a word of its name", async () => {
    await makeAgent("Garden centre");
    const page = await dashboard.open("/agents");
    await page.getByLabel("Search agents").fill("garden");
    await page.getByRole("link", { name: "Garden centre" }).waitFor();
    await page.getByRole("link", { name: "Tea house" }).waitFor({ state: "detached" });
    await shot(page, "list");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("link", { name: "Garden centre" }).click();
    await page.getByRole("heading", { name: "Garden centre" }).waitFor();
  });
});

describe.skipIf(BROWSER === null)("an agent's prompt", () => {
  it("completes what it may mention, adds what is chosen, and underlines what is unknown", async () => {
    const id = await makeAgent("Writer");
    const page = await dashboard.open(`/agents/${id}`);
    await type(page, " Greet $nobody. Then @end_con");
    await page.getByRole("option", { name: /@end_conversation/ }).click();
    await page.locator(".cm-prompt-reference", { hasText: "@end_conversation" }).waitFor();
    await page.locator(".cm-prompt-unknown", { hasText: "$nobody" }).waitFor();
    await shot(page, "prompt");
    expect(await accessibilityProblems(page)).toEqual([]);
    await save(page);
    await page.getByText("What you changed is still here.").waitFor();
    await tab(page, "Configuration");
    await page.getByRole("button", { name: "Add a variable" }).click();
    await page.getByLabel("Name", { exact: true }).last().fill("nobody");
    await save(page);
    await page.getByText("Draft saved.").waitFor();
    const { config } = await dashboard.client.conversationalAgents.get(id);
    expect(config.runtime.prompt.text).toBe("Answer briefly. Greet $nobody. Then @end_conversation");
    expect(config.tool.tools).toEqual([{ ns: "syscall", name: "end_conversation" }]);
  }, 40_000);

  it("keeps what is not saved when the page is loaded anew, and when another room was visited", async () => {
    const id = await makeAgent("Keeper");
    const page = await dashboard.open(`/agents/${id}`);
    page.on("dialog", (dialog) => void dialog.accept());
    await type(page, " Unsaved words.");
    await page.getByText("Not saved").waitFor();
    await page.reload();
    await page.getByText("Answer briefly. Unsaved words.").waitFor();
    await page.getByRole("link", { name: "Agents", exact: true }).click();
    await page.getByRole("link", { name: "Keeper" }).click();
    await page.getByText("Answer briefly. Unsaved words.").waitFor();
    await save(page);
    await page.getByText("Not saved").waitFor({ state: "detached" });
  });

  it("has routes as cards, which are added, moved and taken away", async () => {
    const id = await makeAgent("Router");
    const page = await dashboard.open(`/agents/${id}`);
    await page.getByLabel("How it is told").selectOption("intent_routing");
    await page.getByRole("button", { name: "Add a route" }).click();
    await page.getByLabel("Name", { exact: true }).last().fill("Complaint");
    await page.getByRole("button", { name: "Move Complaint up" }).click();
    await shot(page, "routes");
    expect(await accessibilityProblems(page)).toEqual([]);
    await save(page);
    await page.getByText("Draft saved.").waitFor();
    const { config } = await dashboard.client.conversationalAgents.get(id);
    expect(config.runtime.prompt).toMatchObject({ routes: [{ name: "Complaint" }, { name: "Route 1" }] });
  });
});

describe.skipIf(BROWSER === null)("an agent's configuration", () => {
  it("is set by controls, and keeps fields that no control knows", async () => {
    const id = await makeAgent("Set up");
    const page = await dashboard.open(`/agents/${id}?tab=voice`);
    await page.getByRole("button", { name: "Add a persona" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Amanda");
    await page.getByLabel("End, after seconds of silence").fill("2");
    await page.getByText("Write a number from 5 to 3600.").waitFor();
    await page.getByLabel("End, after seconds of silence").fill("90");
    await shot(page, "persona");
    await tab(page, "Channels");
    await page.getByRole("switch", { name: "Only at certain hours" }).click();
    await page.getByRole("button", { name: "Sat" }).click();
    await shot(page, "contact-hours");
    expect(await accessibilityProblems(page)).toEqual([]);
    await tab(page, "Configuration");
    await page.locator("summary", { hasText: "Advanced" }).click();
    const json = page.getByLabel("The whole configuration");
    await json.fill((await json.inputValue()).replace("{", '{"of_ours": {"kept": true},'));
    await page.getByRole("button", { name: "Take over into the draft" }).click();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("ControlOrMeta+s");
    await page.getByText("Draft saved.").waitFor();
    const { config } = await dashboard.client.conversationalAgents.get(id);
    expect(config).toMatchObject({
      of_ours: { kept: true },
      personas: [{ name: "Amanda", voice: { provider: "operator", id: "Female 1" } }],
      voice: { silence: { end_after_sec: 90 } },
      channel: { contact_hours: { windows: [{ days: ["mon", "tue", "wed", "thu", "fri", "sat"] }] } },
    });
  }, 40_000);
});

describe.skipIf(BROWSER === null)("two people at one draft", () => {
  it("tells the slower one, shows both sides, and loses nothing", async () => {
    const id = await makeAgent("Shared");
    const first = await dashboard.open(`/agents/${id}`);
    const second = await dashboard.open(`/agents/${id}`, { role: "developer" });
    await type(second, " Written by the second.");
    await type(first, " Written by the first.");
    await save(first);
    await first.getByText("Draft saved.").waitFor();
    await save(second);
    await second.getByRole("heading", { name: "Somebody else changed this agent" }).waitFor();
    const dialog = second.getByRole("dialog");
    await dialog.getByText("Answer briefly. Written by the first.").waitFor();
    await dialog.getByText("Answer briefly. Written by the second.").waitFor();
    await shot(second, "conflict");
    expect(await accessibilityProblems(second)).toEqual([]);
    await dialog.getByRole("button", { name: "Take mine" }).click();
    await save(second);
    await second.getByText("Draft saved.").waitFor();
    const { config } = await dashboard.client.conversationalAgents.get(id);
    expect(config.runtime.prompt.text).toBe("Answer briefly. Written by the second.");
  }, 40_000);

  it("joins what they changed in different places", async () => {
    const id = await makeAgent("Joined");
    const page = await dashboard.open(`/agents/${id}`);
    await type(page, " Mine.");
    const { name, config } = await dashboard.client.conversationalAgents.get(id);
    await dashboard.client.conversationalAgents.update(id, { name: `${name} by both`, config });
    await save(page);
    await page.getByRole("button", { name: "Join both" }).click();
    await page.getByRole("heading", { name: "Joined by both" }).waitFor();
    await save(page);
    await page.getByText("Draft saved.").waitFor();
    const joined = await dashboard.client.conversationalAgents.get(id);
    expect([joined.name, joined.config.runtime.prompt.text]).toEqual(["Joined by both", "Answer briefly. Mine."]);
  });
});

describe.skipIf(BROWSER === null)("an agent's versions", () => {
  it("are compared, and an older one is rolled back to", async () => {
    const id = await makeAgent("Historian", "The first words.");
    const { conversationalAgents } = dashboard.client;
    await conversationalAgents.release(`${id}@v0`);
    const { config } = await conversationalAgents.get(id);
    const later = {
      ...config,
      runtime: { ...config.runtime, prompt: { type: "fixed" as const, text: "Other words." } },
    };
    await conversationalAgents.update(id, { config: later });
    await conversationalAgents.release(`${id}@v1`);
    const page = await dashboard.open(`/agents/${id}?tab=versions`);
    await page.getByText("The first words.").waitFor();
    await page.getByText("Other words.").waitFor();
    await shot(page, "versions");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Roll back to v0" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Roll back to v0" }).click();
    await page.getByText("Historian v0 is released.").waitFor();
    const versions = await conversationalAgents.versions(id);
    expect(versions.find(({ version_status }) => version_status === "released")?.version_id).toBe(`${id}@v0`);
  });
});

describe.skipIf(BROWSER === null).each(["light", "dark"] as const)("the tabs in %s", (colorScheme) => {
  it("can be used by everyone, wide and narrow", async () => {
    const id = await makeAgent("Tabs");
    const page = await dashboard.open(`/agents/${id}`, { colorScheme });
    for (const name of ["Prompt", "Tools", "Voice", "Channels", "Configuration", "Post-process", "Versions"]) {
      await tab(page, name);
      await page.getByRole("tabpanel", { name }).waitFor();
      await page.getByRole("tabpanel").getByText("Loading …").waitFor({ state: "detached" });
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await shot(page, `${name.toLowerCase()}-narrow-${colorScheme}`);
      await page.setViewportSize({ width: 1280, height: 800 });
      await shot(page, `${name.toLowerCase()}-${colorScheme}`);
      expect(await accessibilityProblems(page)).toEqual([]);
    }
  }, 60_000);
});

describe.skipIf(BROWSER === null)("a viewer", () => {
  it("reads an agent and can change nothing of it", async () => {
    const id = await makeAgent("Shown");
    const page = await dashboard.open(`/agents/${id}`, { role: "viewer" });
    await page.getByText("Read only").waitFor();
    await page.getByText("Answer briefly.").waitFor();
    expect(await page.getByRole("button", { name: /Save|Release|More/ }).count()).toBe(0);
    await type(page, "Not to be written");
    expect(await page.getByText("Not saved").count()).toBe(0);
    await tab(page, "Tools");
    expect(await page.getByRole("checkbox", { name: /^end_conversation/ }).isDisabled()).toBe(true);
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
