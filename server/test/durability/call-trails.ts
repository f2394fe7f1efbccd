import type { ClientPayload, EventEnvelope } from "../../src/domain/event.ts";
import { noteOf } from "./dialogue.ts";
import { type EventOf, eventsOf, placeOf } from "./findings.ts";
import type { Told } from "./model-hearing.ts";
import type { Effect, GivenAnswer, ReceivedRequest } from "./receiver-record.ts";
import type { Disturbance } from "./soak-servers.ts";
import { SOAK_TOOLS, type SoakTool } from "./soak-tools.ts";

/** A call's row in the platform's ledger. */
export interface LedgerRow {
  call_id: string;
  name: string;
  status: "started" | "succeeded" | "failed" | "unknown";
  created_at: Date;
  settled_at: Date | null;
}

/** A request at the receiver, with the answer that it was given; null when none was sent completely. */
export type AnsweredRequest = ReceivedRequest & { answer: GivenAnswer | null };

/** An answer of a client to a call. */
export type ClientAnswer = Extract<ClientPayload, { type: "tool.result.send" }>;

/** All that is known of the calls of one conversation that has ended. */
export interface CallEvidence {
  log: readonly EventEnvelope[];
  ledger: readonly LedgerRow[];
  /** Those of the conversation's notes, in their order. */
  requests: readonly AnsweredRequest[];
  effects: readonly Effect[];
  /** What the client answered, by call id. */
  clientAnswers: ReadonlyMap<string, readonly ClientAnswer[]>;
  /** What the model was told last of each call, by note. */
  told: ReadonlyMap<string, Told>;
  disturbances: readonly Disturbance[];
  /** Whether the user waited for all calls, and for an answer afterwards, before the end. */
  isCalm: boolean;
}

/** One call, with all that it left behind. */
export interface Trail {
  callId: string;
  note: string;
  /** Null for a tool that the agent does not have. */
  tool: SoakTool | null;
  created: EventOf<"agent.tool_call.created">;
  returned: EventOf<"agent.tool_call.returned"> | null;
  row: LedgerRow | null;
  requests: readonly AnsweredRequest[];
  effects: readonly Effect[];
  clientAnswers: readonly ClientAnswer[];
  told: Told | null;
}

/** Follows every call of a conversation's log to all places where it must have left its mark. */
export function trailsOf(evidence: CallEvidence): Trail[] {
  const returned = new Map(eventsOf(evidence.log, "agent.tool_call.returned").map((e) => [e.payload.call_id, e]));
  const rows = new Map(evidence.ledger.map((row) => [row.call_id, row]));
  return eventsOf(evidence.log, "agent.tool_call.created").map((created) => {
    const { call_id: callId, name, arguments: text } = created.payload;
    const note = noteOf(text) ?? "";
    return {
      callId,
      note,
      tool: SOAK_TOOLS.find((tool) => tool.name === name) ?? null,
      created,
      returned: returned.get(callId) ?? null,
      row: rows.get(callId) ?? null,
      requests: evidence.requests.filter((request) => request.idempotencyKey === callId),
      effects: evidence.effects.filter((effect) => effect.note === note),
      clientAnswers: evidence.clientAnswers.get(callId) ?? [],
      told: evidence.told.get(note) ?? null,
    };
  });
}

/** Tells whether no turn waited for the call's answer: it ran in the background, or on while the user spoke. */
export function isLate({ created, returned }: Trail, log: readonly EventEnvelope[]): boolean {
  if (created.payload.in_background) return true;
  const end = returned === null ? log.length : placeOf(returned);
  return log.slice(placeOf(created), end - 1).some(({ payload }) => payload.type === "user.message.received");
}
