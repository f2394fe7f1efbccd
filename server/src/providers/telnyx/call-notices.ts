import { z } from "zod";
import type { CallEnd } from "../../ports/telephony.ts";
import type { CallNews } from "../call-news.ts";

const eventSchema = z.object({
  data: z.looseObject({
    event_type: z.string(),
    payload: z.looseObject({
      call_control_id: z.string().min(1),
      client_state: z.string().nullish(),
      direction: z.string().nullish(),
      from: z.string().nullish(),
      to: z.string().nullish(),
      hangup_cause: z.string().nullish(),
      sip_hangup_cause: z.coerce.string().nullish(),
      result: z.string().nullish(),
    }),
  }),
});

/** An event of Telnyx's Call Control. */
export type TelnyxEvent = z.output<typeof eventSchema>["data"];

/** Reads an event; null for what is none. */
export function readEvent(body: unknown): TelnyxEvent | null {
  return eventSchema.safeParse(body).data?.data ?? null;
}

/** Whose event it is: Telnyx gives back with each what it was last told with a command. */
export interface ClientState {
  readonly node: number;
  readonly key: string;
  /** Whether the event is of the other call, to which the first is handed over. */
  readonly isTransfer: boolean;
}

/** Writes what Telnyx is to give back. */
export function clientStateOf({ node, key, isTransfer }: ClientState): string {
  return Buffer.from(`${node}:${key}:${isTransfer ? "transfer" : "call"}`).toString("base64");
}

/** Reads what Telnyx gave back; null for what is not ours. */
export function readClientState(text: string | null | undefined): ClientState | null {
  const said = Buffer.from(text ?? "", "base64").toString("utf8");
  const [, node = "", key = "", role] = /^(\d{1,9}):([0-9A-Za-z]{1,100}):(call|transfer)$/.exec(said) ?? [];
  return role === undefined ? null : { node: Number(node), key, isTransfer: role === "transfer" };
}

/** What the final answers of SIP come to that a call failed with (RFC 3261, section 21). */
const SIP_STATUSES: Readonly<Record<string, string>> = {
  "403": "number_blocked",
  "404": "number_invalid",
  "410": "number_invalid",
  "480": "number_unreachable",
  "484": "number_invalid",
  "488": "media_refused",
  "604": "number_invalid",
  "606": "media_refused",
  "607": "number_blocked",
  "608": "number_blocked",
};

/** Reads what an event says of its call; null for what is no news of it. That it rings, Telnyx does not say. */
export function newsOf({ event_type, payload }: TelnyxEvent): CallNews | null {
  switch (event_type) {
    case "call.answered":
      return { type: "answered" };
    case "call.hangup":
      return { type: "ended", end: endOf(payload) };
    case "call.machine.detection.ended":
    case "call.machine.premium.detection.ended":
      return answeredBy(payload.result ?? "");
    default:
      return null;
  }
}

/** Reads what an event of the other call says of a transfer; null for what is no news of it. */
export function transferNewsOf({ event_type, payload }: TelnyxEvent): CallNews | null {
  if (event_type === "call.bridged") return { type: "transfer_answered" };
  if (event_type !== "call.hangup") return null;
  const end = endOf(payload);
  const words = { busy: "the other is busy.", no_answer: "the other did not answer." };
  const message = end.outcome === "busy" || end.outcome === "no_answer" ? words[end.outcome] : undefined;
  return { type: "transfer_failed", message: message ?? "the other could not be reached." };
}

function endOf({ hangup_cause: cause, sip_hangup_cause: sipStatus }: TelnyxEvent["payload"]): CallEnd {
  switch (cause) {
    case "normal_clearing":
    case "time_limit":
      return { outcome: "hung_up", by: "them" };
    case "originator_cancel":
      return { outcome: "cancelled" };
    case "user_busy":
      return { outcome: "busy" };
    case "timeout":
    case "no_answer":
      return { outcome: "no_answer" };
    default:
      return failureOf(cause ?? "", sipStatus ?? "");
  }
}

function failureOf(cause: string, sipStatus: string): CallEnd {
  const byCause =
    cause === "not_found" ? "number_invalid" : cause === "call_rejected" ? "call_rejected" : "call_failed";
  const code = (Object.hasOwn(SIP_STATUSES, sipStatus) && SIP_STATUSES[sipStatus]) || byCause;
  const status = /^\d{3}$/.test(sipStatus) ? `, SIP status ${sipStatus}` : "";
  return { outcome: "failed", code, message: `Telnyx could not make the call: ${cause || "no cause"}${status}.` };
}

function answeredBy(result: string): CallNews | null {
  if (result.startsWith("human")) return { type: "answered_by", who: "human" };
  const isMachine = result === "machine" || result === "fax_detected";
  return isMachine ? { type: "answered_by", who: "machine" } : null;
}
