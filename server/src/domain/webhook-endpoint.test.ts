import { describe, expect, it } from "vitest";
import { SERVER_EVENTS } from "./event-payloads.ts";
import { newWebhookEndpointSchema, WEBHOOK_TYPES, webhookUrlProblem } from "./webhook-endpoint.ts";

describe("the address of a webhook endpoint", () => {
  it.each([
    "https://hooks.example.com",
    "http://hooks.example.com:8080/a/b?key=1&key=2",
    "https://hooks.exämple.com/päth",
    "HTTPS://EXAMPLE.COM/",
    "https://[2001:db8::1]/hook",
  ])("may be %s", (url) => {
    expect(webhookUrlProblem(url)).toBeNull();
  });

  it.each([
    ["", /must be an address/],
    ["hooks.example.com", /must be an address/],
    ["https://", /must be an address/],
    ["ftp://example.com/", /https:\/\//],
    ["javascript:alert(1)", /https:\/\//],
    ["file:///etc/passwd", /https:\/\//],
    ["https://user@example.com/", /user name/],
    ["https://:secret@example.com/", /password/],
    ["https://example.com/#part", /#/],
    [" https://example.com/", /spaces/],
    ["https://example.com/a b", /spaces/],
    ["https://exam\nple.com/", /line breaks/],
    ["https://example.com/\r\nX-Evil: 1", /line breaks/],
    ["https://example.com\\@evil.example/", /backslashes/],
    ["https://example.com/\u0000", /spaces/],
  ])("may not be %j", (url, problem) => {
    expect(webhookUrlProblem(url)).toMatch(problem);
  });
});

describe("a new webhook endpoint", () => {
  it("is sent the vendor's three types unless it says otherwise, and is on", () => {
    const endpoint = newWebhookEndpointSchema.parse({ url: "https://example.com/" });
    expect(endpoint).toEqual({
      url: "https://example.com/",
      description: "",
      types: ["conversation.setup", "conversation.ended", "conversation.custom_fields.updated"],
      is_enabled: true,
    });
  });

  it("may be sent every type that is stored, what comes after the end, and no other", () => {
    const stored = Object.entries(SERVER_EVENTS).flatMap(([type, { stored }]) => (stored ? [type] : []));
    expect([...WEBHOOK_TYPES].sort()).toEqual([...stored, "conversation.summarized"].sort());
    const parse = (types: string[]) =>
      newWebhookEndpointSchema.safeParse({ url: "https://example.com/", types }).success;
    expect(parse(["agent.message.completed"])).toBe(true);
    expect(parse(["agent.message.delta"])).toBe(false);
    expect(parse(["conversation.finished"])).toBe(false);
    expect(parse([])).toBe(false);
  });
});
