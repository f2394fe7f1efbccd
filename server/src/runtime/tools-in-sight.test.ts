import { describe, expect, it } from "vitest";
import { agentConfigSchema } from "../domain/agent-config.ts";
import { toolsInSight } from "./tools-in-sight.ts";

function configWith(prompt: unknown, tools: string[], languages: string[] = []) {
  return agentConfigSchema.parse({
    runtime: { model: "simulated/assistant", prompt },
    tool: { tools: tools.map((name) => ({ ns: "api", name })) },
    language: { supported_languages: languages },
  });
}

const TOOLS = ["refund", "lookup", "reboot", "note", "pay"];
const ROUTING = {
  type: "intent_routing",
  text: "Use @note at the end.",
  routes: [
    { name: "Billing", description: "Money, @pay", instructions: "Use @lookup, @refund and @note." },
    { name: "Support", description: "Faults", instructions: "Use `@lookup` and @reboot, not @@refund. @change_route" },
  ],
};

describe("toolsInSight", () => {
  it.each<[string, string | null, string[]]>([
    ["the common tools before a route is taken", null, ["note", "pay", "change_route"]],
    ["the route's own tools besides", "Billing", ["refund", "lookup", "note", "pay", "change_route"]],
    ["another route's tools on that one", "Support", ["lookup", "reboot", "note", "pay", "change_route"]],
    ["the common tools on a route that is no longer there", "Sales", ["note", "pay", "change_route"]],
  ])("names %s", (_name, route, names) => {
    expect([...toolsInSight(configWith(ROUTING, TOOLS), route)]).toEqual(names);
  });

  it("names all tools with a fixed prompt", () => {
    const config = configWith({ type: "fixed", text: "Use @refund." }, TOOLS, ["German"]);
    expect([...toolsInSight(config, null)]).toEqual([...TOOLS, "switch_language"]);
  });

  it("names no tool that is mentioned but not enabled", () => {
    expect([...toolsInSight(configWith(ROUTING, ["refund"]), "Billing")]).toEqual(["refund", "change_route"]);
  });
});
