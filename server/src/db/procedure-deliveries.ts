import { type CompiledQuery, sql } from "kysely";
import { type DeliveryTarget, PROCEDURE_ENDED } from "../domain/webhook-delivery.ts";
import type { Database } from "./database.ts";
import { laneJob } from "./delivery-lanes.ts";
import { orderJobs } from "./jobs.ts";
import { lockPlaces } from "./webhook-deliveries.ts";

/** What a procedure put out, for one of the places where its configuration sends it. */
export interface NewOutput {
  id: string;
  target: Exclude<DeliveryTarget, "endpoint">;
  /** An address, or a Slack channel. */
  address: string;
  procedure_id: string;
  conversation_id: string | null;
  livemode: boolean;
  /** The exact body. */
  payload: string;
  created_at: Date;
}

/**
 * Records where the output of one procedure goes, and orders the jobs that send it. To be run in the transaction that
 * ends the procedure; what was recorded before is not recorded again.
 */
export function recordOutputs(database: Database, outputs: readonly NewOutput[]): CompiledQuery[] {
  if (outputs.length === 0) return [];
  const column = (value: (output: NewOutput) => string | null) => outputs.map(value);
  const rows = sql`
    with locked as materialized (${lockPlaces})
    insert into webhook_deliveries
      (id, target, address, procedure_id, conversation_id, type, livemode, payload, status, next_attempt_at, created_at)
    select n.id, n.target, n.address, n.procedure_id, n.conversation_id, ${PROCEDURE_ENDED}, n.livemode, n.payload,
      'pending', now(), n.created_at
    from locked
    cross join unnest(
      ${column(({ id }) => id)}::text[],
      ${column(({ target }) => target)}::text[],
      ${column(({ address }) => address)}::text[],
      ${column(({ procedure_id }) => procedure_id)}::text[],
      ${column(({ conversation_id }) => conversation_id)}::text[],
      ${outputs.map(({ livemode }) => livemode)}::boolean[],
      ${column(({ payload }) => payload)}::text[],
      ${column(({ created_at }) => created_at.toISOString())}::timestamptz[]
    ) as n (id, target, address, procedure_id, conversation_id, livemode, payload, created_at)
    on conflict (procedure_id, target) where procedure_id is not null do nothing
  `.compile(database);
  const jobs = outputs.map((output) => laneJob({ ...output, endpoint_id: null }));
  return [rows, orderJobs(database, jobs)];
}
