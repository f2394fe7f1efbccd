import type { Database } from "../db/database.ts";
import { isHeld } from "../db/jobs.ts";
import { type LaneRow, readLane, storeAttempt } from "../db/webhook-attempts.ts";
import { DELIVER_WEBHOOKS, readLaneName } from "../db/delivery-lanes.ts";
import { type DeliveryExchange, type DeliveryVerdict, judgeDelivery } from "../domain/webhook-delivery.ts";
import type { ActivityLog } from "../ports/activity-log.ts";
import { SYSTEM } from "./actors.ts";
import type { ClaimedJob, JobKind, JobResult } from "./jobs.ts";
import { type DeliveryMeans, sendDelivery } from "./delivery-senders.ts";
import { attemptOf, redirectTarget } from "./webhook-sender.ts";

/** How many requests one process has under way at once: to all endpoints, and to one of them. */
const CONCURRENCY = 128;
const CONCURRENCY_PER_ENDPOINT = 16;
/** After so many in one go, others have their turn. */
const MOST_IN_A_ROW = 20;

interface Services extends DeliveryMeans {
  database: Database;
  activityLog: ActivityLog;
}

/**
 * Makes the job that sends what is pending, lane by lane. A lane is what one endpoint is sent about one conversation,
 * or one address of one procedure: its deliveries go out in their order, each only when the one before is settled, while other lanes go on.
 */
export function webhookLanes(services: Services): JobKind {
  return {
    kind: DELIVER_WEBHOOKS,
    concurrency: CONCURRENCY,
    perPool: CONCURRENCY_PER_ENDPOINT,
    run: (job, signal) => runLane(services, job, signal),
  };
}

async function runLane(services: Services, job: ClaimedJob, signal: AbortSignal): Promise<JobResult> {
  const done: string[] = [];
  let again: number | null = 0;
  while (again === 0 && done.length < MOST_IN_A_ROW) {
    const step = await sendNext(services, job, signal);
    if (step.did !== null) done.push(step.did);
    again = step.again;
  }
  return { again, did: done.length === 0 ? null : summaryOf(done) };
}

/** Sends what is next in a lane, if it is due. `again` is 0 when more is due already. */
async function sendNext(services: Services, job: ClaimedJob, signal: AbortSignal): Promise<JobResult> {
  const [head, following] = await readLane(services.database, readLaneName(job.subject), 2);
  if (head === undefined || head.is_enabled === false) return { again: null, did: null };
  if (head.wait > 0) return { again: head.wait, did: null };
  const verdict = await deliver(services, { head, job, signal });
  if (verdict === null) return { again: null, did: null };
  if (verdict.next === "retry") return { again: verdict.delay, did: `${head.type} failed` };
  // What was recorded after the look has ordered the job anew.
  return { again: following ? 0 : null, did: `${head.type} ${verdict.next}` };
}

function summaryOf(done: readonly string[]): string {
  return done.length > 3 ? `${done.slice(0, 3).join(", ")} and ${done.length - 3} more` : done.join(", ");
}

interface Sending {
  head: LaneRow;
  job: ClaimedJob;
  signal: AbortSignal;
}

/** Makes one attempt and stores it. Returns what becomes of the delivery; null when it is another process's by now. */
async function deliver(services: Services, { head, job, signal }: Sending): Promise<DeliveryVerdict | null> {
  const { database } = services;
  const exchange = await sendDelivery(services, head, signal);
  const verdict = judgeDelivery({ ...exchange, failures: head.failures, random: Math.random() });
  const attempt = { ...attemptOf(exchange), trigger: head.next_trigger, deliveryId: head.id };
  const claim = { seenDueAt: head.next_attempt_at, isMine: isHeld(job) };
  const isStored = await storeAttempt(database, { ...attempt, ...claim }, verdict);
  logDelivery(services.activityLog, {
    ...head,
    exchange,
    deliveryId: head.id,
    details: { procedure_id: head.procedure_id, attempt: head.attempts + 1, trigger: head.next_trigger, next: verdict },
  });
  return isStored ? verdict : null;
}

/** What there is to say of one request to an endpoint. */
export interface LoggedDelivery {
  exchange: DeliveryExchange;
  deliveryId: string;
  endpoint_id: string | null;
  conversation_id: string | null;
  type: string;
  livemode: boolean;
  /** Why the answer was of no use, though it was one; the exchange's own error when left out. */
  problem?: string | null;
  details?: Record<string, unknown>;
}

/** Takes down a request to an endpoint. Of its address only the host, for the rest may hold a secret. */
export function logDelivery(activityLog: ActivityLog, delivery: LoggedDelivery): void {
  const { exchange, type, livemode, conversation_id, endpoint_id, deliveryId, details } = delivery;
  const error = withoutTarget(delivery.problem ?? exchange.error, exchange);
  const { host } = new URL(exchange.url);
  activityLog.record({
    kind: "webhook_delivery",
    outcome: error === null ? "succeeded" : "failed",
    summary: `${type} to ${host}: ${exchange.response?.status ?? "no answer"}`,
    actor: SYSTEM,
    livemode,
    requestId: null,
    conversationId: conversation_id,
    at: exchange.at,
    duration: exchange.duration,
    details: { endpoint_id, delivery_id: deliveryId, host, error, ...details },
  });
}

/** A redirect most often leads to the same address in another spelling, whose path may be as secret. */
function withoutTarget(error: string | null, { response }: DeliveryExchange): string | null {
  const target = response && redirectTarget(response);
  return error !== null && target ? error.replaceAll(target, "elsewhere") : error;
}
