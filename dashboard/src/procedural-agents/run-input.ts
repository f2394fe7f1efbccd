import type { ProceduralConfig } from "./procedural.ts";

/** Begins an input with the variables of a prompt: those that must be given are empty, others as they are without. */
export function sampleInput(variables: ProceduralConfig["runtime"]["variables"]): Record<string, string> {
  return Object.fromEntries(variables.map(({ name, default_value }) => [name, default_value ?? ""]));
}
