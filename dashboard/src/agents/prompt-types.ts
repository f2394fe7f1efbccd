import type { AgentConfig } from "@operator/sdk";

/** What an agent is told. */
export type Prompt = AgentConfig["runtime"]["prompt"];
/** One intent and its instructions. */
export type Route = Extract<Prompt, { type: "intent_routing" }>["routes"][number];

/** Makes another type of prompt of one, and keeps every word of it. */
export function promptOfType(prompt: Prompt, type: Prompt["type"]): Prompt {
  if (prompt.type === type) return prompt;
  if (prompt.type === "fixed") return { ...prompt, type: "intent_routing", routes: [newRoute([])] };
  const { routes, ...rest } = prompt;
  const sections = routes.map(
    ({ name, description, instructions }) => `## ${name}\n\n${description}\n\n${instructions}`,
  );
  return { ...rest, type: "fixed", text: [prompt.text, ...sections].filter(Boolean).join("\n\n") };
}

/** Makes a route whose name no other has. */
export function newRoute(routes: readonly Route[]): Route {
  const names = new Set(routes.map(({ name }) => name.toLowerCase()));
  let number = routes.length + 1;
  while (names.has(`route ${number}`)) number++;
  return { name: `Route ${number}`, description: "When the customer asks for this.", instructions: "Help with it." };
}
