import type { CitedEventRow } from "../db/events.ts";
import type { ProcedureRow } from "../db/procedures.ts";
import { versionId } from "../domain/ids.ts";
import { type Citation, isOver, type ProcedureItem } from "../domain/procedure.ts";
import type { EndedProcedure } from "../domain/procedure-output.ts";
import type { EndedRun } from "./procedure-run.ts";

const LONGEST_EXCERPT = 300;

/** Shows a run as lists do; `cited` holds the events that it cites, by their ids. */
export function procedureItemOf(row: ProcedureRow, cited: ReadonlyMap<string, CitedEventRow>): ProcedureItem {
  const citations = Object.entries(row.citations ?? {}).map(([pointer, ids]) => [
    pointer,
    ids.flatMap((id) => citationOf(cited.get(id))),
  ]);
  return {
    id: row.id,
    livemode: row.livemode,
    name: row.name,
    conversation_id: row.conversation_id,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    status: row.status,
    agent_id: row.agent_id,
    agent_version_id: versionId(row.agent_id, row.agent_version),
    trigger: row.trigger,
    batch_id: row.batch_id,
    is_trial: row.is_trial,
    ...errorOf(row),
    input: row.input,
    output: row.output ?? null,
    summary: row.summary,
    citations: Object.fromEntries(citations) as ProcedureItem["citations"],
    input_tokens: Number(row.input_tokens),
    output_tokens: Number(row.output_tokens),
  };
}

function errorOf({ error }: ProcedureRow): Pick<ProcedureItem, "error" | "error_code"> {
  return error === null ? { error: null, error_code: null } : { error: error.message, error_code: error.code };
}

function citationOf(event: CitedEventRow | undefined): Citation[] {
  if (!event) return [];
  const { type, ...details } = event.payload;
  const text = "text" in details ? details.text : JSON.stringify(details);
  const excerpt = text.length <= LONGEST_EXCERPT ? text : `${text.slice(0, LONGEST_EXCERPT)}…`;
  return [{ event_id: event.id, sequence: event.sequence, type, excerpt }];
}

/** Shows a run that has ended to those who send its output. Throws for one that has not. */
export function endedProcedureOf({ row, config }: EndedRun): EndedProcedure {
  const { id, livemode, name, agent_id, conversation_id, status, output, summary, error, ended_at, is_trial } = row;
  if (!isOver(status) || ended_at === null) throw new Error(`Run ${id} is not over.`);
  const { post_url, slack_channel } = config.output;
  const about = { id, livemode, name, agent_id, agent_version_id: versionId(agent_id, row.agent_version) };
  const end = { conversation_id, status, output, summary, error, ended_at, is_trial };
  return { ...about, ...end, output_config: { post_url, slack_channel } };
}
