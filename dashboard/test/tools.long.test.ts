import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BROWSER } from "../../server/src/testing/browser.ts";
import { type FakeModelServer, startFakeModelServer } from "../../server/src/testing/fake-model-server.ts";
import { EVERYTHING } from "../../server/test/mcp/everything-server.ts";
import { accessibilityProblems, type Dashboard, startDashboard } from "./dashboard.ts";

/** A shop that finds one order, and describes itself. */
interface Shop {
  url: string;
  /** The headers of what was asked last. */
  asked: IncomingHttpHeaders;
  /** The version of its document; the second knows a limit. */
  version: 1 | 2;
  server: Server;
}

async function startShop(): Promise<Shop> {
  const shop = { url: "", asked: {} as IncomingHttpHeaders, version: 1 as 1 | 2 };
  const server = createServer(({ url = "", headers }, response) => {
    shop.asked = headers;
    const [path = ""] = url.split("?");
    const found = { "/orders/A-17": { status: "shipped" }, "/openapi.json": documentOf(shop) }[path];
    response.writeHead(found ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(found ?? { error: "There is no such order." }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  shop.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(shop, { server });
}

function documentOf({ url, version }: { url: string; version: 1 | 2 }) {
  const limit = { name: "limit", in: "query", schema: { type: "integer", ...(version === 2 ? { maximum: 50 } : {}) } };
  const ok = { responses: { 200: { description: "Done." } } };
  return {
    openapi: "3.1.0",
    info: { title: "Shop", version: `${version}.0` },
    servers: [{ url }],
    components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Shop-Key" } } },
    security: [{ key: [] }],
    paths: {
      "/orders": { get: { operationId: "listOrders", summary: "Lists orders", parameters: [limit], ...ok } },
      "/orders/{id}": {
        delete: {
          operationId: "cancelOrder",
          summary: "Cancels an order",
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          ...ok,
        },
      },
    },
  };
}

const PHONE = { viewport: { width: 390, height: 844 } };

describe.skipIf(BROWSER === null)("the room of tools", () => {
  let dashboard: Dashboard;
  let shop: Shop;
  let model: FakeModelServer;

  beforeAll(async () => {
    shop = await startShop();
    model = await startFakeModelServer({
      answer: ({ messages }) =>
        messages.at(-1)?.role === "tool"
          ? { firstPieceAfter: 1, pieceEvery: 1, pieces: ["There."] }
          : {
              firstPieceAfter: 1,
              pieceEvery: 1,
              pieces: [],
              toolCalls: [{ name: "find_order", arguments: '{"order_no":"B-1"}' }],
            },
    });
    dashboard = await startDashboard({
      OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
      OPERATOR_ALLOWED_ADDRESSES: "127.0.0.1/32",
      OPERATOR_MCP_PROGRAMS: process.execPath,
      OPERATOR_QUICKSTART: "false",
    });
  }, 120_000);

  afterAll(async () => {
    await dashboard?.stop();
    await model?.close();
    shop?.server.close();
  });

  afterEach(async () => dashboard?.closePages());

  const shot = (page: Page, name: string, fullPage = false) =>
    page.screenshot({ path: `artifacts/dashboard/tools-${name}.png`, fullPage });

  it("makes a tool by the form, tries it at a real server, and never shows its secret again", async () => {
    const page = await dashboard.open("/tools");
    await page.getByText("There are no tools yet.").waitFor();
    await shot(page, "empty");
    await page.getByRole("link", { name: "New tool" }).first().click();
    const what = page.getByRole("region", { name: "What it is" });
    await what.getByLabel("Name").fill("find_order");
    await what.getByLabel("Description").fill("Finds an order by its number.");
    const request = page.getByRole("region", { name: "Request" });
    await request.getByLabel("Address").fill(`${shop.url}/orders/{order_no}`);
    await request.getByRole("button", { name: "Add it" }).click();
    await request.getByRole("button", { name: "Add a header" }).click();
    await request.getByLabel("Name").fill("Authorization");
    await request.getByLabel("Value").fill("Bearer of the ring");
    await page.getByRole("region", { name: "Arguments" }).getByLabel("What it is").fill("As on the receipt.");
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "new");
    await page.getByRole("button", { name: "Make the tool" }).click();
    await page.getByRole("heading", { name: "find_order", exact: true }).waitFor();
    const trial = page.getByRole("region", { name: "Try it" });
    await trial.getByLabel("order_no").fill("A-17");
    await trial.getByRole("button", { name: "Call it" }).click();
    await trial.getByText("Succeeded").waitFor();
    await trial.getByText(`GET ${shop.url}/orders/A-17`).waitFor();
    expect(await trial.getByLabel("Result", { exact: true }).innerText()).toContain("shipped");
    expect(shop.asked).toMatchObject({ authorization: "Bearer of the ring" });
    expect(shop.asked["x-signature"]).toBeDefined();
    expect(await page.content()).not.toContain("of the ring");
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "one");
    await trial.getByLabel("order_no").fill("B-1");
    await trial.getByRole("button", { name: "Call it" }).click();
    await trial.getByText("Failed").waitFor();
    await page.getByRole("region", { name: "What it is" }).getByLabel("Description").fill("Finds one order.");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("find_order is saved.").waitFor();
    expect(await dashboard.client.tools.get("find_order")).toMatchObject({
      description: "Finds one order.",
      headers: { Authorization: null },
      input_schema: { properties: { order_no: { description: "As on the receipt." } } },
    });
    await page.getByRole("link", { name: "All tools" }).click();
    await page.getByRole("row", { name: /find_order/ }).waitFor();
  });

  it("imports an operation of a document after showing what it makes, and brings it up to date", async () => {
    const page = await dashboard.open("/tools?tab=openapi");
    await page.getByText("No document was imported yet.").waitFor();
    await page.getByRole("link", { name: "Import a document" }).first().click();
    await page.getByLabel("Address of the document").fill(`${shop.url}/openapi.json`);
    await page.getByRole("button", { name: "Look into it" }).click();
    await page.getByText("What the service wants to know its callers by").waitFor();
    await page.getByRole("button", { name: "Choose none" }).click();
    await page.getByRole("checkbox", { name: "Import GET /orders", exact: true }).check();
    await page.getByRole("button", { name: "Details of GET /orders", exact: true }).click();
    await page.getByLabel("Schema of the arguments", { exact: true }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "import", true);
    await page.getByRole("button", { name: "Import 1 operation" }).click();
    await page.getByRole("heading", { name: "Shop", exact: true }).waitFor();
    await page.getByRole("link", { name: "listOrders" }).waitFor();
    shop.version = 2;
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByText(/changed 1/).waitFor();
    await page.getByRole("button", { name: "Details of GET /orders", exact: true }).click();
    await page.getByText(/maximum/).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "compare");
    await page.getByRole("button", { name: "Bring 1 operation up to date" }).click();
    await page.getByText("Tools: 1 updated.").waitFor();
    expect(JSON.stringify((await dashboard.client.tools.get("listOrders")).input_schema)).toContain("50");
  });

  it("adds an MCP server, shows its tools, sets how one is used, and switches it off", async () => {
    const page = await dashboard.open("/tools?tab=mcp");
    await page.getByText("There are no MCP servers yet.").waitFor();
    await page.getByRole("button", { name: "Add a server" }).first().click();
    await page.getByLabel("Name").fill("everything");
    await page.getByRole("combobox", { name: "Reached" }).selectOption("stdio");
    await page.getByLabel("Program").fill(process.execPath);
    await page.getByLabel("Arguments").fill(`${EVERYTHING}\nstdio`);
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "new-mcp");
    await page.getByRole("button", { name: "Add it" }).click();
    await page.getByRole("heading", { name: "everything", exact: true }).waitFor();
    await page.getByText("Ready").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "mcp");
    await page.getByRole("button", { name: "Ask for its tools" }).click();
    await page.getByText("Its tools are as they were.").waitFor();
    await page.getByRole("link", { name: "get-sum" }).click();
    await page.getByRole("heading", { name: "everything/get-sum" }).waitFor();
    await page.getByRole("switch", { name: /In the background/ }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("everything/get-sum is saved.").waitFor();
    const trial = page.getByRole("region", { name: "Try it" });
    await trial.getByLabel("a", { exact: true }).fill("40");
    await trial.getByLabel("b", { exact: true }).fill("2");
    await trial.getByRole("button", { name: "Call it" }).click();
    await trial.getByText("Succeeded").waitFor();
    expect(await trial.getByLabel("Result", { exact: true }).innerText()).toContain("The sum of 40 and 2 is 42.");
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "mcp-tool");
    await page.getByRole("switch", { name: "get-sum may be called" }).click();
    await page.getByText("everything/get-sum is off. No agent can call it any more.").waitFor();
    await trial.getByRole("button", { name: "Call it" }).click();
    await trial.getByText(/it was switched off/).waitFor();
    await page.getByRole("link", { name: "All tools of everything" }).click();
    const off = page.getByRole("listitem").filter({ hasText: "get-sum" });
    await off.getByText("Off", { exact: true }).waitFor();
    await shot(page, "mcp-tool-off");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize(PHONE.viewport);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await shot(page, "mcp-tool-off-phone-dark");
    await page.setViewportSize({ width: 1280, height: 800 });
    await off.getByRole("switch").click();
    await off.getByText("Off", { exact: true }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Switch it off" }).click();
    await page.getByText("Off", { exact: true }).waitFor();
    const [server] = (await dashboard.client.mcpServers.list()).data;
    expect(server).toMatchObject({ is_enabled: false });
  });

  it("lists the calls of conversations, and which tool failed last", async () => {
    await callOnce();
    const page = await dashboard.open("/tools?tab=calls&name=find_order");
    await page.getByRole("button", { name: "find_order" }).first().click();
    const call = page.getByRole("complementary", { name: "find_order" });
    expect(await call.getByLabel("Arguments", { exact: true }).innerText()).toContain("B-1");
    await call.getByRole("link", { name: /^conv_/ }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "calls");
    await call.getByRole("button", { name: "Close" }).click();
    await page.getByRole("tab", { name: "Tools" }).click();
    const row = page.getByRole("row", { name: /find_order/ });
    await row.getByText("1, 1 failed").waitFor();
    await row.getByText(/ago|now|second/).waitFor();
    await page.getByRole("row", { name: /everything\/echo/ }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "full");
    await page.getByLabel("Search tools").fill("find");
    await page.getByRole("row", { name: /everything\/echo/ }).waitFor({ state: "detached" });
    await row.getByRole("link").click();
    await page.getByText("Failed").first().waitFor();
  });

  it("opens a tool that is called as one of the pages is", async () => {
    const tool = { url: `${shop.url}/orders`, description: "Makes an order.", input_schema: { type: "object" } };
    await dashboard.client.tools.create({ name: "new", type: "http", method: "POST", ...tool });
    const page = await dashboard.open("/tools?q=new");
    await page.getByRole("link", { name: "new", exact: true }).click();
    await page.getByRole("heading", { name: "new", exact: true }).waitFor();
    expect(await page.getByLabel("Description").first().inputValue()).toBe("Makes an order.");
    await page.reload();
    await page.getByRole("heading", { name: "new", exact: true }).waitFor();
  });

  it("tells two people who change one tool of each other, and loses nothing", async () => {
    const page = await dashboard.open("/tools/own/find_order");
    const description = page.getByRole("region", { name: "What it is" }).getByLabel("Description");
    await description.fill("Mine.");
    await dashboard.client.tools.change("find_order", { description: "Theirs.", time_limit_sec: 20 });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").getByText("Theirs.", { exact: true }).waitFor();
    expect((await dashboard.client.tools.get("find_order")).description).toBe("Theirs.");
    expect(await description.inputValue()).toBe("Mine.");
    await shot(page, "conflict");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("find_order is saved.").waitFor();
    expect(await dashboard.client.tools.get("find_order")).toMatchObject({ description: "Mine.", time_limit_sec: 20 });
  });

  it("shows a viewer everything and lets them change nothing, on a phone as well", async () => {
    const page = await dashboard.open("/tools", { role: "viewer", ...PHONE, colorScheme: "dark" });
    await page.getByRole("row", { name: /find_order/ }).waitFor();
    expect(await page.getByRole("link", { name: "New tool" }).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "phone-dark");
    await page.getByRole("link", { name: "find_order" }).click();
    const description = page.getByRole("region", { name: "What it is" }).getByLabel("Description");
    await description.waitFor();
    expect(await description.isDisabled()).toBe(true);
    expect(await page.getByRole("region", { name: "Try it" }).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "one-phone-dark");
  });

  /** Has an agent call the tool once, for an order that is not there. */
  async function callOnce(): Promise<void> {
    const { version_id, id } = await dashboard.client.conversationalAgents.create({
      name: "Clerk",
      description: "Finds orders.",
      config: {
        personas: [{ name: "Amanda" }],
        runtime: { model: "fake/model", prompt: { type: "fixed", text: "Find orders." } },
        tool: { tools: [{ ns: "api", name: "find_order" }] },
      },
    });
    await dashboard.client.conversationalAgents.release(version_id);
    const talk = await dashboard.client.conversations.create({ agent_id: id, channel: { type: "chat_async" } });
    const message = { payload: { type: "user.message.send" as const, text: "Where is B-1?" } };
    for await (const { payload } of dashboard.client.conversations.session(talk.id, message))
      expect(payload).toBeDefined();
    await expect
      .poll(async () => (await dashboard.client.toolCalls.list({ status: "failed" })).data.length)
      .toBeGreaterThan(0);
  }
});
