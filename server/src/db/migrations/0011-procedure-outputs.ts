import { type Kysely, sql } from "kysely";

/** Deliveries of what procedures put out, beside those to webhook endpoints; schedules; runs in bulk. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

const TABLES = `
alter table webhook_deliveries
  alter column endpoint_id drop not null,
  alter column conversation_id drop not null,
  alter column event_id drop not null,
  add column target text not null default 'endpoint' check (target in ('endpoint', 'post_url', 'slack')),
  add column procedure_id text,
  add column address text,
  add check ((target = 'endpoint') = (endpoint_id is not null)),
  add check (target <> 'endpoint' or (conversation_id is not null and event_id is not null)),
  add check ((target = 'endpoint') = (procedure_id is null)),
  add check ((target = 'endpoint') = (address is null));
create unique index webhook_deliveries_outputs on webhook_deliveries (procedure_id, target)
  where procedure_id is not null;
alter table webhook_attempts alter column endpoint_id drop not null;
`;
