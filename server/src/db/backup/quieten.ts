import type pg from "pg";
import { newEventId } from "../../domain/ids.ts";
import type { PayloadOf } from "../../domain/event-payloads.ts";

const REASON = "This is a restored copy of the installation, in which nothing goes on by itself.";
const FAILURE = JSON.stringify({ code: "restored", message: REASON });

/** What settles all that would be done without anybody asking for it, in an order that its references allow. */
const STATEMENTS = [
  "delete from jobs",
  "delete from sign_in_links",
  "update webhook_endpoints set is_enabled = false where is_enabled",
  `update webhook_deliveries set status = 'dead', next_attempt_at = null, settled_at = now(), last_error = '${REASON}'
    where status = 'pending'`,
  "update procedure_schedules set is_enabled = false, next_run_at = null where is_enabled",
  "update procedure_batches set status = 'cancelled', ended_at = now() where status = 'running'",
  "update procedures set status = 'cancelled', ended_at = now() where status in ('pending', 'running')",
  "update follow_ups set status = 'cancelled', settled_at = now() where status = 'pending'",
  "update campaigns set status = 'paused' where status = 'running'",
  "update phone_calls set status = 'over', ended_at = now() where status <> 'over'",
  `update messages set status = 'failed', settled_at = now(), error = '${FAILURE}'
    where direction = 'outbound' and status in ('pending', 'sending')`,
  `update messages set status = 'rejected', settled_at = now(), error = '${FAILURE}'
    where direction = 'inbound' and status = 'received'`,
  "update mcp_servers set is_enabled = false where is_enabled",
  "update tool_calls set status = 'unknown', settled_at = now() where status = 'started'",
];

const OPEN = `
  select c.id, coalesce(max(e.sequence), 0) as sequence, c.started_at
  from conversations c left join events e on e.conversation_id = c.id
  where c.status in ('queued', 'in-progress') group by c.id`;

const END_CONVERSATION = `
  update conversations set status = 'failed', completed_at = now(), scheduled_at = null, holder = null,
    fence = fence + 1, failure_reason = $2 where id = $1`;

/**
 * Settles, in a database that was just restored, all that the platform would do by itself: open conversations end, and
 * nothing is dialled, sent, delivered or run. Configuration, what was said and what was done stay as they were. To be
 * done in the transaction of the restore.
 */
export async function quieten(client: pg.Client): Promise<void> {
  for (const statement of STATEMENTS) await client.query(statement);
  const { rows } = await client.query<{ id: string; sequence: number; started_at: Date | null }>(OPEN);
  for (const { id, sequence, started_at } of rows) {
    const duration_sec = started_at === null ? 0 : (Date.now() - started_at.getTime()) / 1000;
    const payload: PayloadOf<"conversation.ended"> = {
      type: "conversation.ended",
      status: "failed",
      reason: "failed",
      duration_sec,
    };
    await client.query(
      "insert into events (conversation_id, sequence, id, created_at, payload) values ($1, $2, $3, now(), $4)",
      [id, sequence + 1, newEventId(sequence + 1), JSON.stringify(payload)],
    );
    await client.query(END_CONVERSATION, [id, FAILURE]);
  }
}
