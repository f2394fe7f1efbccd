import { Badge } from "../ui/badge.tsx";
import type { McpServer } from "./mcp-draft.ts";

const STATUSES = {
  pending: { title: "Not asked yet", tone: "neutral" },
  ready: { title: "Ready", tone: "good" },
  unreachable: { title: "Unreachable", tone: "danger" },
  disabled: { title: "Off", tone: "neutral" },
} as const satisfies Record<McpServer["status"], object>;

/** Says where an MCP server stands. */
export function McpStatus({ status }: { status: McpServer["status"] }) {
  return <Badge tone={STATUSES[status].tone}>{STATUSES[status].title}</Badge>;
}
