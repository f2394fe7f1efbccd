import type { Schemas } from "@operator/sdk";
import { startOfDay } from "../conversations/filter-query.ts";

type NewBatch = Schemas["NewProcedureBatch"];
type Filter = NonNullable<NewBatch["filter"]>;

/** What the form of a new bulk run holds. */
export interface BatchSettings {
  /** The procedural agent, `pa_…`; empty while none is chosen. */
  agentId: string;
  /** `pa_…@vN`; empty for the released version. */
  versionId: string;
  /** `pa_…@vN`; empty for no comparison. */
  compareWith: string;
  heldBy: string;
  status: string;
  channel: string;
  words: string;
  /** Days, `2026-11-30`. */
  from: string;
  to: string;
  isTest: boolean;
  most: number;
  maxTokens: number | null;
  maxCost: number | null;
  concurrency: number;
  hasEffects: boolean;
}

/** What each part of the form is given. */
export interface BatchPartProps {
  settings: BatchSettings;
  onChange(change: Partial<BatchSettings>): void;
}

/** What a new bulk run begins with. */
export const NEW_BATCH: BatchSettings = {
  agentId: "",
  versionId: "",
  compareWith: "",
  heldBy: "",
  status: "completed",
  channel: "",
  words: "",
  from: "",
  to: "",
  isTest: false,
  most: 100,
  maxTokens: null,
  maxCost: null,
  concurrency: 4,
  hasEffects: false,
};

const DAY = 86_400_000;

/** Makes what the API takes of a form; days are those of `timeZone`. */
export function batchOf(settings: BatchSettings, timeZone: string): NewBatch {
  const { agentId, versionId, compareWith, isTest, most, maxTokens, maxCost, concurrency, hasEffects } = settings;
  const budget = maxTokens === null && maxCost === null ? null : { max_tokens: maxTokens, max_cost_usd: maxCost };
  return {
    agent_id: versionId || agentId,
    compare_with: compareWith || null,
    filter: filterOf(settings, timeZone),
    max_conversations: most,
    budget,
    concurrency,
    has_effects: hasEffects,
    livemode: !isTest,
  };
}

function filterOf({ heldBy, status, channel, words, from, to }: BatchSettings, timeZone: string): Filter {
  const given = {
    agent_id: heldBy,
    status,
    channel_type: channel,
    q: words.trim(),
    created_at_gte: from && startOfDay(from, timeZone),
    created_at_lt: to && startOfDay(new Date(Date.parse(to) + DAY).toISOString().slice(0, 10), timeZone),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== "")) as Filter;
}

/** Writes what something cost in US dollars. */
export function costText(cost: number | null): string {
  if (cost === null) return "–";
  return `$${cost.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: cost < 1 ? 4 : 2 })}`;
}
