import type { AgentConfig } from "../domain/agent-config.ts";
import { enabledToolNames, impliedTools } from "../domain/enabled-tools.ts";
import { referencesIn } from "../domain/prompt-syntax.ts";

/**
 * Names the enabled tools that are put before the model now. With a fixed prompt those are all. With `intent_routing` a
 * tool that some route's instructions refer to (`@name`) and the common text does not belongs to those routes alone;
 * every other tool is common. Before a route is taken, only common tools are in sight. What switches routes and
 * languages is always common.
 */
export function toolsInSight(config: AgentConfig, route: string | null): ReadonlySet<string> {
  const names = enabledToolNames(config);
  const { prompt } = config.runtime;
  if (prompt.type === "fixed") return new Set(names);
  const common = new Set([...referencesIn(prompt.text), ...impliedTools(config)]);
  const mine = new Set<string>();
  const ofRoutes = new Set<string>();
  for (const { name, instructions } of prompt.routes) {
    for (const reference of referencesIn(instructions)) {
      ofRoutes.add(reference);
      if (name === route) mine.add(reference);
    }
  }
  return new Set(names.filter((name) => common.has(name) || mine.has(name) || !ofRoutes.has(name)));
}
