import { Counter, Histogram, type Registry } from "prom-client";
import type { ActivityLog } from "../ports/activity-log.ts";
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
      const { direction, network, livemode } = call.about;
      const outcome = call.conversation.state.hasReachedVoicemail ? "voicemail" : end.outcome;
      const duration = call.answeredAt === null ? null : performance.now() - call.answeredAt;
      total.inc({ direction, network, outcome });
      if (duration !== null) seconds.observe({ direction }, duration / 1000);
      const failure = end.outcome === "failed" ? { code: end.code, message: end.message } : {};
      activityLog.record({
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
      });
    },
    turnedAway({ network, carrierCallId, numberId, livemode, why, message, isSentOn }) {
      total.inc({ direction: "inbound", network, outcome: isSentOn ? "sent_on" : "turned_away" });
      activityLog.record({
        kind: "phone_call",
        outcome: "refused",
        summary: `inbound call over ${network}: ${isSentOn ? "sent on" : "turned away"}, ${why}`,
        actor: ANONYMOUS,
        livemode,
        requestId: null,
        conversationId: null,
        at: new Date(),
        duration: null,
        details: {
          direction: "inbound",
          network,
          carrier_call_id: carrierCallId,
          phone_number_id: numberId,
          why,
          message,
        },
      });
    },
  };
}
