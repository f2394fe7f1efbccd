import { type RawBuilder, sql } from "kysely";
import { CHANNEL_TYPES, type ChannelType, CONVERSATION_STATUSES } from "../domain/conversation.ts";
import { STAGES, type Stage } from "../domain/statistics.ts";
import type { CallCell, ConversationCell, Measured, ToolRow, TurnCell } from "../domain/statistics-figures.ts";
import type { Database } from "./database.ts";

/** What is counted. */
export interface StatisticsFilter {
  /** Where the slices begin, the first at the begin of the time. */
  slices: readonly Date[];
  before: Date;
  agentId?: string | undefined;
  agentVersion?: number | undefined;
  channelType?: ChannelType | undefined;
  livemode?: boolean | undefined;
}

/** More than so many are measured by a sample: to sort is what takes long. */
const MOST_SORTED = 40_000;

const CELLS = sql.raw("slice, agent_id, agent_version");
const EACH = sql.raw("grouping sets ((slice), (agent_id, agent_version), ())");

/** Counts the conversations that were created in a time. */
export async function countConversations(database: Database, filter: StatisticsFilter): Promise<ConversationCell[]> {
  const { rows } = await sql<ConversationCell>`
    select ${CELLS}, count(*)::integer as all, count(started_at) filter (where completed_at is not null)::integer as ended,
      ${countsBy("channel_type", CHANNEL_TYPES)} as by_channel, ${countsBy("status", CONVERSATION_STATUSES)} as by_status
    from (select ${sliceOf("created_at", filter)} as slice, c.* from conversations c where ${wanted("created_at", filter)}) c
    group by ${CELLS}
  `.execute(database);
  return rows;
}

/** Measures how long conversations took that were created in a time, of which there are so many. */
export async function measureConversations(
  database: Database,
  filter: StatisticsFilter,
  count: number,
): Promise<Measured<"duration">[]> {
  const { rows } = await sql<Measured<"duration">>`
    select ${CELLS}, ${percentilesOf("duration")}
    from (
      select ${sliceOf("created_at", filter)} as slice, agent_id, agent_version,
        extract(epoch from completed_at - started_at)::double precision as duration
      from conversations c where ${wanted("created_at", filter)} and ${sampled(sql`hashtext(id)`, count)}
    ) c group by ${EACH}
  `.execute(database);
  return rows;
}

/** Counts the turns that were over in a time. */
export async function countTurns(database: Database, filter: StatisticsFilter): Promise<TurnCell[]> {
  const counts = STAGES.map((stage) => sql`count(${sql.ref(stage)})::integer as ${sql.ref(stage)}`);
  const { rows } = await sql<TurnCell>`
    select ${CELLS}, model, count(*)::integer as all, count(*) filter (where interrupted)::integer as interrupted,
      coalesce(sum(input_tokens), 0)::double precision as input,
      coalesce(sum(output_tokens), 0)::double precision as output, ${sql.join(counts)}
    from (select ${sliceOf("at", filter)} as slice, c.* from turns c where ${wanted("at", filter)}) c
    group by ${CELLS}, model
  `.execute(database);
  return rows;
}

/** Measures how long the stages of turns took that were over in a time, of which there are so many. */
export async function measureTurns(
  database: Database,
  filter: StatisticsFilter,
  count: number,
): Promise<Measured<Stage>[]> {
  const lot = sql`hashtextextended(conversation_id, sequence)`;
  const { rows } = await sql<Measured<Stage>>`
    select ${CELLS}, ${sql.join(STAGES.map(percentilesOf))}
    from (
      select ${sliceOf("at", filter)} as slice, c.* from turns c where ${wanted("at", filter)} and ${sampled(lot, count)}
    ) c group by ${EACH}
  `.execute(database);
  return rows;
}

/** Counts the calls of tools that conversations have made in a time. */
export async function countToolCalls(database: Database, filter: StatisticsFilter): Promise<CallCell[]> {
  const { rows } = await sql<CallCell>`
    select ${CELLS}, ${CALL_COUNTS}
    from (
      select ${sliceOf("t.created_at", filter)} as slice, c.agent_id, c.agent_version, t.status
      from tool_calls t join conversations c on c.id = t.conversation_id where ${wanted("t.created_at", filter)}
    ) c group by ${CELLS}
  `.execute(database);
  return rows;
}

/** Counts and measures the calls of tools that conversations have made in a time, of which there are so many. */
export async function measureTools(database: Database, filter: StatisticsFilter, count: number): Promise<ToolRow[]> {
  const isSampled = sampled(sql`hashtext(call_id)`, count);
  const { rows } = await sql<ToolRow>`
    select name, ${CALL_COUNTS}, count(settled_at)::integer as returned, ${percentilesOf("duration")}
    from (
      select t.name, t.status, t.settled_at,
        case when ${isSampled} then extract(epoch from t.settled_at - t.created_at)::double precision * 1000 end as duration
      from tool_calls t join conversations c on c.id = t.conversation_id where ${wanted("t.created_at", filter)}
    ) c group by name
  `.execute(database);
  return rows;
}

const CALL_COUNTS = sql.raw(
  "count(*)::integer as all, count(*) filter (where status = 'failed')::integer as failed, " +
    "count(*) filter (where status = 'unknown')::integer as unknown",
);

/** Names the slice that a moment lies in. */
function sliceOf(column: string, { slices }: StatisticsFilter): RawBuilder<number> {
  return sql`width_bucket(${sql.ref(column)}, ${slices}::timestamptz[]) - 1`;
}

/** Tells whether something was in the time, and of a conversation that fits; `c` holds the conversation's columns. */
function wanted(column: string, { slices, before, ...filter }: StatisticsFilter): RawBuilder<boolean> {
  const at = sql.ref(column);
  const { agentId: agent_id, agentVersion: agent_version, channelType: channel_type, livemode } = filter;
  const of = Object.entries({ agent_id, agent_version, channel_type, livemode }).flatMap(([name, value]) =>
    value === undefined ? [] : [sql`c.${sql.ref(name)} = ${value}`],
  );
  return sql`${sql.join([sql`${at} >= ${slices[0]}`, sql`${at} < ${before}`, ...of], sql` and `)}`;
}

/** Draws a sample where there are too many, the same one each time, by a whole number that each of them has. */
function sampled(lot: RawBuilder<unknown>, count: number): RawBuilder<boolean> {
  return count <= MOST_SORTED ? sql`true` : sql`mod(${lot}, ${sql.lit(Math.ceil(count / MOST_SORTED))}) = 0`;
}

function percentilesOf(column: string): RawBuilder<unknown> {
  const measured = sql.ref(column);
  return sql`percentile_disc(array[0.5, 0.9, 0.99]) within group (order by ${measured}) as ${measured}`;
}

/** Counts rows by the values of a column, as a JSON object. */
function countsBy(column: string, values: readonly string[]): RawBuilder<unknown> {
  const pairs = values.flatMap((value) => [
    sql.lit(value),
    sql`count(*) filter (where ${sql.ref(column)} = ${sql.lit(value)})`,
  ]);
  return sql`jsonb_build_object(${sql.join(pairs)})`;
}
