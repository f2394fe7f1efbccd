import type { Schemas } from "@operator/sdk";

/** Says in a sentence what asking an MCP server for its tools has found. */
export function syncText({ status, error, added, changed, removed }: Schemas["McpSync"]): string {
  if (status !== "ready") return `The server did not answer: ${error ?? "it is not ready"}`;
  const parts = [
    added.length > 0 && `new: ${added.join(", ")}`,
    changed.length > 0 && `changed: ${changed.join(", ")}`,
    removed.length > 0 && `gone: ${removed.join(", ")}`,
  ].filter(Boolean);
  return parts.length === 0 ? "Its tools are as they were." : `Of its tools ${parts.join("; ")}.`;
}
