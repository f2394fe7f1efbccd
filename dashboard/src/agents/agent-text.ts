import type { Draft } from "./draft.ts";

/** A part of an agent as lines of text, to be compared. */
export interface AgentText {
  title: string;
  text: string;
}

/** Writes an agent as text, in parts that are compared each by itself. */
export function agentText({ name, description, config, postprocess_agents }: Draft): AgentText[] {
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

/** Puts fields in alphabetical order, so that two versions of one thing read alike. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}
