import type { CarrierCallbacks, CarrierReport } from "../../ports/carrier-callbacks.ts";
import type { MessageFromPerson } from "../../ports/message-carrier.ts";
import { failureOf } from "./failure.ts";
import { isSignedByTwilio } from "./signature.ts";

/** Reads Twilio's requests for incoming messages and status callbacks (www.twilio.com/docs/messaging/guides/webhook-request). */
export function twilioCallbacks(authToken: string): CarrierCallbacks {
  return {
    isAuthentic: (request) => isSignedByTwilio(authToken, { ...request, isForm: true }),
    readMessage: (body) => readMessage(new URLSearchParams(body)),
    readReport: (body) => readReport(new URLSearchParams(body)),
  };
}

const KEYWORDS = { STOP: "stop", START: "start", HELP: "help" } as const;
const MOST_MEDIA = 50;

function readMessage(form: URLSearchParams): Omit<MessageFromPerson, "livemode"> | null {
  const [carrierId, from, to] = ["MessageSid", "From", "To"].map((name) => form.get(name));
  if (!carrierId || !from || !to) return null;
  // Only accounts whose opt-out words are managed by Twilio's Advanced Opt-Out say it.
  const optOut = form.get("OptOutType") ?? "";
  const keyword = Object.hasOwn(KEYWORDS, optOut) ? KEYWORDS[optOut as keyof typeof KEYWORDS] : undefined;
  const media = /^\d{1,3}$/.test(form.get("NumMedia") ?? "") ? Math.min(MOST_MEDIA, Number(form.get("NumMedia"))) : 0;
  return {
    channel: "sms",
    carrierId,
    from,
    to,
    subject: null,
    text: form.get("Body") ?? "",
    headers: {},
    attachments: Array.from({ length: media }, (_, index) => ({
      filename: null,
      type: form.get(`MediaContentType${index}`) ?? "application/octet-stream",
      size: null,
    })),
    ...(keyword ? { keyword } : {}),
  };
}

/** Twilio's statuses of a message, as far as they are news. */
const STATUSES: Readonly<Record<string, CarrierReport["status"]>> = {
  accepted: "sent",
  scheduled: "sent",
  queued: "sent",
  sending: "sent",
  sent: "sent",
  delivered: "delivered",
  read: "delivered",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
};

function readReport(form: URLSearchParams): CarrierReport | null {
  const carrierId = form.get("MessageSid");
  const said = form.get("MessageStatus") ?? "";
  const status = Object.hasOwn(STATUSES, said) ? STATUSES[said] : undefined;
  if (!carrierId || status === undefined) return null;
  if (status !== "failed") return { carrierId, status, failure: null };
  const errorCode = /^\d{1,9}$/.test(form.get("ErrorCode") ?? "") ? Number(form.get("ErrorCode")) : null;
  const { code } = failureOf(errorCode);
  const named = errorCode === null ? "" : ` (error ${errorCode})`;
  return {
    carrierId,
    status,
    failure: {
      code: code === "carrier_refused" ? "undelivered" : code,
      message: `Twilio reports it as ${said}${named}.`,
    },
  };
}
