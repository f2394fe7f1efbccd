import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../sdk/test/free-port.ts";
import { BROWSER } from "../../server/src/testing/browser.ts";
import { startServerProcess } from "../../server/src/testing/server-process.ts";
import { accessibilityProblems, type Dashboard, signInLink, startDashboard } from "./dashboard.ts";

const SHOTS = "artifacts/dashboard";
const PASSWORD = "a password of ten or more";
const LOOKS = [
  { name: "wide-light", viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  { name: "narrow-dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
] as const;

let dashboard: Dashboard;

beforeAll(async () => {
  if (BROWSER === null) return;
  mkdirSync(SHOTS, { recursive: true });
  // Pages must find the server at the same address after it was started again.
  dashboard = await startDashboard({ PORT: String(await freePort()) });
}, 120_000);

afterAll(async () => dashboard?.stop());
afterEach(async () => dashboard?.closePages());

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name, level: 1 });

/** Keeps pictures of a page, and holds each look of it to the rules of accessibility. */
async function look(page: Page, what: string): Promise<void> {
  for (const { name, viewport, colorScheme } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityProblems(page), `${what}, ${name}`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.screenshot({ path: `${SHOTS}/access-${what}-${name}.png` });
  }
  await page.setViewportSize(LOOKS[0].viewport);
}

