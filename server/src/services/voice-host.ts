import type { ConversationState } from "../domain/conversation-state.ts";
import type { ServerPayload } from "../domain/event-payloads.ts";

/** What a voice asks of the conversation that it belongs to. */
export interface VoiceHost {
  readonly id: string;
  readonly state: ConversationState;
  /** Takes a turn of the user. */
  send(text: string): Promise<void>;
  /** Stops the agent, and records what was heard of it. */
  interruptAgent(): Promise<void>;
  /** Begins to think of an answer; null throws away what was begun. */
  expect(text: string | null): void;
  record(payloads: readonly ServerPayload[]): Promise<void>;
  pass(payload: ServerPayload): void;
  end(reason: "user_silent" | "too_long" | "message_limit"): Promise<void>;
  fail(failure: { code: string; message: string }): Promise<void>;
}
