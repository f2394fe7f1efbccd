import { z } from "zod";

/**
 * The payloads of every event the platform sends, one schema each: what is validated, stored, sent and documented.
 * `stored` tells whether the event is part of the conversation's log; `experimental` whether it is ours and not the
 * vendor's.
 */
export interface EventKind<Schema extends z.ZodObject = z.ZodObject> {
  payload: Schema;
  stored: boolean;
  experimental: boolean;
  description: string;
}

/** The documents' name for the payload of a type: `UserMessageReceived` for `user.message.received`. */
export function payloadName(type: string): string {
  const words = type.split(/[._]/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** The field that ties the parts of one message together. */
export const generationId = z.string().describe("Shared by all deltas of one message and its completion.");

interface Marks {
  stored?: boolean;
  experimental?: boolean;
}

/** Marks of an event that is ours and not the vendor's. */
export const OURS = { experimental: true };
/** Marks of an event that comes after the end of the log: webhook endpoints that ask for it are sent it, nobody else. */
export const AFTERWARDS = { stored: false, experimental: true };
/** Marks of an event that is sent and not stored. */
export const PASSING = { stored: false };

/** Makes the kind of an event from its type, what it says, and its fields. */
export function kind<Shape extends z.ZodRawShape, Type extends string>(
  [type, description]: readonly [Type, string],
  fields: Shape,
  marks: Marks = {},
) {
  const payload = z
    .object({ type: z.literal(type).describe("The kind of event."), ...fields })
    .meta({ id: payloadName(type), description });
  return { payload, description, stored: marks.stored ?? true, experimental: marks.experimental ?? false };
}
