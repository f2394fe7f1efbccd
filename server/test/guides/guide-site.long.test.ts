import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readContents } from "../../src/http/guide-contents.ts";
import { buildHttpServer, type HttpServices } from "../../src/http/server.ts";
import { callerAddress } from "../../src/lib/caller-address.ts";
import { rateLimit } from "../../src/lib/rate-limit.ts";
import { BROWSER, startBrowser } from "../../src/testing/browser.ts";
import { UNOBSERVED } from "../../src/testing/unobserved.ts";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));

let server: FastifyInstance;
let url: string;

beforeAll(async () => {
  // The documents ask nothing of the services; their mark is the page's.
  server = await buildHttpServer({} as HttpServices, {
    logger: pino({ enabled: false }),
    ...UNOBSERVED,
    limit: rateLimit(10_000),
    addressOf: callerAddress([]),
    publicUrl: "http://localhost",
    pageDirectory: join(REPOSITORY, "dashboard/public"),
    documentsRoot: REPOSITORY,
  });
  url = await server.listen({ host: "127.0.0.1", port: 0 });
});

afterAll(() => server.close());

const textOf = async (path: string) => (await fetch(`${url}${path}`)).text();
const linksOf = (text: string) => [...text.matchAll(/ href="([^"]+)"/g)].map((match) => match[1] as string);

