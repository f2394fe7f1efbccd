import type { Schemas } from "@operator/sdk";
import type { ChannelType } from "./csv-mapping.ts";

/** The days of the week, in their order. */
export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** How a conversation may end that is begun once more. */
export const RETRIED = ["busy", "no-answer", "voicemail", "failed"] as const;

/** One day of the week. */
export type Day = (typeof DAYS)[number];
type Retried = (typeof RETRIED)[number];

/** What is asked for a new campaign, as its form holds it. */
export interface CampaignSettings {
  name: string;
  agentId: string;
  channel: ChannelType;
  /** The number or address to go out from; empty for the installation's. */
  from: string;
  subject: string;
  isTest: boolean;
  hasHours: boolean;
  days: Day[];
  opens: string;
  closes: string;
  /** Empty for where each customer is. */
  timeZone: string;
  perMinute: string;
  /** Empty for no limit. */
  atOnce: string;
  retries: Record<Retried, { times: string; afterMinutes: string }>;
}

/** What a new campaign begins with. */
export const NEW_CAMPAIGN: CampaignSettings = {
  name: "",
  agentId: "",
  channel: "phone",
  from: "",
  subject: "",
  isTest: false,
  hasHours: true,
  days: ["mon", "tue", "wed", "thu", "fri"],
  opens: "09:00",
  closes: "18:00",
  timeZone: "",
  perMinute: "20",
  atOnce: "",
  retries: {
    busy: { times: "3", afterMinutes: "10" },
    "no-answer": { times: "2", afterMinutes: "240" },
    voicemail: { times: "0", afterMinutes: "240" },
    failed: { times: "0", afterMinutes: "60" },
  },
};

/** Makes of a form what the API takes. */
export function campaignOf(settings: CampaignSettings): Schemas["NewCampaign"] {
  const { agentId, isTest } = settings;
  return { agent_id: agentId, channel: channelOf(settings), livemode: !isTest, ...changeableOf(settings) };
}

/** What of a campaign can be changed while it does not run. */
export type ChangeableSettings = Omit<CampaignSettings, "agentId" | "channel" | "from" | "subject" | "isTest">;

/** Makes of a form what the API takes as a change. */
export function changeableOf(settings: ChangeableSettings) {
  const { name, hasHours, days, opens, closes, timeZone, perMinute, atOnce } = settings;
  const hours = { time_zone: timeZone.trim() || null, windows: [{ days, from: opens, to: closes }] };
  return {
    name: name.trim(),
    hours: hasHours && days.length > 0 ? hours : null,
    pacing: { per_minute: Number(perMinute), at_once: atOnce.trim() === "" ? null : Number(atOnce) },
    retries: retriesOf(settings),
  };
}

/** Makes of a campaign what its form holds. Of several windows in its hours the form shows the first. */
export function changeableSettings({ name, hours, pacing, retries }: Schemas["Campaign"]): ChangeableSettings {
  return {
    name,
    ...hoursSettings(hours),
    perMinute: String(pacing.per_minute),
    atOnce: String(pacing.at_once ?? ""),
    retries: mapRetries((outcome) => {
      const { times = 0, after_minutes = NEW_CAMPAIGN.retries[outcome].afterMinutes } = retries[outcome] ?? {};
      return { times: String(times), afterMinutes: String(after_minutes) };
    }),
  };
}

function hoursSettings(hours: Schemas["Campaign"]["hours"]) {
  const { days, opens, closes } = NEW_CAMPAIGN;
  const window = hours?.windows[0] ?? { days, from: opens, to: closes };
  const timeZone = hours?.time_zone ?? "";
  return { hasHours: hours !== null, days: window.days, opens: window.from, closes: window.to, timeZone };
}

function mapRetries<Value>(valueOf: (outcome: Retried) => Value): Record<Retried, Value> {
  return Object.fromEntries(RETRIED.map((outcome) => [outcome, valueOf(outcome)])) as Record<Retried, Value>;
}

/** Tells whether the form shows all hours of a campaign. */
export function hasOneWindow({ hours }: Schemas["Campaign"]): boolean {
  return hours === null || hours.windows.length === 1;
}

function channelOf({ channel, from, subject }: CampaignSettings): Schemas["NewCampaign"]["channel"] {
  const sender = from.trim() || null;
  if (channel === "email") return { type: channel, from: sender, subject: subject.trim() || null };
  return { type: channel, caller_no: sender };
}

function retriesOf({ retries }: ChangeableSettings) {
  const kept = RETRIED.filter((outcome) => Number(retries[outcome].times) > 0);
  return Object.fromEntries(
    kept.map((outcome) => {
      const { times, afterMinutes } = retries[outcome];
      return [outcome, { times: Number(times), after_minutes: Number(afterMinutes) }];
    }),
  );
}
