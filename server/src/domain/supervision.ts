import { z } from "zod";
import { payloadName } from "./event-kind.ts";

const LONGEST_WHISPER = 2_000;

/** Its name is not the log's: an event of the type `supervisor.whisper` says that one was sent. */
function supervisorPayload<Type extends string, Fields extends z.ZodRawShape>(
  type: Type,
  description: string,
  fields: Fields,
) {
  return z
    .object({ type: z.literal(type).describe("What is to be done."), ...fields })
    .meta({ id: `Send${payloadName(type)}`, description });
}

/** The payloads of what somebody who supervises may send. */
export const supervisorPayloadSchemas = [
  supervisorPayload("supervisor.whisper", "Tells the agent something that the user does not hear.", {
    text: z.string().trim().min(1).max(LONGEST_WHISPER).describe("What the agent is told."),
    is_urgent: z
      .boolean()
      .default(false)
      .describe("Whether the agent sees to it at once, and not when it speaks next."),
  }),
  supervisorPayload(
    "supervisor.take_over",
    "Talks with the user in the agent's place: from now on the supervisor's audio is heard. One has the user at a time, " +
      "and nobody while a transfer is under way.",
    {},
  ),
  supervisorPayload(
    "supervisor.give_back",
    "Leaves the user to the agent again. A supervisor who leaves gives back, too.",
    {},
  ),
] as const;

/** An event of somebody who supervises. */
export const supervisorEventSchema = z
  .object({
    id: z.string().max(200).optional().describe("Chosen by the client; an error about the event names it."),
    payload: z.discriminatedUnion("type", supervisorPayloadSchemas).describe("What is to be done."),
  })
  .meta({ id: "SupervisorEvent", description: "What somebody who supervises sends." });

/** What somebody who supervises may send. */
export type SupervisorPayload = z.output<typeof supervisorEventSchema>["payload"];
