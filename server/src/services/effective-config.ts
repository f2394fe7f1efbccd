import { type AgentConfig, agentConfigSchema } from "../domain/agent-config.ts";
import { OperatorError, type Problem } from "../domain/error.ts";
import type { JsonObject } from "../lib/json.ts";
import { mergeDeep } from "../lib/merge.ts";
import { pathText } from "../lib/path-text.ts";

/** Returns what a conversation is held with: the version's configuration with what was overridden. */
export function effectiveConfig(config: AgentConfig, override: JsonObject | null): AgentConfig {
  if (!override) return config;
  const parsed = agentConfigSchema.safeParse(mergeDeep(config, override));
  if (parsed.success) return parsed.data;
  throw invalidConfig(
    parsed.error.issues.map((issue) => inOverride({ param: `config.${pathText(issue.path)}`, message: issue.message })),
  );
}

/** Rewrites where a problem is: the caller wrote it in `override_config`. */
export function inOverride(problem: Problem): Problem {
  return { ...problem, param: problem.param.replace(/^config/, "override_config") };
}

/** Builds the refusal of a configuration from all that is wrong with it. */
export function invalidConfig(problems: readonly { param: string; message: string }[]): OperatorError {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more, see details)` : "";
  return new OperatorError("invalid_config", `${first?.param}: ${first?.message}${more}`, {
    ...(first ? { param: first.param } : {}),
    problems: [...problems],
  });
}
