import type { Schemas } from "@operator/sdk";
import { Badge } from "../ui/badge.tsx";

/** By what campaigns are known. */
export const CAMPAIGNS = ["campaigns"];

/** What each channel is called. */
export const CHANNELS = { phone: "Phone calls", sms: "Text messages", email: "E-mail" } as const;

/** What each state of a row is called. */
export const ROW_STATES: Readonly<Record<Schemas["CampaignRow"]["state"], string>> = {
  pending: "To do",
  waiting: "Again later",
  begun: "Under way",
  done: "Done",
  refused: "Refused",
  cancelled: "Cancelled",
};

/** What each outcome is called. */
export const OUTCOMES = {
  completed: "Completed",
  voicemail: "Voicemail",
  busy: "Busy",
  "no-answer": "No answer",
  failed: "Failed",
} as const;

const STATUSES = {
  draft: { title: "Draft", tone: "neutral" },
  running: { title: "Running", tone: "good" },
  paused: { title: "Paused", tone: "warning" },
  cancelled: { title: "Cancelled", tone: "neutral" },
  completed: { title: "Completed", tone: "good" },
} as const;

/** Says where a campaign stands. */
export function CampaignStatus({ status }: { status: Schemas["Campaign"]["status"] }) {
  return <Badge tone={STATUSES[status].tone}>{STATUSES[status].title}</Badge>;
}
