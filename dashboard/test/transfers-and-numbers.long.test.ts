import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BROWSER } from "../../server/src/testing/browser.ts";
import { accessibilityProblems, type Dashboard, startDashboard } from "./dashboard.ts";

/** An account with a carrier that has two numbers; the second brings its calls elsewhere. */
interface Carrier {
  url: string;
  /** What it was told of a number. */
  told: string[];
  server: Server;
}

const OURS = "+14155550201";
const OTHER = "+14155550202";

async function startCarrier(): Promise<Carrier> {
  const carrier = { url: "", told: [] as string[] };
  const numbers = [OURS, OTHER].map((phone_number) => ({
    sid: `PN${phone_number.slice(1)}`,
    phone_number,
    friendly_name: phone_number === OURS ? "Front desk" : phone_number,
    voice_url: "https://elsewhere.example.com",
  }));
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => {
      body += piece.toString();
    });
    request.on("end", () => {
      if (request.method === "POST") carrier.told.push(body);
      const wanted = new URL(request.url ?? "", "http://carrier").searchParams.get("PhoneNumber");
      const incoming_phone_numbers = numbers.filter((one) => wanted === null || one.phone_number === wanted);
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(request.method === "POST" ? {} : { incoming_phone_numbers }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  carrier.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(carrier, { server });
}

const PHONE = { viewport: { width: 390, height: 844 } };

describe.skipIf(BROWSER === null)("the rooms of transfers and phone numbers", () => {
  let dashboard: Dashboard;
  let carrier: Carrier;
  let agents: Record<"Reception" | "Zurich", string>;

  beforeAll(async () => {
    carrier = await startCarrier();
    dashboard = await startDashboard({
      OPERATOR_MODEL_SERVERS: "fake=http://127.0.0.1:9/v1",
      TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
      TWILIO_AUTH_TOKEN: "a token",
      TWILIO_BASE_URL: carrier.url,
    });
    agents = { Reception: await agentOf("Reception"), Zurich: await agentOf("Zurich") };
  }, 120_000);

  afterAll(async () => {
    await dashboard?.stop();
    carrier?.server.close();
  });

  afterEach(async () => dashboard?.closePages());

  const shot = (page: Page, name: string, fullPage = false) =>
    page.screenshot({ path: `artifacts/dashboard/${name}.png`, fullPage });

  it("make a warm transfer with hours and a holiday", async () => {
    const page = await dashboard.open("/transfers");
    await page.getByText("There are no transfers yet.").waitFor();
    await shot(page, "transfers-empty");
    await page.getByRole("link", { name: "New transfer" }).first().click();
    await page.getByLabel("Name", { exact: true }).fill("front_desk");
    await page.getByLabel("When it is to be used").fill("When the caller wants a person.");
    await page.getByLabel("Number", { exact: true }).fill("+1 (415) 555-0170");
    await page.getByRole("combobox", { name: "The caller is handed over" }).selectOption("warm");
    await page.getByRole("combobox", { name: "When the caller asks for it, the agent is to" }).selectOption("gentle");
    await page.getByRole("switch", { name: /Only at certain hours/ }).click();
    await page.getByRole("combobox", { name: "Time zone" }).selectOption("Europe/Zurich");
    await page.getByLabel("From", { exact: true }).fill("08:30");
    await page.getByLabel("To", { exact: true }).fill("00:00");
    await page.getByRole("button", { name: "Add a holiday" }).click();
    await page.getByLabel("Day", { exact: true }).fill("2026-12-24");
    await page.getByRole("button", { name: "Open for a while" }).click();
    await page.getByLabel("What the caller is told").fill("We are there from half past eight.");
    await page.getByRole("combobox", { name: "What the agent offers then" }).selectOption("call_back");
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "transfers-new", true);
    await page.getByRole("button", { name: "Make the transfer" }).click();
    await page.getByRole("heading", { name: "front_desk" }).waitFor();
    const [transfer] = (await dashboard.client.transfers.list()).data;
    expect(transfer).toMatchObject({
      destination: "+14155550170",
      mode: "warm",
      pushback: "gentle",
      hours: {
        time_zone: "Europe/Zurich",
        windows: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "08:30", to: "24:00" }],
        holidays: [{ date: "2026-12-24", windows: [{ from: "09:00", to: "12:00" }] }],
      },
      outside: { say: "We are there from half past eight.", offer: "call_back" },
    });
    await page.getByRole("link", { name: "All transfers" }).click();
    await page.getByRole("row", { name: /front_desk.*Mon–Fri 08:30–24:00/ }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "transfers-list");
  });

  it("change a transfer knowingly when somebody else was faster, and delete one", async () => {
    const transfer = { description: "For all.", kind: "agent" as const, destination: agents.Zurich };
    const { id } = await dashboard.client.transfers.create({ name: "colleague", ...transfer });
    const page = await dashboard.open(`/transfers/${id}`);
    await page.getByLabel("When it is to be used").fill("Mine.");
    await dashboard.client.transfers.change(id, { description: "Theirs.", ring_for_sec: 40 });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").getByText("Theirs.", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The transfer is saved.").waitFor();
    expect(await dashboard.client.transfers.get(id)).toMatchObject({ description: "Mine.", ring_for_sec: 40 });
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete it" }).click();
    await page.getByText("colleague is deleted.").waitFor();
    await page.getByRole("row", { name: /front_desk/ }).waitFor();
    expect((await dashboard.client.transfers.list()).data).toHaveLength(1);
  });

  it("add a number of a carrier's account, and say who answers whom", async () => {
    const page = await dashboard.open("/phone-numbers");
    await page.getByText("There are no numbers yet.").waitFor();
    await shot(page, "phone-numbers-empty");
    await page.getByRole("button", { name: "Add a number" }).first().click();
    await page.getByRole("radio", { name: /Front desk/ }).check();
    await page.getByRole("combobox", { name: "Agent" }).selectOption("Reception");
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "phone-numbers-add");
    await page.getByRole("button", { name: "Add it" }).click();
    await page.getByRole("heading", { name: OURS }).waitFor();
    expect(carrier.told.at(-1)).toContain("VoiceUrl");
    await page.getByText("Calls are not recorded.").waitFor();
    await page.getByRole("button", { name: "Add a rule" }).click();
    await page.getByLabel("Caller", { exact: true }).fill("+41 44*");
    await page.getByRole("combobox", { name: "Answered by" }).selectOption("Zurich");
    await page.getByLabel("Who would answer?").fill("+41446681800");
    await page.getByRole("status").filter({ hasText: "Zurich" }).waitFor();
    await page.getByLabel("Roll-out, in percent").fill("20");
    await page.getByText("80 of a hundred callers are turned away").waitFor();
    await page.getByLabel("Fallback number").fill("+1 415 555 0170");
    await page.getByLabel("Calls at once, at most").fill("5");
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "phone-numbers-one", true);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The number is saved.").waitFor();
    const [number] = (await dashboard.client.phoneNumbers.list()).data;
    expect(number).toMatchObject({
      number: OURS,
      agent_id: agents.Reception,
      rules: [{ caller: "+4144*", agent_id: agents.Zurich }],
      rollout_percent: 20,
      fallback_number: "+14155550170",
      max_calls: 5,
    });
    await page.getByRole("link", { name: "All phone numbers" }).click();
    await page.getByRole("row", { name: /\+14155550201.*Reception/ }).waitFor();
    await shot(page, "phone-numbers-list");
  });

  it("keep the addresses of test mode, and the numbers that nobody calls", async () => {
    const page = await dashboard.open("/phone-numbers?tab=test");
    await page.getByText("Test mode reaches nobody yet.").waitFor();
    await page.getByRole("button", { name: "Add an address" }).first().click();
    await page.getByLabel("Number or mail address").fill("Kim@Example.com");
    await page.getByLabel("Whose it is").fill("Kim");
    await page.getByRole("button", { name: "Add it" }).click();
    await page.getByRole("row", { name: /kim@example.com/ }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("tab", { name: "Do not call" }).click();
    await page.getByText("Everybody may be called.").waitFor();
    await page.getByRole("button", { name: "Add a number" }).first().click();
    await page.getByLabel("Number", { exact: true }).fill("+41 44 668 18 00");
    await page.getByLabel("Why", { exact: true }).fill("Asked for it.");
    await page.getByRole("button", { name: "Add it" }).click();
    await page.getByRole("row", { name: /\+41446681800/ }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "phone-numbers-do-not-call");
    await page.getByRole("button", { name: "Take +41446681800 off the list" }).click();
    await page.getByRole("button", { name: "Take it off the list" }).click();
    await page.getByText("Everybody may be called.").waitFor();
    await page.getByRole("tab", { name: "Test addresses" }).click();
    await page.getByRole("button", { name: "Remove kim@example.com" }).click();
    await page.getByText("Test mode reaches nobody yet.").waitFor();
  });

  it("let a viewer change nothing, on a phone as well", async () => {
    const page = await dashboard.open("/transfers", { role: "viewer", ...PHONE, colorScheme: "dark" });
    await page.getByRole("link", { name: "front_desk" }).click();
    const use = page.getByLabel("When it is to be used");
    await use.waitFor();
    expect(await use.isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: "Delete" }).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "transfers-phone-dark");
    await page.goto(`${dashboard.server.url()}/app/phone-numbers`);
    await page.getByRole("link", { name: OURS }).click();
    await page.getByRole("region", { name: "Who answers" }).waitFor();
    expect(await page.getByRole("button", { name: "Set up at Twilio" }).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "phone-numbers-phone-dark");
  });

  async function agentOf(name: string): Promise<string> {
    const { id, version_id } = await dashboard.client.conversationalAgents.create({
      name,
      description: "Answers.",
      config: {
        personas: [{ name: "Amanda" }],
        runtime: { model: "fake/model", prompt: { type: "fixed", text: "Answer." } },
      },
    });
    await dashboard.client.conversationalAgents.release(version_id);
    return id;
  }
});
