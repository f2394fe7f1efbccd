import { z } from "zod";
import { isJsonObject } from "../lib/json.ts";
import { type ConversationStatus, conversationItemSchema, TERMINAL_STATUSES } from "./conversation.ts";
import { MODEL_OF_THE_CONVERSATION, proceduralAgentConfigSchema } from "./procedural-agent-config.ts";

/** The id of the procedural agent that comes with the platform and sums conversations up. */
export const SUMMARY_AGENT_ID = "pa_0000summary";

const PROMPT = `You read a conversation that is over, and write down what came of it for the people of the business.

Write the summary in two to four plain sentences, in the language of the conversation: what the user wanted, what was
done or agreed, and what is still open. Name dates, numbers and codes as they were said. Leave out greetings, and add
nothing that was not said.

The sentiment is the user's mood at the end, told from the user's own words: positive when they are pleased or thankful,
negative when they are annoyed, disappointed or gave up, else neutral.

Write both with @record_output.`;

/** What the platform's own summary agent is configured with as long as nobody has changed it. */
export const SUMMARY_AGENT_CONFIG = proceduralAgentConfigSchema.parse({
  filter_statuses: TERMINAL_STATUSES,
  runtime: { model: MODEL_OF_THE_CONVERSATION, reasoning_effort: "low", prompt: { type: "fixed", text: PROMPT } },
  output: {
    output_schema: {
      type: "object",
      properties: {
        summary: { type: "string", minLength: 1, description: "What came of the conversation, in a few sentences." },
        sentiment: {
          type: "string",
          enum: ["positive", "neutral", "negative"],
          description: "The user's mood at the end.",
        },
      },
      required: ["summary", "sentiment"],
      additionalProperties: false,
    },
  },
});

/** What is kept of a conversation's summary. */
export interface Summary {
  summary: string;
  sentiment: z.output<typeof conversationItemSchema>["sentiment"];
}

const LONGEST_SUMMARY = 10_000;
const sentimentSchema = conversationItemSchema.shape.sentiment.catch(null);

/**
 * Reads the summary out of what an agent wrote: its field `summary`, and `sentiment` where that is one of the three.
 * Null when there is no summary in it.
 */
export function readSummary(output: unknown): Summary | null {
  if (!isJsonObject(output) || typeof output["summary"] !== "string") return null;
  const summary = output["summary"].trim().slice(0, LONGEST_SUMMARY);
  return summary === "" ? null : { summary, sentiment: sentimentSchema.parse(output["sentiment"] ?? null) };
}

const SILENT: Readonly<Record<ConversationStatus, string>> = {
  queued: "",
  "in-progress": "",
  completed: "The user said nothing.",
  voicemail: "The call reached voicemail; the user said nothing.",
  failed: "The conversation failed before the user said anything.",
  busy: "The line was busy.",
  "no-answer": "Nobody answered.",
};

/** Sums up a conversation in which the user said nothing, for which no model needs to be asked. */
export function silentSummary(status: ConversationStatus, failureCode: string | null): Summary {
  const summary = failureCode === "never_joined" ? "Nobody joined the conversation." : SILENT[status];
  return { summary, sentiment: null };
}
