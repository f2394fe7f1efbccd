/** The kinds of activities that are logged. */
export const ACTIVITY_KINDS = ["api_request", "webhook_delivery", "tool_call", "model_call", "job", "sign_in"] as const;

/** The kinds of activities that are logged. */
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** Who did something: a key, the holder of a conversation's token, an agent, or the platform by itself. */
export interface Actor {
  readonly type: "api_key" | "token" | "agent" | "system" | "anonymous";
  /** The key's, conversation's or agent version's id; null for the others. */
  readonly id: string | null;
  /** What people call it; null where it has no name. */
  readonly name: string | null;
}

/**
 * One thing that was done. No field may hold a secret or what is marked personal: whoever records it leaves that out
 * (`lib/masking.ts`).
 */
export interface Activity {
  readonly kind: ActivityKind;
  /** `unknown`: it may or may not have taken effect. `refused`: it was not even tried. */
  readonly outcome: "succeeded" | "failed" | "unknown" | "refused";
  /** One line for people: `POST /conversations 200`, `book_appointment: Bad Gateway (502)`. */
  readonly summary: string;
  readonly actor: Actor;
  /** Whose data it concerns: live, test, or null where neither applies. */
  readonly livemode: boolean | null;
  readonly requestId: string | null;
  readonly conversationId: string | null;
  readonly at: Date;
  /** How long it took, in ms; null where nothing was measured. */
  readonly duration: number | null;
  /** What else there is to know, by name. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Takes down what was done. Recording never fails and never waits. */
export interface ActivityLog {
  record(activity: Activity): void;
}
