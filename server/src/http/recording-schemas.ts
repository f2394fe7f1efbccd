import { z } from "zod";
import { EXAMPLE_IDS } from "./api-examples.ts";
import { deleted } from "./route-schema.ts";

const TAGS = ["Conversations"];
const byId = z.object({ id: z.string().describe("The conversation, `conv_…`.") });

const wav = (description: string) => ({
  description,
  content: { "audio/wav": { schema: z.string().meta({ format: "binary" }).describe("The WAV file, or part of it.") } },
});

export const getRecording = {
  operationId: "getConversationRecording",
  tags: TAGS,
  summary: "Listen to a conversation",
  description:
    "The recording of a conversation by voice as a WAV file: samples of 16 bits, the user on the left and the agent on " +
    "the right. `Range` asks for a part, so that a player can jump. While the conversation runs it is what was recorded " +
    "so far. 404 when nothing was recorded, or it was deleted or has expired.",
  errors: ["not_found", "range_not_satisfiable"],
  params: byId,
  headers: z.looseObject({
    range: z.string().optional().describe("One range of bytes, e.g. `bytes=44-`; of several the whole is answered."),
    "if-range": z
      .string()
      .optional()
      .describe("The `ETag` of what was read before; the whole is answered if there is more."),
  }),
  response: { 200: wav("The whole file."), 206: wav("The part that `Range` asked for; `Content-Range` says which.") },
} as const;

export const deleteRecording = {
  operationId: "deleteConversationRecording",
  tags: TAGS,
  summary: "Delete a recording",
  description:
    "Deletes the recording of a conversation and nothing else of it. Of one that still runs nothing more is recorded.",
  errors: ["not_found"],
  params: byId,
  response: { 200: deleted("conversation whose recording", EXAMPLE_IDS.conversation) },
} as const;
