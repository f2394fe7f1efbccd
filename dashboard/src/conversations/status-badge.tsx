import type { ConversationStatus } from "@operator/sdk";
import { Badge } from "../ui/badge.tsx";
import { STATUSES } from "./conversation-words.ts";

/** Shows where a conversation stands. */
export function StatusBadge({ status }: { status: ConversationStatus }) {
  const { title, tone } = STATUSES[status];
  return <Badge tone={tone}>{title}</Badge>;
}
