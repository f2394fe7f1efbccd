import { type Kysely, sql } from "kysely";

/** To which process carriers brought calls, and what is left to be ended of calls whose process died. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

const TABLES = `
create table call_arrivals (
  carrier text not null,
  carrier_call_id text not null,
  node integer not null,
  arrived_at timestamptz(3) not null default now(),
  primary key (carrier, carrier_call_id)
);
create index call_arrivals_arrived_at on call_arrivals (arrived_at);

alter table phone_calls
  add column trace text,
  add column is_handing_over boolean not null default false,
  add column beside text references phone_calls on delete cascade;
create index phone_calls_beside on phone_calls (beside) where beside is not null;
`;
