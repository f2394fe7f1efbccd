import { z } from "zod";
import { type EventKind, kind, OURS } from "./event-kind.ts";
import { TRANSFER_KINDS } from "./transfer.ts";

const supervisor = z.string().describe("Who supervises: the name of their key.");

/** The events by which somebody else than the agent comes to talk with the user, by their type. */
export const HANDOVER_EVENTS = {
  "conversation.transferred": kind(
    ["conversation.transferred", "Somebody else talks with the user from here on; the agent has left."],
    {
      transfer_id: z.string().describe("The destination's id, `tra_…`."),
      name: z.string().describe("The destination's name."),
      kind: z.enum(TRANSFER_KINDS).describe("What the destination is."),
      destination: z.string().describe("The number, the SIP address or the agent's version."),
      mode: z.enum(["cold", "warm"]).describe("Whether the human was told a summary first."),
      carried_by: z
        .enum(["network", "platform"])
        .describe("Who joins the two: the telephone network, or the platform, which stays on the line and records."),
      summary: z.string().nullable().describe("What the human was told; null for a cold transfer."),
      next_conversation_id: z
        .string()
        .nullable()
        .describe("The conversation in which another agent goes on; null where a human does."),
    },
    OURS,
  ),
  "supervisor.joined": kind(["supervisor.joined", "Somebody listens in from here on."], { supervisor }, OURS),
  "supervisor.left": kind(["supervisor.left", "Somebody who listened in has left."], { supervisor }, OURS),
  "supervisor.whisper": kind(
    ["supervisor.whisper", "A supervisor tells the agent something that the user does not hear."],
    {
      supervisor,
      text: z.string().describe("What the agent is told."),
      is_urgent: z.boolean().describe("Whether the agent sees to it at once, and not when it speaks next."),
    },
    OURS,
  ),
  "supervisor.took_over": kind(
    ["supervisor.took_over", "A supervisor talks with the user in the agent's place."],
    { supervisor },
    OURS,
  ),
  "supervisor.spoke": kind(
    ["supervisor.spoke", "What a supervisor said to the user, as it was understood."],
    { supervisor, text: z.string().describe("What was said.") },
    OURS,
  ),
  "supervisor.gave_back": kind(
    ["supervisor.gave_back", "The agent talks with the user again."],
    {
      supervisor,
      reason: z
        .enum(["given_back", "left", "restarted"])
        .describe("`left`: the supervisor is gone; `restarted`: the platform was, and knows of them no more."),
    },
    OURS,
  ),
} as const satisfies Record<string, EventKind>;
