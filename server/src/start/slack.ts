import { createSafeFetch } from "../lib/safe-fetch.ts";
import type { ChannelPoster } from "../ports/channel-poster.ts";
import { slackPoster } from "../providers/slack/slack.ts";
import type { Begun } from "./started.ts";

/**
 * Makes the installation's way to Slack. What its operator named may lie anywhere; no address that users of the API name
 * is ever called on this way, so that it has a client of its own.
 */
export function openSlack({ environment, undo, resolve }: Begun): ChannelPoster {
  const { SLACK_BOT_TOKEN: token = null, SLACK_BASE_URL: baseUrl, SLACK_WEBHOOKS: webhooks } = environment;
  const addresses = [...(baseUrl === undefined ? [] : [baseUrl]), ...Object.values(webhooks)];
  const allowedTargets = [...new Set(addresses.map(originOf))];
  const fetch = createSafeFetch({ allowedTargets, ...(resolve ? { resolve } : {}) });
  undo.push(() => fetch.close());
  return slackPoster({ token, baseUrl, webhooks, fetch });
}

/** Names host and port, also where the port is the protocol's own. */
function originOf(address: string): string {
  const { hostname, port, protocol } = new URL(address);
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}
