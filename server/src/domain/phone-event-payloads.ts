import { z } from "zod";
import { type EventKind, kind, OURS } from "./event-kind.ts";

/** The events that only telephone calls have, by their type. */
export const PHONE_EVENTS = {
  "user.dtmf.received": kind(
    ["user.dtmf.received", "The user pressed a key; what was pressed together is also a message of theirs."],
    { digit: z.string().describe("The key: `0` to `9`, `*`, `#`, `A` to `D`.") },
    OURS,
  ),
  "user.hold.changed": kind(
    ["user.hold.changed", "The user has put the agent on hold, or has come back."],
    { is_held: z.boolean().describe("Whether the agent is on hold from here on: nothing is said until then.") },
    OURS,
  ),
  "conversation.voicemail.reached": kind(
    ["conversation.voicemail.reached", "An answering machine has picked up, and the agent leaves its message now."],
    {
      detected_by: z
        .enum(["carrier", "platform", "agent"])
        .describe("Who has found that out: the carrier, the platform by what it heard, or the agent by what was said."),
    },
    OURS,
  ),
} as const satisfies Record<string, EventKind>;
