import type { Draft } from "./draft.ts";
import { sorted, type TextPart } from "./text-part.ts";

/** Writes an agent as text, in parts that are compared each by itself. */
export function agentText({ name, description, config, postprocess_agents }: Draft): TextPart[] {
  const { prompt, ...runtime } = config.runtime;
  const rest = { ...config, runtime: { ...runtime, prompt: { type: prompt.type } } };
  return [
    { title: "Name and description", text: `${name}\n${description}` },
    { title: "Prompt", text: [prompt.text, ...routesOf(prompt)].join("\n\n") },
    { title: "Configuration", text: JSON.stringify(sorted(rest), null, 2) },
    { title: "Afterwards", text: postprocess_agents.join("\n") },
  ];
}

function routesOf(prompt: Draft["config"]["runtime"]["prompt"]): string[] {
  if (prompt.type === "fixed") return [];
  return prompt.routes.map(({ name, description, instructions }) => `# ${name}\n${description}\n\n${instructions}`);
}
