import axe from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { type Client, createClient } from "../../sdk/src/index.ts";
import { startBrowser } from "../../server/src/testing/browser.ts";
import { type ServerProcess, startServerProcess } from "../../server/src/testing/server-process.ts";
import { ensurePageIsBuilt } from "./built-page.ts";

/** What members may be. */
export type Role = "owner" | "developer" | "viewer";

/** A server, a browser, and members of each role who can be signed in. */
export interface Dashboard {
  readonly server: ServerProcess;
  readonly browser: Browser;
  /** Calls the API with the installation's key, to set the stage. */
  readonly client: Client;
  /** Opens a page of its own at a path below `/app`, signed in as a member of that role (default: the owner). */
  open(path: string, options?: OpenOptions): Promise<Page>;
  /** Opens a page of its own for somebody who is not signed in, at any address of the server. */
  openSignedOut(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Closes all pages. Fails when one reached for another host, broke, or was stopped by the Content-Security-Policy. */
  closePages(): Promise<void>;
  stop(): Promise<void>;
}

/** How a page is opened. */
export interface OpenOptions extends BrowserContextOptions {
  role?: Role;
}

const PASSWORD = "a password of ten or more";

/** Starts a server of its own, with those environment variables beside the usual ones, and a browser. */
export async function startDashboard(
  environment: Readonly<Record<string, string>> = {},
  browserFlags: readonly string[] = [],
): Promise<Dashboard> {
  ensurePageIsBuilt();
  const server = await startServerProcess({ environment });
  const browser = await startBrowser(browserFlags);
  const client = createClient({ host: server.url(), key: server.apiKey });
  const sessions = new Map<Role, string>([["owner", await makeOwner(server)]]);
  const pages = new OpenPages(browser, server);
  const sessionOf = async (role: Role) => {
    const cookie = sessions.get(role) ?? (await makeMember(server, client, role));
    sessions.set(role, cookie);
    return cookie;
  };
  return {
    server,
    browser,
    client,
    open: async (path, { role = "owner", ...options } = {}) =>
      pages.open(`/app${path}`, options, await sessionOf(role)),
    openSignedOut: (path, options = {}) => pages.open(path, options, null),
    closePages: () => pages.close(),
    async stop() {
      await browser.close();
      await server.cleanUp();
    },
  };
}

/** The pages of a test, each with a storage of its own, and what they did that no page may. */
class OpenPages {
  readonly #browser: Browser;
  readonly #server: ServerProcess;
  readonly #contexts: BrowserContext[] = [];
  readonly #misdeeds: string[] = [];

  constructor(browser: Browser, server: ServerProcess) {
    this.#browser = browser;
    this.#server = server;
  }

  async open(path: string, options: BrowserContextOptions, cookie: string | null): Promise<Page> {
    const context = await this.#browser.newContext({ reducedMotion: "reduce", ...options });
    this.#contexts.push(context);
    context.setDefaultTimeout(20_000);
    if (cookie !== null) await context.addCookies([{ ...cookieOf(cookie), url: this.#server.url() }]);
    const page = await context.newPage();
    watch(page, this.#server.url(), this.#misdeeds);
    await page.goto(this.#server.url() + path);
    return page;
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
    expect(this.#misdeeds.splice(0)).toEqual([]);
  }
}

/** Finds what keeps people from using a page, by the rules of WCAG 2.2 at level AA. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Returns the link by which the first owner comes in, as the server printed it. */
export function signInLink(server: ServerProcess): string {
  const link = /\/#sign-in=\S+/.exec(server.output())?.[0];
  if (link === undefined) throw new Error(`The server printed no sign-in link:\n${server.output()}`);
  return link;
}

function watch(page: Page, origin: string, misdeeds: string[]): void {
  page.on("pageerror", (error) => misdeeds.push(String(error)));
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) misdeeds.push(message.text());
  });
  page.on("request", (request) => {
    const { protocol } = new URL(request.url());
    if (!request.url().startsWith(origin) && protocol !== "blob:" && protocol !== "data:") misdeeds.push(request.url());
  });
}

async function makeOwner(server: ServerProcess): Promise<string> {
  const code = signInLink(server).split("=")[1];
  const owner = { name: "Ada Owner", email: "owner@example.com", password: PASSWORD, organization_name: "Salon Ada" };
  return beginSession(server, "/account/owner", { ...owner, code });
}

async function makeMember(server: ServerProcess, client: Client, role: Role): Promise<string> {
  const { url } = await client.invitations.create({ role });
  const code = url.split("#invitation=")[1];
  const member = { name: `A ${role}`, email: `${role}@example.com`, password: PASSWORD };
  return beginSession(server, "/account/invitation/accept", { ...member, code });
}

/** Returns the session's cookie, as a browser would hold it. */
async function beginSession(server: ServerProcess, path: string, body: object): Promise<string> {
  const headers = { "content-type": "application/json", origin: server.url() };
  const response = await fetch(server.url() + path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  const [cookie = ""] = response.headers.getSetCookie();
  return cookie.split(";")[0] as string;
}

function cookieOf(cookie: string): { name: string; value: string } {
  const [name, value] = cookie.split("=") as [string, string];
  return { name, value };
}
