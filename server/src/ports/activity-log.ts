import type { ActivityKind, ACTIVITY_OUTCOMES } from "../domain/log.ts";

/**
 * Who did something: a key, a member, the holder of a conversation's token, somebody who came by a public link, an agent,
 * or the platform by itself.
 */
export interface Actor {
  readonly type: "api_key" | "member" | "token" | "visitor" | "agent" | "system" | "anonymous";
  /** The key's, member's, conversation's, link's or agent version's id; null for the others. */
  readonly id: string | null;
  /** What people call it; null where it has no name. */
  readonly name: string | null;
}

/**
 * One thing that was done. No field may hold a secret or what is marked personal: whoever records it leaves that out
 * (`services/turn-observer.ts`
 * shows how). The log masks what it recognises as a secret all the same.
 */
export interface Activity {
  readonly kind: ActivityKind;
  /** `unknown`: it may or may not have taken effect. `refused`: it was not even tried. */
  readonly outcome: (typeof ACTIVITY_OUTCOMES)[number];
  /** One line for people: `POST /conversations 200`, `book_appointment: Bad Gateway (502)`. */
  readonly summary: string;
  readonly actor: Actor;
  /** Whose data it concerns: live, test, or null where neither applies. */
  readonly livemode: boolean | null;
  readonly requestId: string | null;
  readonly conversationId: string | null;
  /** When it was over. */
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
