import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { isTimeZone } from "../lib/time-zone.ts";
import type { ChannelType } from "./conversation.ts";

/** A message of an earlier conversation. */
export interface RememberedMessage {
  by: "customer" | "agent";
  text: string;
}

/** What is remembered of an earlier conversation. */
export interface RememberedConversation {
  /** When something last happened in it. */
  at: Date;
  channel: ChannelType;
  summary: string | null;
  /** What was said last, oldest first; of one that has a summary nothing. */
  said: readonly RememberedMessage[];
}

/** What is known when a conversation is opened that nobody has said in it. */
export interface Recollection {
  /** What is known of the customer, written as `$customer`; null when they are unknown. */
  customer: JsonObject | null;
  /** Earlier conversations with them, the latest first. */
  earlier: readonly RememberedConversation[];
  /** The time zone of customers of whom none is known, by its IANA name. */
  timeZone: string;
}

/** What a channel is called. */
export const CHANNEL_WORDS: Readonly<Record<ChannelType, string>> = {
  phone: "telephone",
  voice_realtime: "voice",
  chat_realtime: "chat",
  chat_async: "chat",
  sms: "text messages",
  email: "e-mail",
};

/**
 * Returns a context with what is known of the customer: whatever the conversation's own `$customer` says is kept, and
 * what it leaves out or does not know (`null`) is filled in.
 */
export function withKnownCustomer(context: JsonObject, known: JsonObject | null): JsonObject {
  if (known === null) return context;
  const given = Object.hasOwn(context, "$customer") ? context["$customer"] : null;
  const said = isJsonObject(given) ? Object.entries(given).filter(([, value]) => value !== null) : [];
  const customer: JsonObject = { ...known, ...Object.fromEntries(said) };
  if (isJsonObject(known["extra"]) && isJsonObject(customer["extra"])) {
    customer["extra"] = { ...known["extra"], ...customer["extra"] };
  }
  return { ...context, $customer: customer };
}

/** Returns the time zone of the customer that a context describes; `otherwise` when it names none. */
export function timeZoneOf(context: JsonObject, otherwise: string): string {
  const customer = Object.hasOwn(context, "$customer") ? context["$customer"] : null;
  const name = isJsonObject(customer) ? customer["time_zone"] : null;
  return typeof name === "string" && isTimeZone(name) ? name : otherwise;
}
