import type { CallEnd } from "../../ports/telephony.ts";

/** What Twilio's error codes about calls come to (Twilio's "Error and Warning Dictionary"). */
const ERRORS: Readonly<Record<number, string>> = {
  10004: "carrier_busy",
  13223: "number_invalid",
  13224: "number_invalid",
  13225: "number_blocked",
  13227: "not_permitted",
  20003: "carrier_refused",
  20404: "carrier_refused",
  20429: "carrier_busy",
  21201: "number_invalid",
  21210: "caller_id_refused",
  21211: "number_invalid",
  21212: "caller_id_refused",
  21214: "number_unreachable",
  21215: "not_permitted",
  21216: "number_blocked",
  21217: "number_invalid",
  21219: "not_permitted",
  21220: "call_over",
  32205: "not_permitted",
};

/** What the final answers of SIP come to that a call failed with (RFC 3261, section 21). */
const SIP_STATUSES: Readonly<Record<number, string>> = {
  403: "number_blocked",
  404: "number_invalid",
  410: "number_invalid",
  480: "number_unreachable",
  484: "number_invalid",
  488: "media_refused",
  604: "number_invalid",
  606: "media_refused",
  607: "number_blocked",
  608: "number_blocked",
};

/** Names what a call over Twilio failed with; `call_failed` when neither code says more. */
export function callFailureCode(errorCode: number | null, sipStatus: number | null): string {
  const byError = errorCode === null ? undefined : ERRORS[errorCode];
  const bySip = sipStatus === null ? undefined : SIP_STATUSES[sipStatus];
  return byError ?? bySip ?? "call_failed";
}

/** How Twilio says that a call went. */
export interface EndedCall {
  /** Its `CallStatus`. */
  readonly status: string;
  readonly sipStatus: number | null;
  readonly errorCode: number | null;
}

/** Reads how a call ended from its last status; null for one that is not the last. */
export function callEndOf({ status, sipStatus, errorCode }: EndedCall): CallEnd | null {
  switch (status) {
    case "completed":
      return { outcome: "hung_up", by: "them" };
    case "busy":
      return { outcome: "busy" };
    case "no-answer":
      return { outcome: "no_answer" };
    case "canceled":
      return { outcome: "cancelled" };
    case "failed": {
      const said = [
        errorCode === null ? null : `error ${errorCode}`,
        sipStatus === null ? null : `SIP status ${sipStatus}`,
      ].filter((part) => part !== null);
      const message = `Twilio could not make the call${said.length === 0 ? "" : `: ${said.join(", ")}`}.`;
      return { outcome: "failed", code: callFailureCode(errorCode, sipStatus), message };
    }
    default:
      return null;
  }
}
