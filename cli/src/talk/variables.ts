import { createInterface } from "node:readline/promises";
import type { Client } from "@operator/sdk";
import { usageError } from "../cli-error.ts";
import type { CliContext } from "../context.ts";
import { presentableLine } from "../output/presentable.ts";

type Agent = Awaited<ReturnType<Client["conversationalAgents"]["get"]>>;

/** Reads `name=value`, of which there may be several, into one record. */
export function readVariable(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [name, ...value] = text.split("=");
  if (!name || value.length === 0) throw usageError(`--variable ${text}: write it as name=value.`);
  return { ...before, [name]: value.join("=") };
}

/** Asks for the values of an agent's variables that are required and not given. Throws where nobody can be asked. */
export async function completeVariables(
  agent: Agent,
  given: Record<string, string>,
  { stdin, isJson }: CliContext,
): Promise<Record<string, string>> {
  const required = agent.config.runtime.variables.filter(({ default_value }) => default_value === null);
  const missing = required.filter(({ name }) => given[name] === undefined);
  if (missing.length === 0) return given;
  if (stdin.isTTY !== true || isJson) {
    const options = missing.map(({ name }) => `--variable ${name}=…`).join(" ");
    throw usageError(`${agent.name} needs values for its variables. Add ${options}`);
  }
  const variables = { ...given };
  const questions = createInterface({ input: stdin, output: process.stderr });
  for (const { name, description } of missing)
    variables[name] = await questions.question(`${presentableLine(description ?? name)} ($${name}): `);
  questions.close();
  return variables;
}
