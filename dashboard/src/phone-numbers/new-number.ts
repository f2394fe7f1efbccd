import type { Schemas } from "@operator/sdk";
import { type PhoneNumber, plainNumber } from "./number-draft.ts";

/** What is asked for a new number. */
export interface NewNumber {
  carrier: PhoneNumber["carrier"];
  number: string;
  name: string;
  agentId: string;
  isTest: boolean;
  isDefault: boolean;
  /** Whether the carrier is told to bring its calls here. */
  isConfigured: boolean;
}

/** What a new number begins with, with a carrier. */
export function newNumberWith(carrier: PhoneNumber["carrier"]): NewNumber {
  const isConfigured = carrier !== "sip";
  return { carrier, number: "", name: "", agentId: "", isTest: false, isDefault: false, isConfigured };
}

/** Makes of a form what the API takes. */
export function numberOf(draft: NewNumber): Schemas["NewPhoneNumber"] {
  const { carrier, number, name, agentId, isTest, isDefault, isConfigured } = draft;
  return {
    carrier,
    number: plainNumber(number),
    name: name.trim() || null,
    agent_id: agentId || null,
    livemode: !isTest,
    is_default: isDefault,
    configure_carrier: isConfigured && carrier !== "sip",
  };
}
