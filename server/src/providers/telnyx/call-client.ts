import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { SafeFetchError, type SafeResponse } from "../../lib/safe-fetch.ts";
import type { CallEnd, CallOrder } from "../../ports/telephony.ts";
import type { Dialled, DiallingClient } from "../call-book.ts";
import { type CallNews, RefusedByCarrierError } from "../call-news.ts";
import type { CarrierCall } from "../carrier-call.ts";
import { askTelnyx, readAnswer, refusalIn, type TelnyxAccount } from "./rest.ts";

interface Options {
  readonly account: TelnyxAccount;
  /** What Telnyx is to give back with every event of a call, or of the one that it is handed over to. */
  stateOf(call: CarrierCall, options: { readonly isTransfer: boolean }): string;
  /** Makes a call's next stream known and returns its address. */
  streamOf(call: CarrierCall): string;
}

/** Telnyx's API of calls, as far as it is used. */
export interface TelnyxCallClient extends DiallingClient {
  /** Picks up a call that came in. Rejects when it is over. */
  answer(call: CarrierCall): Promise<void>;
  /** Does not pick up. */
  reject(callControlId: string, cause: "USER_BUSY" | "CALL_REJECTED"): Promise<void>;
  /** Sends a caller on to another number before pick-up. */
  redirect(callControlId: string, number: string): Promise<void>;
  /** Has events of a call that came in bear whose they are, before anything is decided. */
  mark(callControlId: string, state: string): Promise<void>;
}

/** Telnyx lets a call ring so long (Telnyx's documentation, "Dial"). */
const RINGING_SECONDS = { least: 5, most: 600 };
/** How long one rings to whom a call is handed over; less than a transfer may take. */
const TRANSFER_RINGS_SECONDS = 45;
const DIGIT_LASTS = 200;
/** Between two keys, and for a `w`. */
const DIGIT_PAUSE = 100;
const W_LASTS = 500;

/** What Telnyx's error codes come to that refuse a call (Telnyx's documentation, "API errors"). */
const ERRORS: Readonly<Record<string, string>> = {
  "10002": "number_invalid",
  "10009": "carrier_refused",
  "10011": "carrier_busy",
  "10016": "number_invalid",
  "10039": "not_permitted",
  "90018": "call_over",
};

const dialledSchema = z.looseObject({ data: z.looseObject({ call_control_id: z.string().min(1) }) });
const statusSchema = z.looseObject({ data: z.looseObject({ is_alive: z.boolean() }) });

/** Makes the client of an account (Telnyx's documentation, "Call Control"). Nothing but hanging up is ever sent twice. */
export function telnyxCallClient(options: Options): TelnyxCallClient {
  const { account } = options;
  const order = (id: string, action: string, body: object) =>
    command(account, { path: `calls/${encodeURIComponent(id)}/actions/${action}`, body });
  return {
    dial: (call, ordered) => dial(options, call, ordered),
    answer: (call) =>
      order(call.carrierCallId ?? "", "answer", { ...streamFields(options, call), ...stateFields(options, call) }),
    reject: (id, cause) => order(id, "reject", { cause }),
    redirect: (id, to) => order(id, "transfer", { to }),
    mark: (id, state) =>
      command(account, {
        method: "PUT",
        path: `calls/${encodeURIComponent(id)}/actions/client_state_update`,
        body: { client_state: state },
      }),
    hangUp: (id) => hangUp(account, id),
    lookUp: (id) => lookUp(account, id),
    // Whether the two were joined cannot be asked for: without the event nothing is known.
    lookUpTransfer: async () => null,
    async sendDigits(call, digits) {
      await order(call.carrierCallId ?? "", "send_dtmf", { digits, duration_millis: DIGIT_LASTS });
      const each = (key: string) => (key === "w" ? W_LASTS : DIGIT_LASTS + DIGIT_PAUSE);
      await delay([...digits].reduce((sum, key) => sum + each(key), 0));
    },
    transfer: (call, to) =>
      order(call.carrierCallId ?? "", "transfer", {
        to,
        timeout_secs: TRANSFER_RINGS_SECONDS,
        target_leg_client_state: options.stateOf(call, { isTransfer: true }),
        ...(call.direction === "outbound" || call.theirs === null ? { from: call.ours } : {}),
      }),
  };
}

