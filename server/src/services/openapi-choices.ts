import { OperatorError, type Problem } from "../domain/error.ts";
import { type ChosenOperations, isChosen, type OperationReading, type SourceReading } from "../domain/openapi-tasks.ts";
import { readBaseUrl } from "../lib/openapi/servers.ts";
import type { SafeFetch } from "../lib/safe-fetch.ts";

type Fetch = Pick<SafeFetch, "refusal">;

/** Reads the address of a service that a caller gave; null for none. Throws `invalid_field`. */
export function checkedBaseUrl(text: string | null, fetch: Fetch): string | null {
  if (text === null) return null;
  const read = readBaseUrl(text);
  if (!read.ok)
    throw new OperatorError("invalid_field", `base_url cannot be used. ${read.problem}`, { param: "base_url" });
  const refusal = fetch.refusal(read.url);
  if (refusal !== null)
    throw new OperatorError("invalid_field", `base_url cannot be used. ${refusal}`, { param: "base_url" });
  return read.url;
}

/** Says why tools at those addresses could not be called, each reason once. */
export function refusalsOf(urls: readonly string[], fetch: Fetch): string[] {
  return [...new Set(urls.map((url) => fetch.refusal(sampleOf(url))).filter((refusal) => refusal !== null))];
}

/** A placeholder stands in the path, which no refusal is about. */
function sampleOf(url: string): string {
  return new URL(url.replaceAll(/[{}]/g, "")).origin;
}

/**
 * Finds the operations that were chosen. Throws `unknown_reference` naming those that there are none of, and
 * `invalid_field` naming those that cannot be tools, with the reason.
 */
export function requireChosen({ operations }: SourceReading, chosen: ChosenOperations): OperationReading[] {
  const found = operations.filter((operation) => isChosen(operation, chosen));
  if (typeof chosen === "string") return found;
  const known = new Set(found.flatMap(({ operation, imported_as }) => [operation, imported_as]));
  const missing = chosen.flatMap((key, index): Problem[] => {
    const param = `operations[${index}]`;
    return known.has(key) ? [] : [{ param, message: `${param}: the document has no operation ${shown(key)}.` }];
  });
  if (missing.length > 0) throw refusal("unknown_reference", missing);
  const unfit = found.flatMap(({ operation, change, is_importable, reason }): Problem[] => {
    if (is_importable || change === "removed") return [];
    return [{ param: "operations", message: `${shown(operation)} cannot be a tool. ${reason}` }];
  });
  if (unfit.length > 0) throw refusal("invalid_field", unfit);
  return found;
}

function refusal(code: "unknown_reference" | "invalid_field", problems: readonly Problem[]): OperatorError {
  const [first] = problems as [Problem];
  const others = problems.length > 1 ? ` (and ${problems.length - 1} more, see details)` : "";
  return new OperatorError(code, `${first.message}${others}`, { param: first.param, problems: [...problems] });
}

function shown(key: string): string {
  return key.length > 200 ? `${key.slice(0, 200)}…` : key;
}
