import type { CarrierPart, MessageStatus } from "./message.ts";

/** How far a message that goes out in parts has come. */
export interface SentParts {
  readonly status: MessageStatus;
  /** Into how many parts it is cut. */
  readonly parts: number;
  /** Those that a carrier has taken, in their order. */
  readonly carrierParts: readonly CarrierPart[];
}

/** What is learnt of one part: that a carrier took it, and what became of it. */
export interface PartNews extends CarrierPart {
  /** Its place, from 0 on. */
  readonly index: number;
}

/**
 * Takes in what a carrier's answer or report says of a part; both may come, in any order and more than once. Null for
 * what changes nothing: known already, overtaken by what became of the part, or about a part that was not handed over.
 */
export function withPartNews(sent: SentParts, news: PartNews): SentParts | null {
  const { index, carrier_id, status } = news;
  const known = sent.carrierParts[index];
  if (known === undefined && !(index === sent.carrierParts.length && isUnderWay(sent.status))) return null;
  if (known && (known.carrier_id !== carrier_id || known.status !== "sent" || status === "sent")) return null;
  const carrierParts = placed(sent.carrierParts, index, { carrier_id, status });
  return { parts: sent.parts, carrierParts, status: statusOf(carrierParts, sent) };
}

function placed(parts: readonly CarrierPart[], index: number, part: CarrierPart): readonly CarrierPart[] {
  return [...parts.slice(0, index), part, ...parts.slice(index + 1)];
}

function isUnderWay(status: MessageStatus): boolean {
  return status === "sending" || status === "unknown";
}

function statusOf(carrierParts: readonly CarrierPart[], sent: SentParts): MessageStatus {
  if (carrierParts.some(({ status }) => status === "failed")) return "failed";
  if (carrierParts.length < sent.parts) {
    // The next part's turn, unless that is under way already.
    return carrierParts.length > sent.carrierParts.length ? "pending" : sent.status;
  }
  return carrierParts.every(({ status }) => status === "delivered") ? "delivered" : "sent";
}
