import { z } from "zod";
import { SafeFetchError, type SafeResponse } from "../../lib/safe-fetch.ts";
import type { CallEnd, CallOrder } from "../../ports/telephony.ts";
import type { Dialled, DiallingClient } from "../call-book.ts";
import { type CallNews, RefusedByCarrierError } from "../call-news.ts";
import type { CarrierCall } from "../carrier-call.ts";
import { callEndOf, callFailureCode } from "./call-failure.ts";
import { askTwilio, readAnswer, saidIn, type TwilioAccount } from "./rest.ts";
import { connectTwiml, dialTwiml, type StreamTarget } from "./twiml.ts";

/** The addresses that Twilio is told for one call. */
export interface CallAddresses {
  /** Where it says how the call goes, who answered, how a transfer goes, and what comes after one. */
  readonly status: string;
  readonly answeredBy: string;
  readonly transferStatus: string;
  readonly transferOver: string;
}

interface Options {
  readonly account: TwilioAccount;
  /** How long a stream may take to begin again after keys were pressed, in ms. */
  readonly joinWithin: number;
  readonly transferWithin: number;
  addressesOf(call: CarrierCall): CallAddresses;
  /** Makes a call's next stream known. */
  streamOf(call: CarrierCall): StreamTarget;
}

/** Twilio lets a call ring no longer (Twilio's "Call resource"). */
const LONGEST_RINGING_SECONDS = 600;
/** How long the one rings to whom a call is handed over; less than a transfer may take. */
const TRANSFER_RINGS_SECONDS = 45;
/** How long a key and a `w` take, in ms, with room. */
const DIGIT_TAKES = 600;

const callSchema = z.looseObject({ sid: z.string().min(1), status: z.string() });
const childrenSchema = z.looseObject({ calls: z.array(callSchema) });

/** Makes the client of an account (Twilio's documentation, "Call resource"). Nothing but hanging up is ever sent twice. */
export function twilioCallClient(options: Options): DiallingClient {
  return {
    dial: (call, order) => dial(options, call, order),
    hangUp: (sid) => hangUp(options, sid),
    lookUp: async (sid) => newsOf(await look(options, `Calls/${encodeURIComponent(sid)}.json`, callSchema)),
    lookUpTransfer: (sid) => lookUpTransfer(options, sid),
    sendDigits: (call, digits) => sendDigits(options, call, digits),
    transfer: (call, destination) => transfer(options, call, destination),
  };
}

async function dial(options: Options, call: CarrierCall, order: CallOrder): Promise<Dialled> {
  const { status, answeredBy } = options.addressesOf(call);
  const seconds = Math.min(LONGEST_RINGING_SECONDS, Math.max(1, Math.round(order.ringFor / 1000)));
  const form = new URLSearchParams({
    To: order.to,
    From: order.from,
    Twiml: connectTwiml(options.streamOf(call)),
    StatusCallback: status,
    StatusCallbackMethod: "POST",
    Timeout: String(seconds),
  });
  for (const event of ["initiated", "ringing", "answered", "completed"]) form.append("StatusCallbackEvent", event);
  if (order.detectMachine) {
    form.set("MachineDetection", "Enable");
    form.set("AsyncAmd", "true");
    form.set("AsyncAmdStatusCallback", answeredBy);
  }
  const answer = await askTwilio(options.account, { method: "POST", path: "Calls.json", body: form.toString() });
  if (answer instanceof SafeFetchError) return undecided(answer);
  if (answer.status >= 500) return { type: "unknown", message: `Twilio answered ${answer.status}.` };
  if (answer.status >= 300) return { type: "refused", end: refusal(options, answer) };
  const taken = callSchema.safeParse(readAnswer(answer.body));
  if (taken.success) return { type: "taken", carrierCallId: taken.data.sid };
  return { type: "unknown", message: "Twilio's answer names no call." };
}

function undecided(error: SafeFetchError): Dialled {
  if (error.maybeSent) return { type: "unknown", message: error.message };
  return { type: "refused", end: { outcome: "failed", code: "carrier_unreachable", message: error.message } };
}

