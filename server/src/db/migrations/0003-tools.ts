import { type Kysely, sql } from "kysely";

/** The registry of tools, and whose tool a call in the ledger was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(CHANGES).execute(db);
}

// Nobody could set a tool's headers before, so the column that goes held none. Schemas are json and not jsonb, which
// would forget the order of their properties, and with it the order in which a model is shown them.
const CHANGES = `
alter table tools
  add column type text not null default 'http' check (type in ('http', 'client')),
  alter column method drop not null,
  alter column url drop not null,
  alter column input_schema type json using input_schema::json,
  add column output_schema json,
  drop column headers,
  add column header_names jsonb not null default '[]',
  add column sealed_headers text,
  add column runs_in_background boolean not null default false,
  add column on_interrupt text not null default 'finish' check (on_interrupt in ('finish', 'cancel')),
  add column request jsonb,
  add column created_at timestamptz(3) not null default now(),
  add column updated_at timestamptz(3) not null default now(),
  add check (type = 'client' or (method is not null and url is not null));
create index tools_created_at on tools (created_at desc, name desc);

-- Finds the versions that enable a tool without reading every configuration.
create index agent_versions_tools on agent_versions using gin ((config->'tool'->'tools') jsonb_path_ops)
  where status in ('released', 'draft');

alter table tool_calls add column ns text;
create index tool_calls_created_at on tool_calls (created_at desc, call_id desc);
`;
