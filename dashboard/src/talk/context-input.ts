/** What a person wrote as context: JSON, or nothing. */
export type ContextInput = { context: Record<string, unknown> } | { problem: string };

/** Reads a context as a person writes it: a JSON object, or nothing at all. */
export function readContext(text: string): ContextInput {
  if (text.trim() === "") return { context: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return { context: value as Record<string, unknown> };
    return { problem: 'Write a JSON object, e.g. {"plan": "gold"}.' };
  } catch (error) {
    return { problem: `This is not JSON: ${(error as Error).message}` };
  }
}

/** Joins the context and the variables' values as the API takes them; values that were left empty are left out. */
export function joinVariables(
  context: Record<string, unknown>,
  values: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const given = Object.entries(values).filter(([, value]) => value !== "");
  if (given.length === 0) return context;
  return { ...context, $variables: { ...asObject(context["$variables"]), ...Object.fromEntries(given) } };
}

function asObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
