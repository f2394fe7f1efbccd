import type { DemoChannel } from "@operator/sdk";

/** A conversation that goes on when the page is loaded anew. */
export interface KeptConversation {
  readonly sessionUrl: string;
  readonly token: string;
  readonly channel: DemoChannel;
  /** Whether it has begun. */
  readonly isStarted: boolean;
}

/** The part of a browser's storage that is needed. */
export type KeyValueStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Keeps a link's conversation for as long as the browser's tab is open. */
export class ConversationKeeper {
  readonly #store: KeyValueStore;
  readonly #key: string;

  constructor(store: KeyValueStore, demo: string) {
    this.#store = store;
    this.#key = `operator-widget:${demo}`;
  }

  /** Returns what is kept; null for nothing, or for what is none of ours. */
  read(): KeptConversation | null {
    try {
      const kept = JSON.parse(this.#store.getItem(this.#key) ?? "null") as Partial<KeptConversation> | null;
      const { sessionUrl, token, channel } = kept ?? {};
      if (typeof sessionUrl !== "string" || typeof token !== "string" || !URL.canParse(sessionUrl)) return null;
      const isByVoice = channel === "voice_realtime";
      const isStarted = kept?.isStarted === true;
      return { sessionUrl, token, channel: isByVoice ? "voice_realtime" : "chat_realtime", isStarted };
    } catch {
      return null;
    }
  }

  /** Keeps a conversation in the place of the one before; null keeps none. */
  keep(conversation: KeptConversation | null): void {
    try {
      if (conversation === null) this.#store.removeItem(this.#key);
      else this.#store.setItem(this.#key, JSON.stringify(conversation));
    } catch {
      // A storage that is full or forbidden keeps nothing, and the chat works all the same until the page is left.
      return;
    }
  }
}

/** Returns this tab's storage; one that forgets with the page where the browser lends none. */
export function tabStorage(): KeyValueStore {
  try {
    return globalThis.sessionStorage;
  } catch {
    const values = new Map<string, string>();
    return {
      getItem: (key) => values.get(key) ?? null,
      setItem: (key, value) => void values.set(key, value),
      removeItem: (key) => void values.delete(key),
    };
  }
}