async function fillIn(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await fillIn(page, { "E-mail": email, Password: password });
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Makes an account by an invitation, beside any page. Returns the link, which is used. */
async function join(email: string): Promise<string> {
  const { url } = await dashboard.client.invitations.create({ role: "developer" });
  const body = JSON.stringify({ code: url.split("#invitation=")[1], name: "Somebody", email, password: PASSWORD });
  const headers = { "content-type": "application/json", origin: dashboard.server.url() };
  const to = `${dashboard.server.url()}/account/invitation/accept`;
  expect((await fetch(to, { method: "POST", headers, body })).status).toBe(200);
  return pathOf(url);
}

const pathOf = (link: string) => link.slice(new URL(link).origin.length);

describe.skipIf(BROWSER === null)("the first start", () => {
  it("makes the owner by the printed link, once, and leaves no code in the address", async () => {
    const server = await startServerProcess();
    const context = await dashboard.browser.newContext({ reducedMotion: "reduce" });
    context.setDefaultTimeout(20_000);
    try {
      const page = await context.newPage();
      await page.goto(server.url());
      await heading(page, "This platform has no owner yet").waitFor();
      await look(page, "no-owner");
      await page.goto("about:blank");
      await page.goto(server.url() + signInLink(server));
      await heading(page, "Make the owner's account").waitFor();
      expect(page.url()).not.toContain("sign-in=");
      await look(page, "first-owner");
      await fillIn(page, {
        Organization: "Salon Ada",
        "Your name": "Ada",
        "E-mail": "ada@example.com",
        Password: PASSWORD,
      });
      await page.getByRole("button", { name: "Make the account" }).click();
      await heading(page, "Overview").waitFor();
      await page.getByText("Salon Ada").first().waitFor();

      await page.getByRole("button", { name: "Sign out" }).click();
      await heading(page, "Sign in to Salon Ada").waitFor();
      await page.goto("about:blank");
      await page.goto(server.url() + signInLink(server));
      await fillIn(page, { "Your name": "Eve", "E-mail": "ada@example.com", Password: PASSWORD });
      await page.getByRole("button", { name: "Set the password and sign in" }).click();
      await page.getByRole("alert").filter({ hasText: "was used before or has expired" }).waitFor();
    } finally {
      await context.close();
      await server.cleanUp();
    }
  }, 90_000);

  it("of another time gives an owner a new password", async () => {
    await dashboard.closePages();
    const before = dashboard.server.output().length;
    await dashboard.server.stop();
    await dashboard.server.start();
    const link = /\/#sign-in=\S+/.exec(dashboard.server.output().slice(before))?.[0] ?? "";
    const page = await dashboard.openSignedOut(link);
    await heading(page, "Come in as an owner").waitFor();
    await look(page, "owner-again");
    await fillIn(page, { "Your name": "Ada Owner", "E-mail": "owner@example.com", Password: "another long password" });
    await page.getByRole("button", { name: "Set the password and sign in" }).click();
    await heading(page, "Overview").waitFor();
  }, 90_000);
});

describe.skipIf(BROWSER === null)("signing in", () => {
  it("leads to the room that was asked for, and out again", async () => {
    await join("in@example.com");
    const page = await dashboard.openSignedOut("/app/talk");
    await heading(page, "Sign in to Salon Ada").waitFor();
    await look(page, "sign-in");
    await signIn(page, "in@example.com", PASSWORD);
    await heading(page, "Talk to an agent").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await heading(page, "Sign in to Salon Ada").waitFor();
    await page.reload();
    await heading(page, "Sign in to Salon Ada").waitFor();
  });

  it("says so when the password is wrong, and locks after too many tries", async () => {
    await join("locked@example.com");
    const page = await dashboard.openSignedOut("/");
    await signIn(page, "locked@example.com", "a wrong password");
    await page.getByRole("alert").filter({ hasText: "The address or the password is wrong" }).waitFor();
    const headers = { "content-type": "application/json", origin: dashboard.server.url() };
    const body = JSON.stringify({ email: "locked@example.com", password: "guess" });
    for (let tries = 0; tries < 10; tries++)
      await fetch(`${dashboard.server.url()}/account/sign_in`, { method: "POST", headers, body });
    await signIn(page, "locked@example.com", PASSWORD);
    await page.getByRole("alert").filter({ hasText: "Too many sign-ins have failed" }).waitFor();
    await look(page, "locked");
  });
});

describe.skipIf(BROWSER === null)("an invitation", () => {
  it("makes a member of whoever opens it, of the role that it names", async () => {
    const { url } = await dashboard.client.invitations.create({ role: "viewer", email: "vera@example.com" });
    const page = await dashboard.openSignedOut(pathOf(url));
    await heading(page, "Join Salon Ada").waitFor();
    expect(page.url()).not.toContain("invitation=");
    await page.getByText("You are invited as a viewer").waitFor();
    expect(await page.getByLabel("E-mail").inputValue()).toBe("vera@example.com");
    await look(page, "invitation");
    await fillIn(page, { "Your name": "Vera", Password: PASSWORD });
    await page.getByRole("button", { name: "Join" }).click();
    await heading(page, "Overview").waitFor();
    await page.getByText("viewer", { exact: true }).waitFor();
  });

  it("that was used or withdrawn cannot be taken, and the page says so", async () => {
    const used = await join("used@example.com");
    const withdrawn = await dashboard.client.invitations.create({ role: "viewer" });
    await dashboard.client.invitations.delete(withdrawn.id);
    for (const link of [used, pathOf(withdrawn.url)]) {
      const page = await dashboard.openSignedOut(link);
      await heading(page, "This invitation cannot be taken").waitFor();
      await page.getByRole("alert").waitFor();
      await look(page, "invitation-used");
    }
  });
});

describe.skipIf(BROWSER === null)("a session that ends in mid-work", () => {
  it("asks for the password above the room, where nothing that was written is lost", async () => {
    await join("long@example.com");
    const page = await dashboard.openSignedOut("/app/settings?tab=account");
    await signIn(page, "long@example.com", PASSWORD);
    await page.getByLabel("Name", { exact: true }).fill("Long, Somebody");
    await page.context().clearCookies();
    await page.getByRole("button", { name: "Save" }).click();
    await heading(page, "Your session is over").waitFor();
    await look(page, "session-over");
    await page.getByRole("dialog").getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Long, Somebody");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Your name is saved.").waitFor();
    expect(page.url()).toContain("/app/settings?tab=account");
  });
});

describe.skipIf(BROWSER === null)("a viewer", () => {
  it("sees nothing that changes anything, and is refused by the API", async () => {
    const page = await dashboard.open("/settings", { role: "viewer" });
    await page.getByText("Owners can change this.").waitFor();
    expect(await page.getByRole("button", { name: "Save" }).count()).toBe(0);
    await page.getByRole("tab", { name: "Members" }).click();
    await page.getByRole("table", { name: "Members" }).waitFor();
    expect(await page.getByRole("button", { name: "Invite somebody" }).count()).toBe(0);
    const status = await page.evaluate(async () => {
      const headers = { "content-type": "application/json", "operator-version": "2025-06-19" };
      return (await fetch("/organization", { method: "PATCH", headers, body: '{"name":"Mine"}' })).status;
    });
    expect(status).toBe(403);
  });
});
