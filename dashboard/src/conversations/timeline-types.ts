import type { PayloadOf, ServerEvent } from "@operator/sdk";
import type { TurnSpan } from "./turn-spans.ts";

/** What all rows have. */
interface RowBase {
  /** The same for as long as the row stands. */
  key: string;
  /** ISO 8601 in UTC. */
  at: string;
  /** The latest event of those that the row is made of. */
  event: ServerEvent;
}

/** Who says something. */
export type Speaker = "user" | "agent" | "supervisor" | "notice";

/** Something that was said or written. */
export interface SaidRow extends RowBase {
  kind: "said";
  who: Speaker;
  /** What the supervisor is called; null for the others. */
  name: string | null;
  text: string;
  state: "streaming" | "whole" | "cut";
  /** What would have been said and was not heard any more. */
  cutText: string | null;
  /** From when to when it was heard, in ms since 1970; null where that is not known. */
  heard: { from: number; to: number } | null;
}

/** A tool that was called, with what it answered. */
export interface ToolRow extends RowBase {
  kind: "tool";
  name: string;
  /** JSON text. */
  args: string;
  inBackground: boolean;
  outcome: "running" | "succeeded" | "failed" | "unknown";
  result: unknown;
  error: string | null;
  returnedAt: string | null;
}

/** What was measured of a turn. */
export interface TurnRow extends RowBase {
  kind: "turn";
  metrics: PayloadOf<"agent.turn.metrics">;
  spans: readonly TurnSpan[];
}

/** Anything else that happened, in a sentence. */
export interface NoteRow extends RowBase {
  kind: "note";
  text: string;
  tone: "neutral" | "good" | "warning" | "danger";
  /** Whether only those want to see it who look for a fault. */
  isFine: boolean;
}

/** One row of a conversation's timeline. */
export type TimelineRow = SaidRow | ToolRow | TurnRow | NoteRow;
