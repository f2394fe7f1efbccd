import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BROWSER } from "../../server/src/testing/browser.ts";
import {
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../server/src/testing/fake-model-server.ts";
import { chatWith } from "./chat-with.ts";
import { accessibilityProblems, type Dashboard, startDashboard } from "./dashboard.ts";

const ARTEFACTS = "artifacts/dashboard";
const MODEL = "fake/model";

/** A model that talks by repeating, and that notes as an output the first thing that the user said, and a mood by its prompt. */
function answerAs({ messages, tools = [] }: FakeModelRequest) {
  const timing = { firstPieceAfter: 20, pieceEvery: 2 };
  const last = messages.at(-1);
  if (!tools.some(({ function: { name } }) => name === "record_output"))
    return { ...timing, pieces: ["You said: ", last ? textOfMessage(last) : ""] };
  const log = messages.map(textOfMessage).join("\n");
  const [, event, said = '""'] = /^(ev_\w{11}) \S+ user: (".*")/m.exec(log) ?? [];
  const recorded = {
    output: { wish: JSON.parse(said), mood: log.includes("cheerful") ? "good" : "bad", amount: 2 },
    summary: "The wish is noted.",
    citations: event ? { "/wish": [event] } : {},
  };
  // What asks for patience is still under way when somebody looks.
  const firstPieceAfter = log.includes("Take your time") ? 30_000 : 300;
  const toolCalls = [{ name: "record_output", arguments: JSON.stringify(recorded) }];
  return { ...timing, firstPieceAfter, pieces: [], toolCalls };
}

const WISHES = ["I want green tea", "A table for two, please", "Where is my order"];

let dashboard: Dashboard;
let model: FakeModelServer;
let conversations: string[];

beforeAll(async () => {
  if (BROWSER === null) return;
  model = await startFakeModelServer({ answer: answerAs });
  dashboard = await startDashboard({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`, OPERATOR_SUMMARIES: "false" });
  const { version_id } = await dashboard.client.conversationalAgents.create({
    name: "Reception",
    description: "Answers.",
    config: { runtime: { model: MODEL, prompt: { type: "fixed", text: "Answer." }, speaks_first: false } },
  });
  await dashboard.client.conversationalAgents.release(version_id);
  conversations = [];
  for (const wish of WISHES)
    conversations.push(await chatWith(dashboard, version_id, { says: [wish, "And nothing else"] }));
}, 120_000);

afterAll(async () => {
  await dashboard?.stop();
  await model?.close();
});

afterEach(async () => dashboard?.closePages());

async function makeAgent(name: string, text = "Note the wish."): Promise<string> {
  const { id } = await dashboard.client.proceduralAgents.create({
    name,
    description: `The agent ${name}.`,
    config: { runtime: { model: MODEL, prompt: { type: "fixed", text } } },
  });
  await dashboard.client.proceduralAgents.release(`${id}@v0`);
  return id;
}

/** Releases another version, with another prompt. */
async function releaseAnother(id: string, text: string): Promise<void> {
  const { proceduralAgents } = dashboard.client;
  const { config } = await proceduralAgents.get(id);
  const prompt = { type: "fixed" as const, text };
  await proceduralAgents.update(id, { config: { ...config, runtime: { ...config.runtime, prompt } } });
  await proceduralAgents.release(`${id}@v1`);
}

const tab = (page: Page, name: string) => page.getByRole("tab", { name, exact: true }).click();
const shot = (page: Page, name: string) => page.screenshot({ path: `${ARTEFACTS}/procedural-${name}.png` });

describe.skipIf(BROWSER === null)("the room of the procedural agents", () => {
  it("makes one, sets its output by the form, tries it on a conversation and releases it", async () => {
    const page = await dashboard.open("/procedural-agents");
    await page.getByText("There is no procedural agent yet.").waitFor();
    await shot(page, "empty");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "New agent" }).click();
    await page.getByLabel("Name").fill("Wishes");
    await page.getByLabel("Description").fill("Notes what people want.");
    await page.getByRole("radio", { name: /^Review/ }).check();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Make agent" }).click();
    await page.getByRole("heading", { name: "Wishes" }).waitFor();
    await tab(page, "Output");
    for (const name of ["is_fulfilled", "promises"])
      await page.getByRole("button", { name: new RegExp(`^Remove the field ${name}`) }).click();
    await page.getByRole("button", { name: "Add a field" }).click();
    await page.getByLabel("Name", { exact: true }).last().fill("mood");
    await page.getByLabel("Type").last().selectOption("choice");
    await page.getByLabel("The texts it may be").fill("good\nbad");
    await page.getByRole("button", { name: "Add a field" }).click();
    await page.getByLabel("Name", { exact: true }).last().fill("amount");
    await page.getByLabel("Type").last().selectOption("integer");
    await page.getByLabel("Required").last().uncheck();
    await shot(page, "output");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "As JSON" }).click();
    const json = page.getByLabel(/JSON Schema/);
    expect(JSON.parse(await json.inputValue())).toMatchObject({
      properties: { mood: { type: "string", enum: ["good", "bad"] }, amount: { type: "integer" } },
      required: ["wish", "mood"],
    });
    await tab(page, "Configuration");
    await page.getByRole("textbox", { name: "Model", exact: true }).fill(MODEL);
    await page.getByRole("checkbox", { name: "Voicemail" }).check();
    await tab(page, "Try it");
    await page.getByRole("button", { name: "Choose a conversation" }).click();
    await page.getByLabel("Search what was said").fill("green tea");
    await page.getByRole("table", { name: "Conversations" }).getByRole("button").first().waitFor();
    await expect.poll(() => page.getByRole("dialog").getByRole("row").count()).toBe(2);
    await shot(page, "picker");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("table", { name: "Conversations" }).getByRole("button").first().click();
    await page.getByRole("button", { name: "Save and run" }).click();
    await page.locator("article[data-status=success]").waitFor();
    await page
      .getByLabel("Output")
      .locator("span", { hasText: /^I want green tea$/ })
      .waitFor();
    await page.getByRole("button", { name: /^#\d+.*I want green tea/ }).click();
    await page.locator("[data-mark=current]", { hasText: "I want green tea" }).waitFor();
    await shot(page, "try");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Release", exact: true }).click();
    await page.getByRole("button", { name: "Release v0" }).click();
    await page.getByText("Wishes v0 is released. New runs begin with it.").waitFor();
    const [agent] = (await dashboard.client.proceduralAgents.list()).data;
    expect(agent).toMatchObject({ name: "Wishes", version_status: "released" });
    const { config } = await dashboard.client.proceduralAgents.get(agent?.id ?? "");
    expect(config.filter_statuses).toEqual(["completed", "voicemail"]);
  }, 90_000);

  it("shows the runs of two versions side by side, with what differs", async () => {
    const id = await makeAgent("Moods", "Be cheerful.");
    await releaseAnother(id, "Be strict.");
    const [conversation = ""] = conversations;
    for (const version of ["v0", "v1"])
      await dashboard.client.procedures.create({ agent_id: `${id}@${version}`, conversation_id: conversation });
    const page = await dashboard.open(`/procedural-agents/${id}?tab=try&conversation=${conversation}`);
    await expect.poll(() => page.locator("article[data-status=success]").count()).toBe(2);
    expect(await page.getByText("differs").count()).toBe(2);
    await shot(page, "side-by-side");
    await tab(page, "Versions");
    await page.getByText("Be cheerful.").waitFor();
    await shot(page, "versions");
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it("runs on an input without a conversation, and shows what differs among runs on the same", async () => {
    const id = await makeAgent("Letters", "Be cheerful.");
    await releaseAnother(id, "Be strict.");
    await dashboard.client.procedures.create({ agent_id: id, conversation_id: conversations[0] ?? "" });
    const page = await dashboard.open(`/procedural-agents/${id}?tab=try`);
    await page.getByRole("button", { name: "Give it an input" }).click();
    await page.getByText("It has not run on an input yet.").waitFor();
    await page.getByLabel("Input").fill('{"letter": "Dear');
    await page.getByText(/This is not JSON yet/).waitFor();
    await page.getByLabel("Input").fill('{"letter": "Dear Sirs"}');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.locator("article[data-status=success]").waitFor();
    expect(await page.getByText("differs").count()).toBe(0);
    await page.getByRole("combobox", { name: "Version" }).selectOption({ index: 1 });
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await expect.poll(() => page.locator("article[data-status=success]").count()).toBe(2);
    await expect.poll(() => page.getByText("differs").count()).toBe(2);
    await page.getByText('Given {"letter":"Dear Sirs"}').first().click();
    const list = await dashboard.client.procedures.list({ agent_id: id, has_conversation: "false" });
    expect(list.data.map(({ input, is_trial }) => [input, is_trial])).toEqual([
      [{ letter: "Dear Sirs" }, false],
      [{ letter: "Dear Sirs" }, false],
    ]);
    await shot(page, "try-input");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 844 });
    await shot(page, "try-input-narrow-dark");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("link", { name: "Every step" }).first().click();
    await page.getByRole("link", { name: "Compare with other runs" }).click();
    await expect.poll(() => page.locator("article[data-status=success]").count()).toBe(2);
  }, 60_000);

  it("follows a run as it goes, and cancels it", async () => {
    const id = await makeAgent("Slow", "Take your time.");
    await dashboard.client.procedures.create({ agent_id: id, conversation_id: conversations[1] ?? "" });
    const page = await dashboard.open("/procedural-agents?tab=runs");
    const row = page.getByRole("row", { name: /^Slow/ });
    await row.getByText("Running").waitFor();
    await row.getByRole("link").click();
    await page.getByText("The run began.").waitFor();
    await page.getByText("A table for two, please").first().waitFor();
    await shot(page, "run-under-way");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Cancel the run" }).click();
    await page.getByText("It was cancelled before its output.").waitFor();
    await page.getByRole("link", { name: "Compare with other runs" }).click();
    await page.locator("article[data-status=cancelled]").waitFor();
  });

  it("tells the slower of two people at one draft", async () => {
    const id = await makeAgent("Shared");
    const page = await dashboard.open(`/procedural-agents/${id}?tab=configuration`);
    await page.getByLabel("Description").fill("Mine.");
    const { config } = await dashboard.client.proceduralAgents.get(id);
    await dashboard.client.proceduralAgents.update(id, { description: "Theirs.", config });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("heading", { name: "Somebody else changed this agent" }).waitFor();
    await page.getByRole("dialog").getByText("Theirs.").waitFor();
    await page.getByRole("button", { name: "Take mine" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Draft saved.").waitFor();
    expect((await dashboard.client.proceduralAgents.get(id)).description).toBe("Mine.");
  });
});

describe.skipIf(BROWSER === null)("a bulk run", () => {
  it("is begun by a form, shows how far it is and what changed, and leads to each result", async () => {
    const id = await makeAgent("Many", "Be cheerful.");
    await releaseAnother(id, "Be strict.");
    const page = await dashboard.open(`/procedural-agents/batches/new?agent=${id}`);
    await page.getByLabel("Compare with").selectOption(`${id}@v0`);
    await page.getByLabel("With these words").fill("nothing else");
    await shot(page, "new-batch");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Begin", exact: true }).click();
    await page.getByRole("progressbar").waitFor();
    await page.getByText("3 of 3 conversations are done.").waitFor();
    await page.getByText("3 of 3 outputs differ.").waitFor();
    await page.getByRole("table", { name: "Conversations" }).getByRole("button").first().click();
    await page.getByRole("complementary").getByText("differs").first().waitFor();
    await shot(page, "batch");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("link", { name: "Procedural agents", exact: true }).click();
    await tab(page, "Bulk runs");
    await page
      .getByRole("row", { name: /Many v1 against v0/ })
      .getByText("3 of 3")
      .waitFor();
    await shot(page, "batches");
    expect(await accessibilityProblems(page)).toEqual([]);
  }, 60_000);

  it("is cancelled", async () => {
    const id = await makeAgent("Endless", "Take your time.");
    const { id: batch } = await dashboard.client.procedureBatches.create({ agent_id: id, filter: {}, concurrency: 1 });
    const page = await dashboard.open(`/procedural-agents/batches/${batch}`);
    await page.getByText("1 run is under way").waitFor();
    await page.getByRole("button", { name: "Cancel the bulk run" }).click();
    await page.getByRole("button", { name: "Cancel it" }).click();
    await page.getByText("The bulk run is cancelled.").waitFor();
    await page.getByRole("heading", { name: "Bulk run of Endless" }).waitFor();
    await expect.poll(async () => (await dashboard.client.procedureBatches.get(batch)).status).toBe("cancelled");
  });
});

describe.skipIf(BROWSER === null)("a schedule", () => {
  it("is made, shown with its next times, changed and deleted", async () => {
    await makeAgent("Morning report");
    const page = await dashboard.open("/procedural-agents?tab=schedules");
    await page.getByText("There are no schedules yet.").waitFor();
    await page.getByRole("button", { name: "New schedule" }).click();
    await page.getByLabel("Agent", { exact: true }).selectOption({ label: "Morning report" });
    await page.getByLabel("When").selectOption({ label: "Every hour" });
    await page.getByLabel("Input").fill('{"report": "daily"}');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Make schedule" }).click();
    await page.getByRole("button", { name: "Morning report" }).click();
    await page.getByRole("region", { name: "Next times" }).getByRole("listitem").nth(4).waitFor();
    await shot(page, "schedule");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("When").selectOption({ label: "At other times" });
    await page.getByLabel("Cron expression").fill("5 4 * * *");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The schedule is saved.").waitFor();
    await page.getByRole("switch", { name: /^Runs at its times/ }).click();
    await page.getByText("None while it is off.").waitFor();
    const [schedule] = (await dashboard.client.procedureSchedules.list()).data;
    expect(schedule).toMatchObject({ cron: "5 4 * * *", is_enabled: false, input: { report: "daily" } });
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("There are no schedules yet.").waitFor();
  });
});

describe.skipIf(BROWSER === null).each(["light", "dark"] as const)("the tabs in %s", (colorScheme) => {
  it("can be used by everyone, wide and narrow", async () => {
    const id = await makeAgent(`Tabs ${colorScheme}`);
    const page = await dashboard.open(`/procedural-agents/${id}`, { colorScheme });
    for (const name of ["Prompt", "Tools", "Output", "Configuration", "Try it", "Runs", "Versions"]) {
      await tab(page, name);
      await page.getByRole("tabpanel", { name }).waitFor();
      await page.getByRole("tabpanel").getByText("Loading …").waitFor({ state: "detached" });
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await shot(page, `${name.toLowerCase().replace(" ", "-")}-narrow-${colorScheme}`);
      await page.setViewportSize({ width: 1280, height: 800 });
      await shot(page, `${name.toLowerCase().replace(" ", "-")}-${colorScheme}`);
      expect(await accessibilityProblems(page)).toEqual([]);
    }
  }, 60_000);
});

describe.skipIf(BROWSER === null)("a viewer", () => {
  it("reads everything and can change nothing", async () => {
    const id = await makeAgent("Shown");
    const { id: run } = await dashboard.client.procedures.create({
      agent_id: id,
      conversation_id: conversations[2] ?? "",
    });
    const page = await dashboard.open(`/procedural-agents/${id}?tab=try&conversation=${conversations[2]}`, {
      role: "viewer",
    });
    await page.getByText("Read only").waitFor();
    await page.locator("article[data-status=success]").waitFor();
    expect(await page.getByRole("button", { name: /Save|Release|More|^Run/ }).count()).toBe(0);
    await page.setViewportSize({ width: 390, height: 844 });
    await shot(page, "try-result-narrow");
    await page.getByRole("button", { name: /^#\d+.*Where is my order/ }).click();
    await page.locator("[data-mark=current]", { hasText: "Where is my order" }).waitFor();
    await expect
      .poll(() => page.locator("[data-mark=current]").evaluate((row) => row.getBoundingClientRect().bottom))
      .toBeLessThanOrEqual(844);
    await page.getByRole("link", { name: "Every step" }).click();
    await page.getByText(run).first().waitFor();
    await page.getByText("The output is recorded.").waitFor();
    await shot(page, "run-narrow");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await shot(page, "run");
    await page.goto(`${dashboard.server.url()}/app/procedural-agents?tab=batches`);
    await page.getByRole("table", { name: "Bulk runs" }).waitFor();
    expect(await page.getByRole("link", { name: "New bulk run" }).count()).toBe(0);
  });
});
