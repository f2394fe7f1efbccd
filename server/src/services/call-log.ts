import { Counter, Histogram, type Registry } from "prom-client";
import type { Activity, ActivityLog } from "../ports/activity-log.ts";
import type { CallEnd } from "../ports/telephony.ts";
import { ANONYMOUS, SYSTEM } from "./actors.ts";
import type { ConversationCall } from "./conversation-call.ts";
import type { TurnedAway } from "./inbound-calls.ts";

/** Takes down how calls went. */
export interface CallLog {
  /** A call is over. */
  ended(call: ConversationCall, end: CallEnd): void;
  /** A call that came in was taken by no agent. */
  turnedAway(turned: TurnedAway): void;
}

/** Makes what takes down calls, in the log of activities and as metrics. Nobody's number is written. */
export function callLog(activityLog: ActivityLog, registry: Registry): CallLog {
  const total = new Counter({
    name: "operator_phone_calls_total",
    help: "Telephone calls that are over, by direction, network and outcome.",
    labelNames: ["direction", "network", "outcome"],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: "operator_phone_call_duration_seconds",
    help: "For how long telephone calls were talked over.",
    labelNames: ["direction"],
    buckets: [1, 5, 15, 30, 60, 120, 300, 600, 1_800, 3_600],
    registers: [registry],
  });
  return {
    ended(call, end) {
      const { direction, network } = call.about;
      const outcome = outcomeOf(call, end);
      const duration = call.answeredAt === null ? null : performance.now() - call.answeredAt;
      total.inc({ direction, network, outcome });
      if (duration !== null) seconds.observe({ direction }, duration / 1000);
      activityLog.record(activityOfCall(call, end, duration));
    },
    turnedAway(turned) {
      const outcome = turned.isSentOn ? "sent_on" : "turned_away";
      total.inc({ direction: "inbound", network: turned.network, outcome });
      activityLog.record(activityOfTurnedAway(turned));
    },
  };
}

function outcomeOf(call: ConversationCall, end: CallEnd): string {
  return call.conversation.state.hasReachedVoicemail ? "voicemail" : end.outcome;
}

function activityOfCall(call: ConversationCall, end: CallEnd, duration: number | null): Activity {
  const { direction, network, livemode } = call.about;
  const outcome = outcomeOf(call, end);
  const failure = end.outcome === "failed" ? { code: end.code, message: end.message } : {};
  return {
    kind: "phone_call",
    outcome: end.outcome === "failed" ? "failed" : "succeeded",
    summary: `${direction} call over ${network}: ${outcome}`,
    actor: SYSTEM,
    livemode,
    requestId: null,
    conversationId: call.conversationId,
    at: new Date(),
    duration,
    details: { direction, network, outcome, carrier_call_id: call.phone?.carrierCallId ?? null, ...failure },
  };
}

function activityOfTurnedAway({ network, livemode, why, isSentOn, ...turned }: TurnedAway): Activity {
  const { carrierCallId: carrier_call_id, numberId: phone_number_id, message } = turned;
  return {
    kind: "phone_call",
    outcome: "refused",
    summary: `inbound call over ${network}: ${isSentOn ? "sent on" : "turned away"}, ${why}`,
    actor: ANONYMOUS,
    livemode,
    requestId: null,
    conversationId: null,
    at: new Date(),
    duration: null,
    details: { direction: "inbound", network, carrier_call_id, phone_number_id, why, message },
  };
}
