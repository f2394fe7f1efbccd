import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../sdk/src/index.ts";
import { BROWSER } from "../../server/src/testing/browser.ts";
import { type FakeModelServer, startFakeModelServer } from "../../server/src/testing/fake-model-server.ts";
import { curlText } from "../src/developers/curl-text.ts";
import { prettyText } from "../src/developers/pretty-text.ts";
import { scopesText, withScope } from "../src/developers/scope-words.ts";
import { accessibilityProblems, type Dashboard, startDashboard } from "./dashboard.ts";

describe("what developers are told", () => {
  it("sums scopes up in a line", () => {
    expect(scopesText(null)).toBe("Everything");
    expect(scopesText(["logs:read"])).toBe("logs:read");
    expect(scopesText(["logs:read", "agents:read", "tools:read", "keys:read"])).toBe("Reads only");
    expect(scopesText(["logs:read", "agents:write", "tools:read", "keys:read"])).toBe(
      "logs:read, agents:write and 2 more",
    );
  });

  it("adds a scope once, and takes it away", () => {
    expect(withScope(["logs:read"], "logs:read", true)).toEqual(["logs:read"]);
    expect(withScope(["logs:read"], "logs:read", false)).toEqual([]);
  });

  it("indents JSON alone", () => {
    expect(prettyText('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(prettyText("not found")).toBe("not found");
  });

  it("writes a first call with a key, or with the variable that holds it", () => {
    expect(curlText("http://host", "op_x")).toContain('"Authorization: Bearer op_x"');
    expect(curlText("http://host")).toContain("$OPERATOR_API_KEY");
  });
});

/** A receiver of webhooks that answers with the status it is told to. */
interface Receiver {
  url: string;
  status: number;
  bodies: string[];
  server: Server;
}

async function startReceiver(): Promise<Receiver> {
  const receiver = { url: "", status: 500, bodies: [] as string[] };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => {
      body += piece.toString();
    });
    request.on("end", () => {
      receiver.bodies.push(body);
      response.writeHead(receiver.status, { "content-type": "text/plain" }).end(`status ${receiver.status}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  return Object.assign(receiver, { server });
}

let dashboard: Dashboard;
let model: FakeModelServer;
let receiver: Receiver;
let agentId: string;

const shot = (page: Page, name: string) =>
  page.screenshot({ path: `artifacts/dashboard/developers-${name}.png`, fullPage: false });
const PHONE = { viewport: { width: 390, height: 844 } };

describe.skipIf(BROWSER === null)("the room of developers", () => {
  beforeAll(async () => {
    model = await startFakeModelServer({ answer: { firstPieceAfter: 5, pieceEvery: 5, pieces: ["Hello."] } });
    receiver = await startReceiver();
    dashboard = await startDashboard({
      OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
      OPERATOR_ALLOWED_ADDRESSES: "127.0.0.1/32",
    });
    const agent = await dashboard.client.conversationalAgents.create({
      name: "Echo",
      description: "Answers.",
      config: {
        personas: [{ name: "Amanda" }],
        runtime: { model: "fake/model", prompt: { type: "fixed", text: "Answer." } },
      },
    });
    agentId = agent.id;
    await dashboard.client.conversationalAgents.release(agent.version_id);
  }, 120_000);

  afterAll(async () => {
    await dashboard?.stop();
    await model?.close();
    receiver?.server.close();
  });

  afterEach(async () => dashboard?.closePages());

  it("makes a key that is shown once, narrows it, and revokes it", async () => {
    const page = await dashboard.open("/developers");
    await page.getByRole("button", { name: "Make a key" }).click();
    await page.getByLabel("Name").fill("Booking system");
    await page.getByRole("switch", { name: /Everything/ }).click();
    await page.getByRole("checkbox", { name: "Agents: read" }).check();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "new-key");
    await page.getByRole("button", { name: "Make it" }).click();
    const dialog = page.getByRole("dialog");
    const secret = await dialog.locator("code").first().innerText();
    expect(await dialog.getByLabel("Lines of the first call", { exact: true }).innerText()).toContain(secret);
    await shot(page, "key-shown");
    const mine = createClient({ host: dashboard.server.url(), key: secret });
    expect((await mine.conversationalAgents.list()).data).not.toHaveLength(0);
    await expect(Promise.resolve(mine.logs.list())).rejects.toMatchObject({ status: 403 });
    await dialog.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Booking system" }).click();
    await page.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("button", { name: "Revoke it" }).click();
    await page
      .getByRole("row", { name: /Booking system/ })
      .getByText("Revoked")
      .waitFor();
    await expect(Promise.resolve(mine.conversationalAgents.list())).rejects.toMatchObject({ status: 401 });
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "keys");
  });

  it("rotates a key with an overlap in which both work", async () => {
    const { secret: former } = await dashboard.client.apiKeys.create({ name: "Rotating one", livemode: true });
    const page = await dashboard.open("/developers");
    await page.getByRole("button", { name: "Rotating one" }).click();
    await page.getByRole("button", { name: "Rotate" }).click();
    await page.getByRole("button", { name: "Make a new key" }).click();
    await page.getByText("Copy the key now").waitFor();
    const secret = await page.getByRole("dialog").locator("code").first().innerText();
    expect(secret).not.toBe(former);
    for (const key of [former, secret]) {
      await createClient({ host: dashboard.server.url(), key }).conversationalAgents.list();
    }
  });

  it("shows a failed delivery with its attempts, and sends it again", async () => {
    const page = await dashboard.open("/developers?tab=webhooks");
    await page.getByText("Nobody is told anything yet.").waitFor();
    await shot(page, "webhooks-empty");
    await page.getByRole("button", { name: "Add an endpoint" }).first().click();
    await page.getByLabel("Address").fill(receiver.url);
    await page.getByRole("checkbox", { name: /conversation\.setup/ }).uncheck();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "new-endpoint");
    await page.getByRole("button", { name: "Add it" }).click();
    await page.getByRole("heading", { name: receiver.url }).waitFor();
    await talk();
    const delivery = page.getByRole("link", { name: "conversation.ended" }).first();
    await page
      .getByText(/answered 500|500/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Send a test event" }).click();
    await page.getByRole("button", { name: "Send it" }).click();
    await page.getByText("Answer", { exact: true }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: "artifacts/dashboard/developers-endpoint.png" });
    await page.getByRole("button", { name: "Close" }).click();
    await delivery.click();
    await page.getByRole("button", { name: /Attempt 1/ }).waitFor();
    await page.getByLabel("Body of the answer").first().getByText("status 500").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "delivery-failed");
    receiver.status = 204;
    await page.getByRole("button", { name: "Send it again" }).click();
    await page.getByText("sent again by somebody").waitFor();
    await page.getByText("Delivered").first().waitFor();
    expect(receiver.bodies.at(-1)).toContain("conversation.ended");
    await page.getByRole("link", { name: "All deliveries" }).click();
    await page
      .getByRole("row", { name: /conversation.ended/ })
      .getByText("Delivered")
      .waitFor();
    await shot(page, "deliveries");
  });

  it("tells two people who edit one endpoint of each other", async () => {
    const { id } = await dashboard.client.webhookEndpoints.create({ url: "https://example.com/a", is_enabled: false });
    const page = await dashboard.open(`/developers/webhooks/${id}`);
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("Description").fill("Mine");
    await dashboard.client.webhookEndpoints.change(id, { description: "Theirs" });
    await page.getByRole("button", { name: "Save" }).click();
    const conflict = page.getByRole("dialog").getByRole("alert");
    await conflict.getByText("Theirs", { exact: true }).waitFor();
    expect((await dashboard.client.webhookEndpoints.get(id)).description).toBe("Theirs");
    await shot(page, "conflict");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The endpoint is changed.").waitFor();
    expect((await dashboard.client.webhookEndpoints.get(id)).description).toBe("Mine");
  });

  it("shows the signing key to those who may see it, and rotates it", async () => {
    const page = await dashboard.open("/developers?tab=signing");
    await page.getByRole("button", { name: "Show the key" }).click();
    const { current } = await dashboard.client.signingKey.get();
    await page.getByText(current.key, { exact: true }).waitFor();
    await page.getByRole("button", { name: "Rotate" }).click();
    await page.getByRole("button", { name: "Make a new key" }).click();
    await page.getByText("A new key waits.").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "signing");
  });

  it("offers a viewer nothing that changes anything, on a phone as well", async () => {
    const page = await dashboard.open("/developers", { role: "viewer", ...PHONE, colorScheme: "dark" });
    await page.getByRole("table", { name: "API keys" }).waitFor();
    expect(await page.getByRole("button", { name: "Make a key" }).count()).toBe(0);
    await shot(page, "keys-phone-dark");
    await page.getByRole("tab", { name: "Signing key" }).click();
    await page.getByText("You may not see it.").waitFor();
    await page.getByRole("tab", { name: "First call" }).click();
    await page.getByLabel("Lines of the first call", { exact: true }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shot(page, "first-call-phone-dark");
  });

  async function talk(): Promise<void> {
    const { id } = await dashboard.client.conversations.create({ agent_id: agentId, channel: { type: "chat_async" } });
    await dashboard.client.conversations.end(id);
  }
});
