/** What the review of a conversation is to contain: a JSON Schema, which the platform holds the model to. */
export const REVIEW_SCHEMA = {
  type: "object",
  properties: {
    reason: { type: "string", description: "Why the customer got in touch, in one sentence." },
    is_resolved: { type: "boolean", description: "Whether the customer has what they came for." },
    mood: {
      type: "string",
      enum: ["positive", "neutral", "negative"],
      description: "How the customer felt in the end.",
    },
    promises: {
      type: "array",
      items: { type: "string" },
      description: "What the agent promised that will happen, one sentence each; empty when it promised nothing.",
    },
  },
  required: ["reason", "is_resolved", "mood", "promises"],
  additionalProperties: false,
} as const;

const INSTRUCTIONS = `You review conversations between a customer and an agent of ours.

Go by what the log says and by nothing else. Cite, for each field, the events that it rests on.
A promise counts only if the agent made it, not if the customer asked for it.`;

/** Composes the body of `POST /procedural_agents` for an agent that reviews conversations with that model. */
export function reviewAgent(model: string) {
  return {
    name: "Conversation review",
    description: "Says why customers get in touch, whether they were helped, and what they were promised.",
    config: {
      filter_statuses: ["completed"],
      runtime: { model, reasoning_effort: "medium", prompt: { type: "fixed", text: INSTRUCTIONS } },
      output: { output_schema: REVIEW_SCHEMA, slack_channel: null, post_url: null },
    },
  };
}
