import type { DeliveryExchange } from "../../domain/webhook-delivery.ts";
import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import { isSecretName, SECRET } from "../../lib/masking.ts";
import { type SafeFetch, SafeFetchError, type SafeResponse } from "../../lib/safe-fetch.ts";
import type { ChannelPost, ChannelPoster } from "../../ports/channel-poster.ts";
import { judgeApiAnswer, judgeWebhookAnswer, type SlackVerdict } from "./slack-answer.ts";

/** How Slack is reached from this installation. */
export interface SlackAccess {
  /** A bot's token, `xoxb-…`; null where there are only incoming webhooks. */
  token: string | null;
  /** Replaces `https://slack.com/api`. */
  baseUrl?: string | undefined;
  /** Incoming webhooks by the channel that each posts to. Their addresses are secrets. */
  webhooks: Readonly<Record<string, string>>;
  fetch: SafeFetch;
}

const API = "https://slack.com/api";
/** Shorter ones are words as often as secrets. */
const SHORTEST_SECRET = 8;

/** How a message gets to a channel. */
interface Route {
  url: string;
  /** The address as people may see it. */
  shownUrl: string;
  headers: Record<string, string>;
  /** What must not be shown of whatever comes back. */
  secrets: readonly string[];
  bodyOf(message: JsonObject): JsonObject;
  judge(answer: SafeResponse): SlackVerdict;
}

/** Names a channel as it is compared: `#Support` and `support` are one. */
function plainName(channel: string): string {
  return channel.trim().replace(/^#/, "").toLowerCase();
}

/** Makes the way to Slack: a channel's own webhook where there is one, else the bot. */
export function slackPoster(access: SlackAccess): ChannelPoster {
  const webhooks = new Map(Object.entries(access.webhooks).map(([channel, url]) => [plainName(channel), url]));
  const routeTo = (channel: string): Route | null => {
    const webhook = webhooks.get(plainName(channel));
    if (webhook !== undefined) return webhookRoute(webhook);
    return access.token === null ? null : botRoute(channel, access.token, access.baseUrl ?? API);
  };
  const problemOf = (channel: string): string | null => {
    if (access.token === null && webhooks.size === 0) {
      return "needs Slack, which this installation does not have: set SLACK_BOT_TOKEN, or SLACK_WEBHOOKS to #channel=url";
    }
    if (routeTo(channel) === null) {
      const known = [...webhooks.keys()].map((name) => `#${name}`).join(", ");
      return `has no incoming webhook: SLACK_WEBHOOKS names ${known}. Add the channel there, or set SLACK_BOT_TOKEN`;
    }
    if (/^#?[\p{L}\p{N}_.-]{1,80}$/u.test(channel.trim())) return null;
    return "must be the name of a channel, e.g. #support, or its id, e.g. C0123456789";
  };
  return {
    problemOf,
    async post(message) {
      const problem = problemOf(message.channel);
      const route = problem === null ? routeTo(message.channel) : null;
      if (route === null) return unsent(`${message.channel} ${problem}.`);
      return exchange(access.fetch, route, message);
    },
  };
}

function webhookRoute(url: string): Route {
  const { origin, pathname, search } = new URL(url);
  return {
    url,
    shownUrl: `${origin}/${SECRET}`,
    headers: {},
    secrets: [url, `${pathname}${search}`, pathname, ...lastPartOf(pathname)],
    bodyOf: (message) => message,
    judge: judgeWebhookAnswer,
  };
}

/** The last part of a path is what nobody can guess; it is the same however the address is spelt. */
function lastPartOf(pathname: string): string[] {
  const part = pathname.split("/").at(-1) ?? "";
  return part.length < SHORTEST_SECRET ? [] : [part];
}

function botRoute(channel: string, token: string, baseUrl: string): Route {
  const url = `${baseUrl.replace(/\/+$/, "")}/chat.postMessage`;
  return {
    url,
    shownUrl: url,
    headers: { Authorization: `Bearer ${token}` },
    secrets: [token],
    // Links in an output are the business of whoever reads it; the channel is not to fill with what they lead to.
    bodyOf: (message) => ({ ...message, channel: channel.trim(), unfurl_links: false, unfurl_media: false }),
    judge: judgeApiAnswer,
  };
}

async function exchange(fetch: SafeFetch, route: Route, message: ChannelPost): Promise<DeliveryExchange> {
  const at = new Date();
  const began = performance.now();
  const headers = { "Content-Type": "application/json; charset=utf-8", "User-Agent": "Operator", ...route.headers };
  const answer = await attempt(fetch, { ...route, headers }, message);
  const shown = {
    at,
    duration: Math.round(performance.now() - began),
    url: route.shownUrl,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, isSecretName(name) ? SECRET : value]),
    ),
  };
  if (answer instanceof SafeFetchError) {
    const error = withoutSecrets(answer.message, route.secrets);
    return { ...shown, response: null, reception: "refused", retryAfter: null, error };
  }
  const response = presentable(answer, route.secrets);
  return { ...shown, response, ...route.judge(answer), retryAfter: retryAfterOf(answer) };
}

async function attempt(fetch: SafeFetch, route: Route, message: ChannelPost): Promise<SafeResponse | SafeFetchError> {
  const { url, headers } = route;
  const { timeLimit: timeout, signal } = message;
  const body = JSON.stringify(route.bodyOf(readMessage(message.body)));
  try {
    return await fetch.send({ url, method: "POST", headers, body, timeout, signal });
  } catch (error) {
    if (error instanceof SafeFetchError && error.reason !== "cancelled") return error;
    throw error;
  }
}

function readMessage(body: string): JsonObject {
  const message: unknown = JSON.parse(body);
  if (!isJsonObject(message)) throw new TypeError("A message for Slack must be a JSON object.");
  return message;
}

/** Slack says it in whole seconds. */
function retryAfterOf({ headers }: SafeResponse): number | null {
  const seconds = headers["retry-after"];
  return seconds !== undefined && /^\d{1,9}$/.test(seconds) ? Number(seconds) * 1_000 : null;
}

function presentable(answer: SafeResponse, secrets: readonly string[]): SafeResponse {
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, withoutSecrets(value, secrets)]);
  return {
    status: answer.status,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: withoutSecrets(answer.body, secrets),
  };
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, SECRET), text);
}

/** What an attempt comes to for which nothing could be sent. */
function unsent(error: string): DeliveryExchange {
  return {
    at: new Date(),
    duration: 0,
    url: API,
    headers: {},
    response: null,
    reception: "refused",
    retryAfter: null,
    error,
  };
}
