import type { ConversationChanges } from "../db/conversation-changes.ts";
import type { AgentAtWork } from "./agent-at-work.ts";
import type { ReadLog } from "./audience.ts";
import type { JournalOptions } from "./journal.ts";
import type { VoiceHost } from "./voice-host.ts";
import type { VoiceSession } from "./voice-session.ts";

/** What an open conversation is made of. */
export interface LiveConversationOptions {
  journal: Omit<JournalOptions, "publish">;
  agent: AgentAtWork;
  changes: ConversationChanges;
  readLog: ReadLog;
  /** How many messages of the user it takes; null for any number. */
  messageLimit: number | null;
  /** How long a conversation waits for a session that dropped. */
  reconnectWithin: number;
  /** Tells whether it is a telephone call that is gone: the process that carried it died. */
  isCallLost(): boolean;
  /** How it sleeps between messages; null for one that a session bounds. */
  sleep: SleepRules | null;
  /** Opens its voice; null where it is read. */
  openVoice: ((host: VoiceHost) => VoiceSession) | null;
  /**
   * Is told once that this object serves the conversation no more; `error` says what broke it, null when nothing did.
   * `isAtRest` tells whether nothing is left to be done about it.
   */
  onClosed(closing: { error: unknown; isAtRest: boolean }): void;
}

/** How a conversation sleeps between messages. Times in ms. */
export interface SleepRules {
  /** How long it stays in memory when nothing goes on. */
  after: number;
  /** After so long without a message it is over. */
  idleTime: number;
  /** How long the agent waits for more before it answers. */
  quietTime: number;
  /** Whether those who follow the conversation are the user, who sees what the agent is writing. */
  showsWriting: boolean;
}