function refusal({ account }: Options, answer: SafeResponse): CallEnd {
  const { errorCode } = saidIn(account, answer);
  const byStatus = answer.status === 429 ? "carrier_busy" : answer.status === 401 ? "carrier_refused" : null;
  const code = errorCode === null ? (byStatus ?? "carrier_refused") : callFailureCode(errorCode, null);
  return { outcome: "failed", code, message: wordsOf(account, answer) };
}

function wordsOf(account: TwilioAccount, answer: SafeResponse): string {
  const { errorCode, message } = saidIn(account, answer);
  const named = errorCode === null ? String(answer.status) : `error ${errorCode}`;
  return `Twilio refused it with ${named}${message === null ? "." : `: ${message}`}`;
}

async function update({ account }: Options, sid: string, fields: Record<string, string>): Promise<SafeResponse> {
  const body = new URLSearchParams(fields).toString();
  const path = `Calls/${encodeURIComponent(sid)}.json`;
  const answer = await askTwilio(account, { method: "POST", path, body });
  if (answer instanceof SafeFetchError) throw answer;
  return answer;
}

/** `completed` ends a call that rings as well as one that goes on. A call that Twilio no longer has is over. */
async function hangUp(options: Options, sid: string): Promise<void> {
  const answer = await update(options, sid, { Status: "completed" });
  if (answer.status < 300 || answer.status === 404) return;
  if (saidIn(options.account, answer).errorCode === 21220) return;
  throw new Error(wordsOf(options.account, answer));
}

async function redirectTo(options: Options, call: CarrierCall, twiml: string): Promise<void> {
  const answer = await update(options, call.carrierCallId ?? "", { Twiml: twiml });
  if (answer.status < 300) return;
  const words = wordsOf(options.account, answer);
  // After a fault of Twilio's own nobody knows what was done.
  throw answer.status < 500 ? new RefusedByCarrierError(words) : new Error(words);
}

/**
 * Has Twilio press the keys itself: it does so as the other end's network wants it (RFC 4733, or tones), where tones in
 * our audio would go unheard by menus that listen for events only. The stream ends for it and a new one begins after.
 */
async function sendDigits(options: Options, call: CarrierCall, digits: string): Promise<void> {
  const takeBack = call.expectNextStream(options.joinWithin + digits.length * DIGIT_TAKES);
  try {
    await redirectTo(options, call, connectTwiml(options.streamOf(call), digits));
  } catch (error) {
    takeBack();
    throw error;
  }
  await call.joined();
}

async function transfer(options: Options, call: CarrierCall, destination: string): Promise<void> {
  const { transferOver, transferStatus } = options.addressesOf(call);
  // A stream may begin anew after it, so that it must be waited for longer than for the outcome itself.
  const takeBack = call.expectNextStream(options.transferWithin + options.joinWithin);
  const twiml = dialTwiml({
    to: destination,
    callerId: call.direction === "outbound" || call.theirs === null ? call.ours : null,
    action: transferOver,
    statusCallback: transferStatus,
    timeoutSeconds: TRANSFER_RINGS_SECONDS,
  });
  try {
    await redirectTo(options, call, twiml);
  } catch (error) {
    takeBack();
    throw error;
  }
}

async function lookUpTransfer(options: Options, sid: string): Promise<CallNews | null> {
  const query = new URLSearchParams({ ParentCallSid: sid, PageSize: "20" });
  const found = await look(options, `Calls.json?${query.toString()}`, childrenSchema);
  const isAnswered = found?.calls.some(({ status }) => status === "in-progress" || status === "completed");
  return isAnswered === true ? { type: "transfer_answered" } : null;
}

function newsOf(call: z.output<typeof callSchema> | null): CallNews | null {
  if (call === null) return null;
  if (call.status === "ringing") return { type: "ringing" };
  if (call.status === "in-progress") return { type: "answered" };
  const end = callEndOf({ status: call.status, sipStatus: null, errorCode: null });
  return end === null ? null : { type: "ended", end };
}

async function look<Schema extends z.ZodType>(
  { account }: Options,
  path: string,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  const answer = await askTwilio(account, { method: "GET", path });
  if (answer instanceof SafeFetchError || answer.status !== 200) return null;
  return schema.safeParse(readAnswer(answer.body)).data ?? null;
}
