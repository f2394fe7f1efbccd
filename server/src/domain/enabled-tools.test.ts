import { describe, expect, it } from "vitest";
import { agentConfigSchema } from "./agent-config.ts";
import { enabledToolNames, impliedTools } from "./enabled-tools.ts";

const FIXED = { type: "fixed", text: "Be kind." };
const ROUTING = { type: "intent_routing", routes: [{ name: "A", description: "d", instructions: "i" }] };

function configWith({ prompt, languages, tools }: { prompt: unknown; languages: string[]; tools: string[] }) {
  return agentConfigSchema.parse({
    runtime: { model: "simulated/assistant", prompt },
    tool: { tools: tools.map((name) => ({ ns: "syscall", name })) },
    language: { default_language: "English", supported_languages: languages },
  });
}

describe("an agent's tools", () => {
  it.each([
    { prompt: FIXED, languages: [], tools: [], implied: [], all: [] },
    { prompt: FIXED, languages: ["English"], tools: ["b", "a"], implied: [], all: ["b", "a"] },
    { prompt: ROUTING, languages: [], tools: ["a"], implied: ["change_route"], all: ["a", "change_route"] },
    { prompt: FIXED, languages: ["German"], tools: [], implied: ["switch_language"], all: ["switch_language"] },
    {
      prompt: ROUTING,
      languages: ["English", "German"],
      tools: ["switch_language", "a", "a"],
      implied: ["change_route", "switch_language"],
      all: ["switch_language", "a", "change_route"],
    },
  ])("with $prompt.type, the languages $languages and $tools enabled are $all", ({ implied, all, ...parts }) => {
    const config = configWith(parts);
    expect(impliedTools(config)).toEqual(implied);
    expect(enabledToolNames(config)).toEqual(all);
  });
});
