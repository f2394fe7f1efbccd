import type { Schemas } from "@operator/sdk";

type NewConfig = Schemas["NewConversationalAgent"]["config"];

/** What a new agent begins with. */
export interface AgentTemplate {
  name: string;
  title: string;
  about: string;
  config: NewConfig;
}

/** The model that every installation has; another is chosen under Configuration. */
const MODEL = "simulated/assistant";
const ENDS = { tools: [{ ns: "syscall" as const, name: "end_conversation" }] };

/** What one can begin with. */
export const AGENT_TEMPLATES: readonly AgentTemplate[] = [
  {
    name: "blank",
    title: "Blank",
    about: "One line of prompt, nothing else.",
    config: { runtime: { model: MODEL, prompt: { type: "fixed", text: "You are a helpful assistant." } } },
  },
  {
    name: "reception",
    title: "Reception",
    about: "Greets, answers questions, notes who called and why.",
    config: {
      personas: [{ name: "Robin" }],
      runtime: {
        model: MODEL,
        prompt: {
          type: "fixed",
          text: "# Who you are\n\nYou answer for $company. You are friendly and brief.\n\n# What you do\n\n1. Greet, and ask how you can help.\n2. Answer what you know. Say so when you do not know something.\n3. Note the name and the wish with @set_custom_fields.\n4. Say goodbye with @end_conversation.",
        },
        variables: [{ name: "company", description: "For whom the agent answers.", default_value: "the company" }],
      },
      tool: { tools: [{ ns: "syscall", name: "set_custom_fields" }, ...ENDS.tools] },
    },
  },
  {
    name: "routes",
    title: "Support with routes",
    about: "Finds out what is wanted, then follows that route.",
    config: {
      personas: [{ name: "Robin" }],
      runtime: {
        model: MODEL,
        prompt: {
          type: "intent_routing",
          text: "You help the customers of the company. Be friendly and brief.",
          routes: [
            {
              name: "Order",
              description: "The customer asks for the state of an order.",
              instructions: "Ask for the order number. Say what you know of it.",
            },
            {
              name: "Complaint",
              description: "The customer is unhappy with something.",
              instructions: "Listen, apologise once, and ask what would make it good.",
            },
          ],
        },
      },
      tool: ENDS,
    },
  },
];
