import type { ProcedureRow } from "../db/procedures.ts";
import { versionId } from "../domain/ids.ts";
import type { Activity } from "../ports/activity-log.ts";

const OUTCOMES = { success: "succeeded", skipped: "succeeded", cancelled: "refused", failed: "failed" } as const;

/**
 * Describes the end of a run for the log, without what it put out, which may say anything of a person. The message of
 * a failure may quote the output, so only its code is there.
 */
export function procedureActivity(row: ProcedureRow): Activity {
  const { id, name, status, trigger, error, started_at, ended_at } = row;
  return {
    kind: "procedure",
    outcome: status === "pending" || status === "running" ? "unknown" : OUTCOMES[status],
    summary: `${name} ${status}${error === null ? "" : `: ${error.code}`}`,
    actor: { type: "agent", id: versionId(row.agent_id, row.agent_version), name },
    livemode: row.livemode,
    requestId: null,
    conversationId: row.conversation_id,
    at: ended_at ?? new Date(),
    duration: started_at && ended_at ? ended_at.getTime() - started_at.getTime() : null,
    details: {
      procedure_id: id,
      trigger,
      batch_id: row.batch_id,
      input_tokens: Number(row.input_tokens),
      output_tokens: Number(row.output_tokens),
    },
  };
}
