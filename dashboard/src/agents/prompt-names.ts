/** A name that a prompt may mention. */
export interface PromptName {
  name: string;
  /** What it means or does, in a few words. */
  about: string;
  /** What kind of thing it is, such as `tool` or `transfer`. */
  kind: string;
  /** Whether the agent has it already; one that it has not is added when it is chosen. */
  isEnabled: boolean;
}

/** What a prompt may mention. */
export interface PromptNames {
  variables: readonly PromptName[];
  references: readonly PromptName[];
}

/** Why a mention is underlined; null when it is known. */
export function problemOf(
  { kind, name }: { kind: "variable" | "reference"; name: string },
  { variables, references }: PromptNames,
): string | null {
  const known = (kind === "variable" ? variables : references).find((one) => one.name === name);
  if (known?.isEnabled) return null;
  if (kind === "variable") return `There is no variable ${name}. Add it under Configuration.`;
  if (known) return `The agent does not have ${name}. Switch it on under Tools.`;
  return `There is no tool, transfer or procedural agent ${name}.`;
}
