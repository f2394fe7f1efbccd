import type { Schemas } from "@operator/sdk";
import type { ProceduralDraft } from "./procedural.ts";

type NewConfig = Schemas["NewProceduralAgent"]["config"];

/** What a new procedural agent begins with. */
export interface Template {
  name: string;
  title: string;
  about: string;
  config: NewConfig;
}

/** The model of the agent that held the conversation: every installation that has conversations has it. */
const MODEL = "conversation/model";

/** What one can begin with. */
export const TEMPLATES: readonly Template[] = [
  {
    name: "blank",
    title: "Blank",
    about: "One line of prompt, any output.",
    config: { runtime: { model: MODEL, prompt: { type: "fixed", text: "Note what the customer wanted." } } },
  },
  {
    name: "review",
    title: "Review of a conversation",
    about: "Notes the wish, whether it was met, and what was promised.",
    config: {
      runtime: {
        model: MODEL,
        prompt: {
          type: "fixed",
          text: "# What you do\n\nRead the conversation. Note what the customer wanted, whether they got it, and everything the agent promised.\n\nWrite only what was said. Cite the words that each note rests on.",
        },
      },
      output: {
        output_schema: {
          type: "object",
          properties: {
            wish: { type: "string", description: "What the customer wanted, in one sentence." },
            is_fulfilled: { type: "boolean", description: "Whether they got it." },
            promises: { type: "array", items: { type: "string" }, description: "What the agent promised." },
          },
          required: ["wish", "is_fulfilled", "promises"],
        },
      },
    },
  },
  {
    name: "classes",
    title: "Classification",
    about: "Sorts each conversation under one of a few headings.",
    config: {
      runtime: {
        model: MODEL,
        prompt: { type: "fixed", text: "Read the conversation and choose the topic that it is mainly about." },
      },
      output: {
        output_schema: {
          type: "object",
          properties: {
            topic: { type: "string", enum: ["order", "complaint", "question", "other"] },
            reason: { type: "string", description: "Why, in one sentence." },
          },
          required: ["topic", "reason"],
        },
      },
    },
  },
];

/** Makes what the API takes for a new agent. */
export function newAgent({ name, description }: Pick<ProceduralDraft, "name" | "description">, { config }: Template) {
  return { name: name.trim(), description, config };
}