function streamFields(options: Options, call: CarrierCall) {
  return {
    stream_url: options.streamOf(call),
    stream_track: "inbound_track",
    stream_codec: "PCMU",
    stream_bidirectional_mode: "rtp",
    stream_bidirectional_codec: "PCMU",
    stream_bidirectional_target_legs: "self",
  };
}

function stateFields(options: Options, call: CarrierCall) {
  return { client_state: options.stateOf(call, { isTransfer: false }), command_id: call.key };
}

async function dial(options: Options, call: CarrierCall, order: CallOrder): Promise<Dialled> {
  const { account } = options;
  const seconds = Math.round(order.ringFor / 1000);
  const body = {
    connection_id: account.connectionId,
    to: order.to,
    from: order.from,
    timeout_secs: Math.min(RINGING_SECONDS.most, Math.max(RINGING_SECONDS.least, seconds)),
    ...(order.detectMachine ? { answering_machine_detection: "detect" } : {}),
    ...streamFields(options, call),
    ...stateFields(options, call),
    // Telnyx ignores a second order that bears the same one.
    command_id: order.id,
  };
  const answer = await askTelnyx(account, { method: "POST", path: "calls", body });
  if (answer instanceof SafeFetchError) return undecided(answer);
  if (answer.status >= 500) return { type: "unknown", message: `Telnyx answered ${answer.status}.` };
  if (answer.status >= 300) return { type: "refused", end: refusal(account, answer) };
  const taken = dialledSchema.safeParse(readAnswer(answer.body));
  if (taken.success) return { type: "taken", carrierCallId: taken.data.data.call_control_id };
  return { type: "unknown", message: "Telnyx's answer names no call." };
}

function undecided(error: SafeFetchError): Dialled {
  if (error.maybeSent) return { type: "unknown", message: error.message };
  return { type: "refused", end: { outcome: "failed", code: "carrier_unreachable", message: error.message } };
}

function refusal(account: TelnyxAccount, answer: SafeResponse): CallEnd {
  const { code, message } = refusalIn(account, answer);
  const byStatus = answer.status === 429 ? "carrier_busy" : "carrier_refused";
  return { outcome: "failed", code: (code !== null && ERRORS[code]) || byStatus, message };
}

interface Command {
  readonly method?: "POST" | "PUT";
  readonly path: string;
  readonly body: object;
}

async function command(account: TelnyxAccount, { method = "POST", path, body }: Command): Promise<void> {
  const answer = await askTelnyx(account, { method, path, body });
  if (answer instanceof SafeFetchError) throw answer;
  if (answer.status < 300) return;
  const { message } = refusalIn(account, answer);
  // After a fault of Telnyx's own nobody knows what was done.
  throw answer.status < 500 ? new RefusedByCarrierError(message) : new Error(message);
}

/** A call that Telnyx no longer has, or that has ended already, is over. */
async function hangUp(account: TelnyxAccount, id: string): Promise<void> {
  const path = `calls/${encodeURIComponent(id)}/actions/hangup`;
  const answer = await askTelnyx(account, { method: "POST", path, body: {} });
  if (answer instanceof SafeFetchError) throw answer;
  if (answer.status < 300 || answer.status === 404 || answer.status === 422) return;
  throw new Error(refusalIn(account, answer).message);
}

/** Telnyx says whether a call is alive, and of a dead one not how it ended. */
async function lookUp(account: TelnyxAccount, id: string): Promise<CallNews | null> {
  const answer = await askTelnyx(account, { method: "GET", path: `calls/${encodeURIComponent(id)}` });
  if (answer instanceof SafeFetchError) return null;
  const isGone = answer.status === 404;
  const found = answer.status === 200 ? statusSchema.safeParse(readAnswer(answer.body)).data : undefined;
  if (!isGone && found?.data.is_alive !== false) return null;
  const message = "Telnyx no longer has the call, and did not say how it ended.";
  return { type: "ended", end: { outcome: "failed", code: "outcome_unknown", message } };
}
