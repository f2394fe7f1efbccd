import { z } from "zod";
import { splitText } from "../../lib/gsm-text.ts";
import { SafeFetchError, type SafeResponse } from "../../lib/safe-fetch.ts";
import type { HandOver, MessageCarrier, MessageToSend } from "../../ports/message-carrier.ts";
import { refusalOf } from "./failure.ts";
import { askTwilio, readAnswer, saidIn, type TwilioAccount } from "./rest.ts";

/** Twilio takes no longer body (error 21617); text that needs two septets for a character is counted by these. */
const LONGEST_BODY = 1_600;
/** How many of the latest messages between two numbers are looked through. */
const LOOKED_THROUGH = 100;
/** Twilio gives times in whole seconds. */
const TIME_LEEWAY = 2_000;

/** An account with Twilio, and what else sending by it takes. */
export interface TwilioOptions extends TwilioAccount {
  /** Where Twilio reports what becomes of a part of a message. */
  reportUrl(messageId: string, part: number): string;
  defaultFrom(livemode: boolean): Promise<string | null>;
  /** Tells whether a message between those numbers that Twilio calls so is known to be another one. */
  isKnown(sid: string, numbers: { from: string; to: string }): Promise<boolean>;
}

/** Sends text messages over Twilio's REST API, version 2010-04-01 (www.twilio.com/docs/messaging/api/message-resource). */
export function twilioMessages(options: TwilioOptions): MessageCarrier & Required<Pick<MessageCarrier, "lookUp">> {
  return {
    channel: "sms",
    defaultFrom: (livemode) => options.defaultFrom(livemode),
    cut: (text) => splitText(text, LONGEST_BODY),
    send: (message, signal) => send(options, message, signal),
    lookUp: (message, since) => lookUp(options, message, since),
  };
}

const takenSchema = z.looseObject({ sid: z.string().min(1) });
const listSchema = z.looseObject({
  messages: z.array(
    z.looseObject({
      sid: z.string().min(1),
      body: z.string().nullable(),
      direction: z.string(),
      date_created: z.string().nullable(),
    }),
  ),
});

async function send(options: TwilioOptions, message: MessageToSend, signal: AbortSignal): Promise<HandOver> {
  const form = new URLSearchParams({
    To: message.to,
    From: message.from,
    Body: message.text,
    StatusCallback: options.reportUrl(message.id, message.part),
  });
  const answer = await askTwilio(options, { method: "POST", path: "Messages.json", body: form.toString(), signal });
  if (answer instanceof SafeFetchError) return handOverOf(answer);
  if (answer.status < 200 || answer.status >= 300) return refused(options, answer);
  const taken = takenSchema.safeParse(readAnswer(answer.body));
  if (taken.success) return { status: "sent", carrierId: taken.data.sid, parts: null };
  return { status: "unknown", message: "Twilio's answer names no message." };
}

function handOverOf(error: SafeFetchError): HandOver {
  if (error.maybeSent) return { status: "unknown", message: error.message };
  return { status: "failed", code: "carrier_unreachable", message: error.message, again: 2_000 };
}

function refused(options: TwilioOptions, answer: SafeResponse): HandOver {
  const seconds = Number(answer.headers["retry-after"] ?? "");
  return refusalOf({
    status: answer.status,
    ...saidIn(options, answer),
    retryAfter: seconds > 0 && seconds < 86_400 ? seconds * 1_000 : null,
  });
}

/** The same text may have gone to the same number before: a message that is known to be another, or too old, is not it. */
async function lookUp(options: TwilioOptions, message: MessageToSend, since: Date): Promise<HandOver> {
  const { from, to } = message;
  const query = new URLSearchParams({ To: to, From: from, PageSize: String(LOOKED_THROUGH) });
  const asked = Date.now();
  const answer = await askTwilio(options, { method: "GET", path: `Messages.json?${query.toString()}` });
  if (answer instanceof SafeFetchError) return { status: "unknown", message: answer.message };
  const list = listSchema.safeParse(answer.status === 200 ? readAnswer(answer.body) : undefined);
  if (!list.success) return { status: "unknown", message: `Twilio could not be asked for it: ${answer.status}.` };
  const earliest = since.getTime() + clockLead(answer, asked) - TIME_LEEWAY;
  for (const listed of list.data.messages) {
    const { sid } = listed;
    if (!isAlike(listed, message.text, earliest)) continue;
    if (!(await options.isKnown(sid, { from, to }))) return { status: "sent", carrierId: sid, parts: null };
  }
  return { status: "failed", code: "not_taken", message: "Twilio knows of no such message.", again: 0 };
}

type ListedMessage = z.output<typeof listSchema>["messages"][number];

/** A trial account's messages begin with words of Twilio's own. */
function isAlike({ direction, body, date_created }: ListedMessage, text: string, earliest: number): boolean {
  const isRecent = Date.parse(date_created ?? "") >= earliest;
  return isRecent && direction.startsWith("outbound") && body?.endsWith(text) === true;
}

/** By how much Twilio's clock is ahead of ours, in ms; 0 when its answer does not tell the time. */
function clockLead({ headers }: SafeResponse, asked: number): number {
  const theirs = Date.parse(headers["date"] ?? "");
  return Number.isNaN(theirs) ? 0 : Math.min(0, theirs - asked);
}
