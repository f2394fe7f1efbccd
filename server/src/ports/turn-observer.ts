import type { ToolOutcome } from "./tool.ts";

/** A conversation as those who watch it are to know it. */
export interface ObservedConversation {
  /** Null for a run of a procedural agent that is about no conversation. */
  readonly conversationId: string | null;
  /** The run of a procedural agent that is watched; absent for a conversation itself. */
  readonly procedureId?: string;
  /** The version that holds it, `ca_…@v3`, or runs, `pa_…@v3`. */
  readonly agentVersionId: string;
  readonly agentName: string | null;
  readonly livemode: boolean;
  /** The request that opened the session in which this happens; null when nobody is connected. */
  requestId(): string | null;
  /** Values that are marked personal, of the customer and of variables so marked, as they are now. */
  personalValues(): readonly string[];
}

/** One request to a language model. */
export interface ModelCallReport {
  /** As `vendor/model`. */
  readonly model: string;
  readonly isSimulated: boolean;
  readonly outcome: "succeeded" | "failed" | "interrupted";
  /** What the vendor said when it failed; may quote the request, so it is for masked logs only. */
  readonly error: string | null;
  /** In ms since 1970. */
  readonly startedAt: number;
  readonly duration: number;
  /** From asking to the first piece; null without one. */
  readonly firstPart: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

/** One call of a tool. */
export interface ToolCallReport {
  readonly callId: string;
  readonly name: string;
  readonly ns: string;
  /** The arguments as the model gave them. */
  readonly arguments: unknown;
  readonly inputSchema: Readonly<Record<string, unknown>> | null;
  /** What the tool says of its results; without it nobody knows what is personal in one. */
  readonly outputSchema?: Readonly<Record<string, unknown>> | null;
  readonly outcome: ToolOutcome;
  /** In ms since 1970. */
  readonly startedAt: number;
  readonly duration: number;
  readonly inBackground: boolean;
}

/** How a turn went as a whole. */
export interface TurnEndReport {
  readonly interrupted: boolean;
  readonly steps: number;
  /** From the user's message to the first piece sent; null without one. */
  readonly response: number | null;
  readonly duration: number;
}

/** One turn being watched. Nothing here fails or waits. */
export interface TurnWatch {
  modelCalled(report: ModelCallReport): void;
  toolReturned(report: ToolCallReport): void;
  ended(report: TurnEndReport): void;
}

/** Watches the turns of conversations: for the logs, the metrics and the traces. */
export interface TurnObserver {
  /** `startedAt` is in ms since 1970. */
  turnBegan(conversation: ObservedConversation, startedAt: number): TurnWatch;
  /** Is told of a call that came back after its turn was over: one that ran in the background. */
  toolReturnedLate(conversation: ObservedConversation, report: ToolCallReport): void;
}
