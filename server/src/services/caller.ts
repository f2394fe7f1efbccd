import type { ApiKey } from "./api-keys.ts";

/** Who asks for a conversation: a key, or the conversation's own token. */
export type Caller = { key: ApiKey } | { token: string };
