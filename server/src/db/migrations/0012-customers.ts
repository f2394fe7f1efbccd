import { type Kysely, sql } from "kysely";

/**
 * Customers that are found by a number however it was written, that are merged and deleted, and whose conversations are
 * remembered.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(NUMBERS).execute(db);
  await sql.raw(TABLES).execute(db);
}

/** Writes the numbers that are there as `domain/phone-number.ts` does; of several customers with one number the oldest is found. */
const NUMBERS = `
update customers set phone_no = number from (
  select id as written, regexp_replace(regexp_replace(regexp_replace(trim(phone_no), '^tel:|\\(0\\)', '', 'gi'),
    '[\\s().·/\\\\–‑-]', '', 'g'), '^00', '+') as number from customers where phone_no is not null
) numbers where id = written and number ~ '^\\+[1-9][0-9]{6,14}$' and phone_no <> number;
`;

const TABLES = `
alter table customers add column deletion jsonb;
drop index customers_email;
create index customers_email on customers (livemode, lower(email)) where email is not null;
create index customers_created_at on customers (created_at desc, id desc);
create index customers_deletion on customers (id) where deletion is not null;

-- Addresses and numbers are taken apart, so that a part of one finds its customer.
create function words_of_customer(name text, phone_no text, email text, ids text) returns tsvector
  language sql immutable parallel safe
  return to_tsvector('simple', translate(
    coalesce(name, '') || ' ' || coalesce(phone_no, '') || ' ' || coalesce(email, '') || ' ' || coalesce(ids, ''),
    '/.@<&+-_():;,|''"', '                '));
create index customers_words on customers using gin (
  words_of_customer(name, phone_no, email, coalesce(external_id, '') || ' ' || coalesce(salesforce_lead_id, '') || ' ' ||
    coalesce(salesforce_contact_id, '') || ' ' || coalesce(zendesk_user_id, '')));

-- By what somebody was known who turned out to be somebody else as well, so that both are found from then on.
create table merged_customers (
  id text primary key,
  customer_id text not null references customers on delete cascade,
  livemode boolean not null,
  external_id text,
  phone_no text,
  email text,
  merged_at timestamptz(3) not null default now()
);
create index merged_customers_customer on merged_customers (customer_id);
create index merged_customers_external_id on merged_customers (livemode, external_id);
create index merged_customers_phone_no on merged_customers (livemode, phone_no);
create index merged_customers_email on merged_customers (livemode, lower(email));

-- Messages that came to no conversation are found by their addresses when their sender is deleted.
create index messages_stray_from on messages (lower(from_address)) where conversation_id is null;
create index messages_stray_to on messages (lower(to_address)) where conversation_id is null;

-- A customer's conversations in the order in which they are remembered: those that go on, then what ended last.
create index conversations_remembered on conversations
  (customer_id, (coalesce(completed_at, 'infinity'::timestamptz)) desc, id desc)
  where customer_id is not null and started_at is not null;

-- Which conversations and customers an answer is about, so that it can be forgotten with them.
alter table idempotency_keys add column mentions text[];
create index idempotency_keys_mentions on idempotency_keys using gin (mentions) where mentions is not null;

insert into settings (name, value)
  values ('organization_id', to_jsonb('org_' || left(replace(gen_random_uuid()::text, '-', ''), 11)))
  on conflict (name) do nothing;
`;
