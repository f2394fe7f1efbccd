import type { Conversation, ServerEvent } from "@operator/sdk";
import { sinceText } from "./since-text.ts";
import type { TimelineRow } from "./timeline-types.ts";

/** What a conversation is written out from. */
export interface Exported {
  conversation: Conversation;
  events: readonly ServerEvent[];
  rows: readonly TimelineRow[];
}

/** Writes a conversation with all its events as JSON. The token of its channel stays here. */
export function asJson({ conversation, events }: Exported): string {
  const { channel, ...rest } = conversation;
  const { token: _token, ...address } = channel;
  return JSON.stringify({ ...rest, channel: address, events }, null, 2);
}

const SPEAKERS = { user: "User", agent: "Agent", supervisor: "Supervisor", notice: "Notice" };

/** Writes a conversation as people read it: who said what and when, the tools that were called, and what happened. */
export function asText({ conversation, rows }: Exported): string {
  const begin = Date.parse(conversation.started_at ?? conversation.created_at);
  const head = [
    `Conversation ${conversation.id}`,
    `Agent ${conversation.agent_id}`,
    `Created ${conversation.created_at}`,
  ];
  if (conversation.summary !== null) head.push(`Summary: ${conversation.summary}`);
  const lines = rows.flatMap((row) => {
    const text = lineOf(row);
    return text === null ? [] : [`[${sinceText(Date.parse(row.at) - begin)}] ${text}`];
  });
  return `${head.join("\n")}\n\n${lines.join("\n")}\n`;
}

function lineOf(row: TimelineRow): string | null {
  switch (row.kind) {
    case "said":
      return `${row.name ?? SPEAKERS[row.who]}: ${row.text}`;
    case "tool":
      return `(tool ${row.name} ${row.args} → ${row.error ?? JSON.stringify(row.result ?? null)})`;
    case "note":
      return row.isFine ? null : `(${row.text})`;
    case "turn":
      return null;
  }
}

/** Has the browser keep a file. */
export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
