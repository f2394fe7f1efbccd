import type { Schemas } from "@operator/sdk";

/** A number of the installation as it is answered. */
export type PhoneNumber = Schemas["PhoneNumber"];
/** Which agent answers whom. */
export type CallRule = PhoneNumber["rules"][number];

/** What carriers are called. */
export const CARRIERS: Readonly<Record<PhoneNumber["carrier"], string>> = {
  twilio: "Twilio",
  telnyx: "Telnyx",
  sip: "SIP trunk",
};

/** A number as its form holds it. */
export interface NumberDraft {
  name: string;
  /** Empty for nobody. */
  agent_id: string;
  rules: CallRule[];
  is_default: boolean;
  /** Empty for none. */
  fallback_number: string;
  rollout_percent: number;
  decline_anonymous: boolean;
  max_calls: number | null;
}

/** Makes a form of a number. */
export function draftOf(number: PhoneNumber): NumberDraft {
  const { name, agent_id, rules, is_default, fallback_number } = number;
  const { rollout_percent, decline_anonymous, max_calls } = number;
  return {
    name: name ?? "",
    agent_id: agent_id ?? "",
    rules,
    is_default,
    fallback_number: fallback_number ?? "",
    rollout_percent,
    decline_anonymous,
    max_calls,
  };
}

/** Makes of a form what changes a number. */
export function numberChangeOf(draft: NumberDraft): Schemas["PhoneNumberChange"] {
  const { name, agent_id, rules, fallback_number, ...rest } = draft;
  return {
    ...rest,
    name: name.trim() || null,
    agent_id: agent_id || null,
    rules: rules.map((rule) => ({ ...rule, caller: plainNumber(rule.caller) })),
    fallback_number: plainNumber(fallback_number) || null,
  };
}

/** Writes a number without what people put between its digits. */
export function plainNumber(text: string): string {
  return text.replace(/[\s().\-/]/g, "");
}

/** Says which agent answers a caller at a number; null when none does. The first rule that fits counts. */
export function answererOf({ rules, agent_id }: Pick<NumberDraft, "rules" | "agent_id">, caller: string) {
  const from = plainNumber(caller);
  const rule = rules.find(({ caller: given }) => {
    const pattern = plainNumber(given);
    return pattern.endsWith("*") ? from.startsWith(pattern.slice(0, -1)) : from === pattern;
  });
  return rule?.agent_id || agent_id || null;
}

const TITLES: Record<keyof NumberDraft, string> = {
  name: "Name",
  agent_id: "Agent",
  rules: "Rules",
  is_default: "Default",
  fallback_number: "Fallback number",
  rollout_percent: "Roll-out, in percent",
  decline_anonymous: "Declines who shows no number",
  max_calls: "Calls at once",
};

/** Writes what two people have made of the same parts of a number. */
export function differencesOf(names: readonly (keyof NumberDraft)[], mine: NumberDraft, theirs: NumberDraft) {
  return names.map((name) => ({ name: TITLES[name], theirs: partText(theirs, name), yours: partText(mine, name) }));
}

function partText(draft: NumberDraft, name: keyof NumberDraft): string {
  if (name === "rules") return draft.rules.map(({ caller, agent_id }) => `${caller} to ${agent_id}`).join(", ");
  const value = draft[name];
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === null ? "" : String(value);
}
