import { STATUS_CODES } from "node:http";
import type { Reception } from "../../domain/webhook-delivery.ts";
import { isJsonObject } from "../../lib/json.ts";
import { parseJson } from "../../lib/json-depth.ts";

/** What Slack made of a message. */
export interface SlackVerdict {
  reception: Reception;
  /** Why it was not taken, with the way out; null when it was. */
  error: string | null;
}

const IS_TAKEN: SlackVerdict = { reception: "taken", error: null };

/** What Slack says of a message that it takes from nobody (docs.slack.dev/reference/methods/chat.postMessage). */
const NEVER_TAKEN = new Set([
  "msg_too_long",
  "msg_blocks_too_long",
  "no_text",
  "missing_text_or_fallback_or_attachments",
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_payload",
  "invalid_json",
  "json_not_object",
  "too_many_attachments",
]);

const WAYS_OUT: Readonly<Record<string, string>> = {
  channel_not_found: "there is no such channel, or the app is not in it: check the name, and invite the app",
  not_in_channel: "the app is not in the channel: invite it, or give it the scope chat:write.public",
  is_archived: "the channel is archived: name another one in the agent's output.slack_channel",
  channel_is_archived: "the channel is archived: make a webhook for another one",
  restricted_action: "the workspace does not let the app post there: ask its owner",
  action_prohibited: "the workspace does not let the webhook post there: ask its owner",
  missing_scope: "the app lacks the scope chat:write: add it and install the app anew",
  no_service: "the webhook was switched off or removed: make a new one and put it into SLACK_WEBHOOKS",
  no_active_hooks: "the webhook was switched off or removed: make a new one and put it into SLACK_WEBHOOKS",
  invalid_token: "the webhook's address is not valid any more: make a new one and put it into SLACK_WEBHOOKS",
};

const BAD_TOKEN = "the token is not valid: set SLACK_BOT_TOKEN to one that is";
const TOKEN_ERRORS = ["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"];

/**
 * Judges what `chat.postMessage` answered: 200 with `{"ok": true}` or `{"ok": false, "error": "…"}`, 429 when it is asked
 * too often (docs.slack.dev/apis/web-api/rate-limits).
 */
export function judgeApiAnswer({ status, body }: { status: number; body: string }): SlackVerdict {
  const answer = readObject(body);
  if (answer === null) return refused(`Slack answered ${phraseOf(status)} without the JSON object that it promises.`);
  if (status >= 200 && status < 300 && answer["ok"] === true) return IS_TAKEN;
  const code = answer["error"];
  if (typeof code === "string" && /^[a-z_]{1,80}$/.test(code)) return judgeCode(code);
  return refused(`Slack answered ${phraseOf(status)}.`);
}

/**
 * Judges what an incoming webhook answered: 200 with `ok`, else a status of 4xx or 5xx with a code as plain text
 * (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).
 */
export function judgeWebhookAnswer({ status, body }: { status: number; body: string }): SlackVerdict {
  if (status >= 200 && status < 300) return IS_TAKEN;
  const code = body.trim();
  if (status >= 400 && status < 500 && /^[a-z_]{1,80}$/.test(code)) return judgeCode(code);
  return refused(`Slack answered ${phraseOf(status)}.`);
}

function judgeCode(code: string): SlackVerdict {
  if (NEVER_TAKEN.has(code)) {
    return { reception: "never", error: `Slack does not take the message (${code}).` };
  }
  const wayOut = TOKEN_ERRORS.includes(code) ? BAD_TOKEN : Object.hasOwn(WAYS_OUT, code) ? WAYS_OUT[code] : undefined;
  return refused(`Slack answered ${code}${wayOut === undefined ? "" : `: ${wayOut}`}.`);
}

function refused(error: string): SlackVerdict {
  return { reception: "refused", error };
}

function phraseOf(status: number): string {
  return [status, STATUS_CODES[status]].filter(Boolean).join(" ");
}

function readObject(body: string) {
  try {
    const value = parseJson(body);
    return isJsonObject(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
