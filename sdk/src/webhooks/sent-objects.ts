import type { NewConversation, PayloadOf, ServerEvent, ServerEventType } from "../wire.ts";

/** An event as webhook endpoints are sent it; of one type, if named. */
export type WebhookEvent<Type extends ServerEventType = ServerEventType> = Omit<ServerEvent, "payload"> & {
  payload: PayloadOf<Type>;
};

/** The question that is asked before every conversation. */
export type SetupEvent = WebhookEvent<"conversation.setup">;

/** What the answer to `conversation.setup` may tell the conversation. */
export interface SetupAnswer {
  /** What the agent is to know: `$customer`, `$variables` and whatever else. Wins over what whoever began it said. */
  context?: NonNullable<NewConversation["context"]>;
  /** What is different in this conversation from the agent's configuration, in the same shape. */
  override_config?: NonNullable<NewConversation["override_config"]>;
}

/** How a run of a procedural agent ended, as its `post_url` is sent it. `Output` is what its `output_schema` says. */
export interface ProcedureOutput<Output = unknown> {
  /** The run, `trun_…`. */
  procedure_id: string;
  agent_id: string;
  /** The conversation that it was about; null without one. */
  conversation_id: string | null;
  status: "success" | "failed" | "skipped" | "cancelled";
  /** Null unless the status is `success`, and where nothing was recorded. */
  output: Output | null;
  /** The version that ran, `pa_…@vN`. */
  agent_version_id?: string;
  livemode?: boolean;
  /** What came of it in words; null without. */
  summary?: string | null;
  /** Why it failed, in words; null when it did not. */
  error?: string | null;
  error_code?: string | null;
}

/** Tells whether it is an object, and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Tells whether what came is an event, of whatever type: a newer platform may send types that are not named here. */
export function isEvent(value: unknown): value is WebhookEvent {
  if (!isObject(value) || !isObject(value["payload"])) return false;
  return [value["id"], value["conversation_id"], value["payload"]["type"]].every((field) => typeof field === "string");
}

/** Tells whether what came is how a procedure ended. */
export function isProcedureOutput(value: unknown): value is ProcedureOutput {
  return isObject(value) && typeof value["procedure_id"] === "string" && typeof value["status"] === "string";
}
