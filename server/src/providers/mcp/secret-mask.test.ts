import { describe, expect, it } from "vitest";
import type { McpEndpoint } from "../../ports/mcp.ts";
import { secretMask } from "./secret-mask.ts";

const http = (headers: Record<string, string>): McpEndpoint => ({ type: "http", url: "https://crm.example", headers });
const stdio = (environment: Record<string, string>): McpEndpoint => ({
  type: "stdio",
  program: "crm",
  arguments: [],
  environment,
});

describe("the mask of a server's secrets", () => {
  it.each<[McpEndpoint, string, string]>([
    [http({ Authorization: "Bearer hunter-number-2" }), "You sent hunter-number-2.", "You sent [secret]."],
    [http({ "X-Key": "hunter-number-2" }), "hunter-number-2hunter-number-2", "[secret][secret]"],
    [stdio({ CRM_TOKEN: "hunter-number-2" }), "Token hunter-number-2", "Token [secret]"],
    [stdio({ STRIPE_KEY: "hunter-number-2" }), "Key hunter-number-2", "Key [secret]"],
    [stdio({ SETTING: "a1b2c3d4e5f6g7h8i9j0" }), "Got a1b2c3d4e5f6g7h8i9j0", "Got [secret]"],
    [stdio({ SHOP_DIRECTORY: "/srv/shop" }), "Files in /srv/shop", "Files in /srv/shop"],
    [stdio({ MODE: "production" }), "Runs in production", "Runs in production"],
  ])("of %j makes of the answer %j", (endpoint, said, shown) => {
    const message = (word: string) => ({
      result: { content: [{ type: "text", text: word }], [word]: [word, 7, null] },
    });
    expect(secretMask(endpoint).message(message(said))).toEqual(message(shown));
  });

  it.each<[McpEndpoint, string, string]>([
    [stdio({ SHOP_DIRECTORY: "/srv/shop" }), "No /srv/shop", "No [secret]"],
    [http({ "X-Key": "hunter-number-2" }), " hunter-number-2\n\tis\u0000 wrong ", "[secret] is wrong"],
    [http({}), "x".repeat(600), `${"x".repeat(499)}…`],
    [http({}), "Authorization: Bearer abcdefghijklmnop", "Authorization: [secret]"],
  ])("of %j makes of words %j one line for people", (endpoint, said, shown) => {
    expect(secretMask(endpoint).words(said)).toBe(shown);
  });
});
