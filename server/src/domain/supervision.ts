import { z } from "zod";

const LONGEST_WHISPER = 2_000;

/** What somebody who supervises may send, by its type. */
const supervisorPayloadSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("supervisor.whisper").describe("Tells the agent something that the user does not hear."),
    text: z.string().trim().min(1).max(LONGEST_WHISPER).describe("What the agent is told."),
    is_urgent: z
      .boolean()
      .default(false)
      .describe("Whether the agent sees to it at once, and not when it speaks next."),
  }),
  z.object({ type: z.literal("supervisor.take_over").describe("Talks with the user in the agent's place.") }),
  z.object({ type: z.literal("supervisor.give_back").describe("Leaves the user to the agent again.") }),
]);

/** An event of somebody who supervises. */
export const supervisorEventSchema = z.object({
  id: z.string().max(200).optional().describe("Chosen by the client; an error about the event names it."),
  payload: supervisorPayloadSchema,
});

/** What somebody who supervises may send. */
export type SupervisorPayload = z.output<typeof supervisorPayloadSchema>;
