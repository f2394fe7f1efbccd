import { z } from "zod";
import { readUrl } from "../lib/read-url.ts";
import { commaSeparated, httpAddress } from "./variable-forms.ts";

const slackWebhooks = commaSeparated
  .superRefine((entries, context) => {
    for (const [place, entry] of entries.entries()) {
      // The address opens the channel to whoever has it, so that no error may show it.
      const url = /^#?[\p{L}\p{N}_.-]{1,80}=(https?:\/\/.+)$/u.exec(entry)?.[1];
      if (url !== undefined && readUrl(url) !== null) continue;
      context.addIssue({ code: "custom", message: `entry ${place + 1} must have the form #channel=https://host/path` });
    }
  })
  .transform((entries) =>
    Object.fromEntries(
      entries.map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)]),
    ),
  );

/** The environment's variables of Slack. */
export const slackVariables = {
  SLACK_BOT_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe("A Slack app's bot token (`xoxb-…`, scope `chat:write`): outputs of procedures may go to its channels."),
  SLACK_BASE_URL: httpAddress
    .optional()
    .describe("Another address for Slack's API than `https://slack.com/api`, e.g. a proxy's."),
  SLACK_WEBHOOKS: slackWebhooks
    .prefault("")
    .describe(
      "Incoming webhooks of Slack by the channel that each posts to, `#channel=url` separated by commas. The addresses " +
        "are secrets; agents name the channel.",
    ),
};

/** Lists the secrets among them: the addresses of webhooks, whole and in the parts that open them. */
export function secretsOfSlack(environment: {
  SLACK_BOT_TOKEN?: string | undefined;
  SLACK_WEBHOOKS: Record<string, string>;
}): (string | undefined)[] {
  return [
    environment.SLACK_BOT_TOKEN,
    ...Object.values(environment.SLACK_WEBHOOKS).flatMap((url) => [
      url,
      new URL(url).pathname.slice(1),
      new URL(url).pathname.split("/").at(-1),
    ]),
  ];
}
