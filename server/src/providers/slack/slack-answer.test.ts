import { describe, expect, it } from "vitest";
import { judgeApiAnswer, judgeWebhookAnswer } from "./slack-answer.ts";

const api = (error: string) => ({ status: 200, body: JSON.stringify({ ok: false, error }) });

describe("an answer of chat.postMessage", () => {
  it("is taken when it says so", () => {
    const body = '{"ok":true,"channel":"C0123456789","ts":"1503435956.000247"}';
    expect(judgeApiAnswer({ status: 200, body })).toEqual({ reception: "taken", error: null });
  });

  it.each([
    ["a wrong token", api("invalid_auth"), "refused", /invalid_auth: .*SLACK_BOT_TOKEN/],
    ["a revoked token", api("token_revoked"), "refused", /SLACK_BOT_TOKEN/],
    ["a channel that is not there", api("channel_not_found"), "refused", /channel_not_found: .*invite the app/],
    ["a channel without the app", api("not_in_channel"), "refused", /invite it/],
    ["an archived channel", api("is_archived"), "refused", /archived/],
    ["a missing scope", api("missing_scope"), "refused", /chat:write/],
    ["a fault of Slack's", api("internal_error"), "refused", /^Slack answered internal_error\.$/],
    ["being asked too often", { status: 429, body: '{"ok":false,"error":"ratelimited"}' }, "refused", /ratelimited/],
    ["being asked too often, in no words", { status: 429, body: "" }, "refused", /429 Too Many Requests/],
    ["a page in the way", { status: 200, body: "<html>Sign in to the network</html>" }, "refused", /200 OK without/],
    ["a fault that is no JSON", { status: 503, body: "upstream" }, "refused", /503 Service Unavailable/],
    ["ok in a status that is none", { status: 500, body: '{"ok":true}' }, "refused", /500 Internal/],
    ["an ok that is a text", { status: 200, body: '{"ok":"true"}' }, "refused", /200 OK/],
    ["an error that is no code", api("See https://evil.example/?x=1"), "refused", /^Slack answered 200 OK\.$/],
    ["an error that every object has", api("constructor"), "refused", /^Slack answered constructor\.$/],
    ["a message that is too long", api("msg_too_long"), "never", /msg_too_long/],
    ["blocks that are wrong", api("invalid_blocks"), "never", /invalid_blocks/],
    ["an empty list", { status: 200, body: "[]" }, "refused", /without the JSON object/],
  ] as const)("for %s is judged", (_what, answer, reception, error) => {
    const verdict = judgeApiAnswer(answer);
    expect(verdict.reception).toBe(reception);
    expect(verdict.error).toMatch(error);
  });
});

describe("an answer of an incoming webhook", () => {
  it.each([
    ["ok", { status: 200, body: "ok" }, "taken", null],
    ["a webhook that was removed", { status: 404, body: "no_service" }, "refused", /no_service: .*SLACK_WEBHOOKS/],
    ["an archived channel", { status: 410, body: "channel_is_archived" }, "refused", /archived/],
    ["a ban", { status: 403, body: "action_prohibited" }, "refused", /ask its owner/],
    ["a body that it does not take", { status: 400, body: "invalid_payload" }, "never", /invalid_payload/],
    ["blocks that it does not take", { status: 400, body: "invalid_blocks\n" }, "never", /invalid_blocks/],
    ["a fault", { status: 500, body: "rollup_error" }, "refused", /^Slack answered 500 Internal Server Error\.$/],
    ["being asked too often", { status: 429, body: "rate_limited" }, "refused", /rate_limited/],
    ["a redirect", { status: 302, body: "" }, "refused", /302 Found/],
    ["a page in the way", { status: 403, body: "<html>no</html>" }, "refused", /403 Forbidden/],
  ] as const)("for %s is judged", (_what, answer, reception, error) => {
    const verdict = judgeWebhookAnswer(answer);
    expect(verdict.reception).toBe(reception);
    if (error === null) expect(verdict.error).toBeNull();
    else expect(verdict.error).toMatch(error);
  });
});
