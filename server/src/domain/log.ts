import { z } from "zod";
import { fromBase62, toBase62 } from "../lib/random.ts";

/** The kinds of activities that are logged. */
export const ACTIVITY_KINDS = [
  "api_request",
  "webhook_delivery",
  "tool_call",
  "model_call",
  "job",
  "procedure",
  "sign_in",
  "supervision",
  "phone_call",
] as const;

/** The kinds of activities that are logged. */
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** How activities end. */
export const ACTIVITY_OUTCOMES = ["succeeded", "failed", "unknown", "refused"] as const;

/** The types of those who do something. */
const ACTOR_TYPES = ["api_key", "member", "token", "visitor", "agent", "system", "anonymous"] as const;

const ID_LENGTH = 11;

/** Writes the id of the activity at that place of the log: ids stand in the order in which they were stored. */
export function logId(position: number): string {
  return `log_${toBase62(position, ID_LENGTH)}`;
}

/** Reads the place in the log from an activity's id; null for a text that is no such id. */
export function positionOfLogId(id: string): number | null {
  if (!/^log_[0-9A-Za-z]{11}$/.test(id)) return null;
  const position = fromBase62(id.slice(-ID_LENGTH));
  return position !== null && Number.isSafeInteger(position) ? position : null;
}

const actorSchema = z.object({
  type: z
    .enum(ACTOR_TYPES)
    .describe(
      "`api_key`; `member`, who is signed in on the pages; `token`, whoever holds a conversation's token; `visitor`, somebody who came by a public link; `agent`; `system`, the platform by itself; or " +
        "`anonymous`, who was not let in.",
    ),
  id: z
    .string()
    .nullable()
    .describe(
      "The key's or the member's id, the conversation of the token, the visitor's link, or the agent's version; null for the others.",
    ),
  name: z.string().nullable().describe("What people call it; null where it has no name."),
});

/** One thing that was done, as the API shows it. */
export const logSchema = z
  .object({
    id: z.string().describe("The entry's id, `log_…`; later entries have greater ones."),
    at: z.iso.datetime().describe("When it was over, ISO 8601 in UTC."),
    kind: z.enum(ACTIVITY_KINDS).describe("What kind of activity it is."),
    outcome: z
      .enum(ACTIVITY_OUTCOMES)
      .describe(
        "How it ended: `succeeded`; `failed`; `refused`, it was not even tried; `unknown`, it may or may not have " +
          "taken effect.",
      ),
    livemode: z.boolean().nullable().describe("Whose data it concerns, live or test; null where neither applies."),
    request_id: z.string().nullable().describe("The request that it belongs to, as in `X-Request-Id`; or null."),
    conversation_id: z.string().nullable().describe("The conversation that it belongs to, or null."),
    actor: actorSchema.describe("Who did it."),
    summary: z.string().describe("What was done, in one line for people."),
    duration_ms: z.number().nullable().describe("How long it took, in ms; null where nothing was measured."),
    details: z
      .record(z.string(), z.unknown())
      .describe("What else there is to know, by name; secrets and what is marked personal are left out."),
  })
  .meta({ id: "Activity", description: "One thing that was done, as the log has it." });

/** One thing that was done, as the API shows it. */
export type Log = z.output<typeof logSchema>;
