import { type Kysely, sql } from "kysely";

/** Scopes, use and rotation of API keys; test addresses; secrets at rest. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

/*
 * Answers kept for idempotency keys hold tokens in plain text, and no key to seal them with is known here: they are
 * forgotten. A request sent again is then refused and not carried out twice.
 */
const TABLES = `
alter table api_keys alter column created_at type timestamptz(3);
alter table api_keys add column scopes jsonb;
alter table api_keys add column last_used_at timestamptz(3);
create index api_keys_created_at on api_keys (created_at desc, id desc);

create table former_api_keys (
  hash text primary key,
  api_key_id text not null references api_keys,
  expires_at timestamptz(3) not null
);
create index former_api_keys_api_key on former_api_keys (api_key_id);

create table test_addresses (
  id text primary key,
  address text not null unique,
  name text,
  created_at timestamptz(3) not null default now()
);
create index test_addresses_created_at on test_addresses (created_at desc, id desc);

alter table settings alter column value drop not null;
alter table settings add column sealed_value text;
alter table settings add constraint settings_has_one_value check ((value is null) <> (sealed_value is null));
update settings
  set value = jsonb_build_object('key', value, 'created_at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'next_key', null, 'next_created_at', null, 'switches_at', null)
  where name = 'signing_key' and jsonb_typeof(value) = 'string';

update idempotency_keys set status = null;
alter table idempotency_keys drop column body;
alter table idempotency_keys add column sealed_body text;
`;
