import { OperatorError } from "../domain/error.ts";
import {
  readSupervisionToken,
  SUPERVISION_TOKEN_LIFE,
  type SupervisionGrant,
  writeSupervisionToken,
} from "../domain/supervision-token.ts";
import type { ActivityLog, Actor } from "../ports/activity-log.ts";
import { knownActor } from "./actors.ts";
import type { ApiKey } from "./api-keys.ts";
import type { Conversations } from "./conversations.ts";
import type { LiveConversation } from "./live-conversation.ts";
import type { LiveConversations } from "./live-conversations.ts";
import { Supervision, type SupervisionAct, type SupervisionParts } from "./supervision.ts";
import type { VoiceServices } from "./voice-session.ts";

interface Services {
  readonly conversations: Pick<Conversations, "find">;
  readonly live: Pick<LiveConversations, "open">;
  readonly voices: Pick<VoiceServices, "pacer" | "speech" | "openDetector">;
  readonly activityLog: ActivityLog;
  readonly tokenSecret: string;
  readonly publicUrl: string;
}

/** A supervision that may begin. */
export interface SupervisionReady {
  readonly live: LiveConversation;
  open(parts: Pick<SupervisionParts, "sampleRateHz" | "onAudio">): Supervision;
}

/** Lets people listen to conversations by voice, tell agents something, and take their place. */
export class Supervisions {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Lets a key's holder supervise a conversation. Throws `not_found`, and `conversation_not_active` unless in progress. */
  async grant(key: ApiKey, id: string): Promise<{ token: string; supervision_url: string; expires_at: string }> {
    const { conversations, tokenSecret, publicUrl } = this.#services;
    const row = await conversations.find({ key }, id);
    if (row.status !== "in-progress") throw notSupervised(id);
    const expiresAt = new Date(Date.now() + SUPERVISION_TOKEN_LIFE);
    const token = writeSupervisionToken(tokenSecret, {
      conversationId: id,
      keyId: key.id,
      supervisor: key.name,
      expiresAt,
    });
    const supervision_url = `${publicUrl.replace(/^http/, "ws")}/conversations/${id}/supervision`;
    return { token, supervision_url, expires_at: expiresAt.toISOString() };
  }

  /** Reads a token for a conversation. Throws `invalid_token`. */
  read(token: string, conversationId: string): SupervisionGrant {
    const grant = readSupervisionToken(this.#services.tokenSecret, token, { conversationId, now: new Date() });
    if (grant) return grant;
    const message = "The token does not let anybody supervise this conversation, or has expired.";
    throw new OperatorError("invalid_token", message);
  }

  /**
   * Finds the conversation that a grant is for. Throws `conversation_not_active` for one that is over, and as
   * `LiveConversations.open` does.
   */
  async ready({ conversationId, keyId, supervisor }: SupervisionGrant, requestId: string): Promise<SupervisionReady> {
    const live = await this.#services.live.open(conversationId);
    if (live.state.status !== "in-progress") throw notSupervised(conversationId);
    const { voices } = this.#services;
    const about = { conversationId, requestId, actor: knownActor({ id: keyId, name: supervisor }) };
    const onAct = (act: SupervisionAct, error: unknown) => this.#record(act, error, about);
    return { live, open: (parts) => new Supervision({ ...parts, live, supervisor, voices, onAct }) };
  }

  #record(
    act: SupervisionAct,
    error: unknown,
    about: { conversationId: string; requestId: string; actor: Actor },
  ): void {
    const why = error instanceof OperatorError ? error.code : "internal";
    this.#services.activityLog.record({
      kind: "supervision",
      outcome: error === null ? "succeeded" : "failed",
      summary: error === null ? `supervisor ${act}` : `supervisor ${act}: ${why}`,
      livemode: null,
      at: new Date(),
      duration: null,
      details: { act },
      ...about,
    });
  }
}

function notSupervised(id: string): OperatorError {
  return new OperatorError(
    "conversation_not_active",
    `Conversation ${id} is not in progress: nobody can listen to it.`,
  );
}
