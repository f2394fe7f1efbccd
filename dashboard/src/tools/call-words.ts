import type { Schemas } from "@operator/sdk";

/** How calls come out, and how that looks. */
export const OUTCOMES = {
  started: { title: "Under way", tone: "neutral" },
  succeeded: { title: "Succeeded", tone: "good" },
  failed: { title: "Failed", tone: "danger" },
  unknown: { title: "Outcome unknown", tone: "warning" },
} as const satisfies Record<Schemas["ToolCall"]["status"], object>;

/** Says how long a call took, e.g. `120 ms` or `2.4 s`; null while it is not settled. */
export function tookText({ created_at, settled_at }: Pick<Schemas["ToolCall"], "created_at" | "settled_at">) {
  if (settled_at === null) return null;
  const took = Math.max(0, Date.parse(settled_at) - Date.parse(created_at));
  return took < 1_000 ? `${took} ms` : `${(took / 1_000).toFixed(1)} s`;
}

/** What may become of a call under way when the user interrupts. */
export const INTERRUPTIONS = [
  { value: "finish", title: "Finish the call, and tell the agent" },
  { value: "cancel", title: "Give it up if nothing was sent yet" },
];