describe("the guides", () => {
  it("are served at their places, with the overview at /docs, and link to nothing that is not there", async () => {
    const seen = new Set<string>();
    for (const { path } of readContents(REPOSITORY)) {
      const answer = await fetch(`${url}${path}`);
      expect(answer.status, path).toBe(200);
      const text = await answer.text();
      expect(text).toContain("<h1");
      for (const link of linksOf(text)) if (link.startsWith("/docs")) seen.add(link.split("#")[0] as string);
      for (const [, source] of text.matchAll(/<img src="([^"]*)"/g)) seen.add(source as string);
    }
    for (const path of seen) expect((await fetch(`${url}${path}`)).status, path).toBe(200);
  });

  it("send a page once, and after that only say that it is the same", async () => {
    const first = await fetch(`${url}/docs`);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(first.headers.get("cache-control")).toContain("no-cache");
    const again = await fetch(`${url}/docs`, { headers: { "if-none-match": `"other", W/${etag}` } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it.each([
    ["/docs/overview", "/docs"],
    ["/docs/", "/docs"],
    ["/docs/quickstart/", "/docs/quickstart"],
  ])("lead from %s to %s", async (from, to) => {
    const answer = await fetch(`${url}${from}`, { redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([308, to]);
  });

  it.each([
    "/docs/nowhere",
    "/docs/README",
    "/docs/decisions/0001",
    "/docs/images/..%2f..%2fREADME.md",
    "/docs/%3Cscript%3E",
  ])("answer %s with a page that helps on", async (path) => {
    const answer = await fetch(`${url}${path}`);
    const text = await answer.text();
    expect(answer.status).toBe(404);
    expect(text).toContain("There is no such page");
    expect(text).toContain('action="/docs/search"');
    expect(text).not.toMatch(/<script>/i);
  });

  it("have no inline script or style, and ask nobody else for anything", async () => {
    for (const path of ["/docs", "/docs/quickstart", "/docs/search?q=%3Cscript%3Ealert(1)%3C/script%3E"]) {
      const { headers } = await fetch(`${url}${path}`);
      expect(headers.get("content-security-policy")).toContain("form-action 'self'");
      expect(await textOf(path)).not.toMatch(/<script(?! src="\/docs\/guides\.js" defer><)|<style| style=| on\w+="/i);
    }
  });
});

describe("the search", () => {
  const find = async (words: string) =>
    linksOf(await textOf(`/docs/search?part=results&q=${encodeURIComponent(words)}`));

  it.each([
    ["the guide of a thing", "quickstart", "/docs/quickstart"],
    ["a part of a page", "text messages", "/docs/in-depth/text-messages"],
    ["an endpoint by its path", "webhook_endpoints", "/docs/reference#createWebhookEndpoint"],
    ["an event by its type", "agent.message.completed", "/docs/reference#event-agent.message.completed"],
    ["an error by its code", "idempotency_conflict", "/docs/reference#error-idempotency_conflict"],
    ["a word that is not written right", "webhok", "/docs/reference#listWebhookEndpoints"],
    ["a variable", "OPERATOR_RATE_LIMIT", "/docs/in-depth/configuration"],
  ])("finds %s", async (_what, words, address) => {
    expect((await textOf(`/docs/search?q=${encodeURIComponent(words)}`)).includes(`href="${address}"`)).toBe(true);
  });

  it("puts a guide before what else has the word", async () => {
    expect((await find("quickstart"))[0]).toBe("/docs/quickstart");
  });

  it.each(["", "   ", "zzqqxxyy", "<script>", "((((", "*", "a".repeat(5_000), "a ".repeat(2_000)])(
    "answers %j without complaint",
    async (words) => {
      const answer = await fetch(`${url}/docs/search?q=${encodeURIComponent(words)}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toContain("<script>");
    },
  );

  it("shows what was written as it is, and takes no list for it", async () => {
    expect(await textOf("/docs/search?q=%3Cb%3E%22")).toContain('value="&lt;b&gt;&quot;"');
    expect((await fetch(`${url}/docs/search?q=one&q=two`)).status).toBe(200);
  });
});

describe.skipIf(BROWSER === null)("in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  async function open(path: string, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
    const page = await browser.newPage(options);
    await page.goto(`${url}${path}`);
    return page;
  }

  const WIDE = { width: 1440, height: 900 };
  const NARROW = { width: 360, height: 740 };

  it.each([
    ["/docs", "light", WIDE],
    ["/docs/quickstart", "dark", NARROW],
    ["/docs/in-depth/phone", "light", NARROW],
    ["/docs/in-depth/configuration", "dark", WIDE],
    ["/docs/search?q=agent", "light", WIDE],
    ["/docs/search?q=agent", "dark", NARROW],
    ["/docs/nowhere", "light", WIDE],
  ] as const)(
    "%s has no fault that axe finds, in %s, and never scrolls sideways",
    async (path, colorScheme, viewport) => {
      const page = await open(path, { colorScheme, viewport, bypassCSP: true });
      // Written as text, for this program has no browser's types.
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
      await page.addScriptTag({ path: createRequire(import.meta.url).resolve("axe-core/axe.min.js") });
      const looked = await page.evaluate('axe.run({ resultTypes: ["violations"] })');
      const { violations } = looked as { violations: { id: string; nodes: { html: string }[] }[] };
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await page.close();
    },
  );

  it("search while one types, and are used without a mouse", async () => {
    const page = await open("/docs", { viewport: WIDE });
    const faults: string[] = [];
    page.on("console", (message) => faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(String(error)));
    await page.keyboard.press("/");
    await page.keyboard.type("quickst");
    await page.locator(".found a").first().waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator(".found").isHidden()).toBe(true);
    await page.fill(".search input", "quickstart");
    await page.locator(".found li:first-child a[href='/docs/quickstart']").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/docs/quickstart");
    expect(faults).toEqual([]);
    await page.close();
  });

  it("search without scripts as well", async () => {
    const page = await open("/docs/quickstart", { javaScriptEnabled: false });
    await page.fill(".search input", "webhook");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/docs/search?q=webhook");
    expect(await page.locator(".results a").count()).toBeGreaterThan(3);
    await page.close();
  });

  it("open the list of pages on a telephone, and close it again", async () => {
    const page = await open("/docs/quickstart", { viewport: NARROW });
    const list = page.getByRole("navigation", { name: "Pages" });
    expect(await list.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Pages" }).click();
    expect(await list.isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    expect(await list.isVisible()).toBe(false);
    await page.close();
  });

  it("print without what is only for the screen", async () => {
    const page = await open("/docs/quickstart", { viewport: WIDE });
    await page.emulateMedia({ media: "print" });
    for (const part of [".bar", ".contents", ".on-page", ".around"])
      expect(await page.locator(part).isVisible(), part).toBe(false);
    expect(await page.locator("h1").isVisible()).toBe(true);
    await page.close();
  });
});
