import { z } from "zod";

/** What the model of a conversation is told. */
export const conversationPromptSchema = z
  .object({
    at: z.iso.datetime().describe("When it was written: now, or as the conversation ended."),
    models: z.array(z.string()).describe("The models that are asked, one after the other where one fails."),
    language: z.string().describe("The English name of the language that is spoken."),
    route: z.string().nullable().describe("The route that is followed; null before one is taken."),
    text: z.string().describe("The system prompt, its variables filled in. Secrets are masked."),
    messages: z.number().int().describe("How many messages of the conversation the model is shown with it."),
    tools: z
      .array(
        z.object({
          name: z.string().describe("The tool's name."),
          description: z.string().describe("What the model is told of it."),
          input_schema: z.record(z.string(), z.unknown()).describe("What it takes, a JSON Schema."),
        }),
      )
      .describe("The tools in sight."),
  })
  .meta({ id: "ConversationPrompt", description: "What the model of a conversation is told." });
/** What the model of a conversation is told. */
export type ConversationPrompt = z.output<typeof conversationPromptSchema>;
