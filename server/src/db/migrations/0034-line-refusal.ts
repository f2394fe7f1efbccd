import { type Kysely, sql } from "kysely";

/**
 * Whether there is a line for a call, in one step of the database: processes take lines one after the other, so none may
 * keep the others waiting for as long as questions and answers travel. The statement that asks takes the line.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(FUNCTION).execute(db);
}

/**
 * 1330663491 is "OPPC" and 1330660690 "OPER" in ASCII: the lock of the lines, and the class of those by which processes
 * show that they are alive. A line's commit does not wait for the disk: whoever is given one stores more before anything
 * is done with it, which takes this along; a machine that fails before has no calls.
 */
const FUNCTION = `
create function line_refusal(wanted_carrier text, wanted_number text, most integer, most_of_carrier integer)
returns text language plpgsql volatile as $$
declare
  taken record;
  most_of_number integer;
begin
  perform pg_advisory_xact_lock(1330663491, 0), set_config('synchronous_commit', 'off', true);
  select max_calls into most_of_number from phone_numbers where number = wanted_number;
  select
    count(*) as in_all,
    count(*) filter (where carrier = wanted_carrier) as of_carrier,
    count(*) filter (where our_number = wanted_number) as of_number
  into taken from phone_calls
  where status in ('claimed', 'ordered') and holder in (
    select objid::bigint::integer from pg_locks
    where locktype = 'advisory' and classid = 1330660690 and granted
      and database = (select oid from pg_database where datname = current_database())
  );
  return case
    when taken.in_all >= most then 'installation'
    when taken.of_carrier >= most_of_carrier then 'carrier'
    when taken.of_number >= most_of_number then 'number'
  end;
end $$;
`;
