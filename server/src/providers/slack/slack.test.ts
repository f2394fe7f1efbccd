import { afterAll, describe, expect, it } from "vitest";
import { createSafeFetch } from "../../lib/safe-fetch.ts";
import { slackPoster } from "./slack.ts";

const fetch = createSafeFetch({ allowedTargets: [] });
afterAll(() => fetch.close());

const WEBHOOKS = { "#Support": "https://hooks.slack.com/services/T0/B0/secret" };
const problem = (access: { token?: string; webhooks?: Record<string, string> }, channel: string) =>
  slackPoster({ token: access.token ?? null, webhooks: access.webhooks ?? {}, fetch }).problemOf(channel);

describe("a channel", () => {
  it.each([
    ["#support", { token: "xoxb-1" }],
    ["C0123456789", { token: "xoxb-1" }],
    ["#büro-basel", { token: "xoxb-1" }],
    ["support", { webhooks: WEBHOOKS }],
    [" #SUPPORT ", { webhooks: WEBHOOKS }],
    ["#other", { webhooks: WEBHOOKS, token: "xoxb-1" }],
  ])("%j can be posted to", (channel, access) => {
    expect(problem(access, channel)).toBeNull();
  });

  it.each([
    ["#support", {}, /^needs Slack, which this installation does not have: set SLACK_BOT_TOKEN, or SLACK_WEBHOOKS/],
    ["#sales", { webhooks: WEBHOOKS }, /^has no incoming webhook: SLACK_WEBHOOKS names #support\. Add/],
    ["http://127.0.0.1/", { token: "xoxb-1" }, /^must be the name of a channel/],
    ["two words", { token: "xoxb-1" }, /^must be the name/],
    ["", { token: "xoxb-1" }, /^must be the name/],
    ["constructor", { webhooks: WEBHOOKS }, /^has no incoming webhook/],
  ])("%j cannot, and it is said why", (channel, access, message) => {
    expect(problem(access, channel)).toMatch(message);
    expect(problem(access, channel)).not.toContain("secret");
  });
});
