import type { LogEntry } from "@operator/sdk";

/** What each kind of activity is called. */
export const KINDS: Readonly<Record<LogEntry["kind"], string>> = {
  api_request: "API request",
  webhook_delivery: "Webhook delivery",
  tool_call: "Tool call",
  model_call: "Model call",
  job: "Job",
  procedure: "Procedure",
  sign_in: "Sign-in",
  supervision: "Supervision",
  phone_call: "Phone call",
};

/** What each outcome is called, and how it looks. */
export const OUTCOMES = {
  succeeded: { title: "Succeeded", tone: "good" },
  failed: { title: "Failed", tone: "danger" },
  refused: { title: "Refused", tone: "warning" },
  unknown: { title: "Unknown", tone: "neutral" },
} as const satisfies Readonly<Record<LogEntry["outcome"], object>>;

const ACTORS: Readonly<Record<LogEntry["actor"]["type"], string>> = {
  api_key: "A key",
  member: "A member",
  token: "A conversation's token",
  visitor: "Somebody with a public link",
  agent: "An agent",
  system: "The platform",
  anonymous: "Somebody unknown",
};

/** Names who did something. */
export function actorText({ type, name, id }: LogEntry["actor"]): string {
  return name ?? (type === "system" || id === null ? ACTORS[type] : id);
}

/** Says where whoever did something is to be found; null when nowhere. */
export function actorPath({ type, id }: LogEntry["actor"]): string | null {
  if (id === null) return null;
  if (type === "agent") return `/agents/${id.split("@")[0]}`;
  return type === "token" ? `/conversations/${id}` : null;
}
