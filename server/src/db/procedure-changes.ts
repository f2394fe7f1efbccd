import { type CompiledQuery, sql } from "kysely";
import type { Citations, ProcedureEndStatus, ProcedureError } from "../domain/procedure.ts";
import type { CallChanges } from "./conversation-changes.ts";
import type { Database } from "./database.ts";
import { orderJobs } from "./jobs.ts";
import { ledgerChanges } from "./ledger-changes.ts";
import { jobKindOf, type ProcedureRow } from "./procedures.ts";

/** What a run comes to. */
export interface ProcedureEnding {
  status: ProcedureEndStatus;
  /** What the model recorded; null without. */
  recorded: { output: unknown; summary: string | null; citations: Citations } | null;
  /** Why it was skipped; null when it was not. */
  reason: string | null;
  error: ProcedureError | null;
  now: Date;
}

/** What a run changes beside its log, as statements for the transaction that stores the events they belong to. */
export interface ProcedureChanges extends CallChanges {
  /** Notes how much the models of the run have read and written so far. */
  setTokens(tokens: { input: number; output: number }): CompiledQuery;
  end(ending: ProcedureEnding): CompiledQuery;
}

/** Builds the changes of one run. */
export function procedureChanges(database: Database, row: ProcedureRow): ProcedureChanges {
  const { id, conversation_id } = row;
  const procedure = database.updateTable("procedures").where("id", "=", id);
  return {
    ...ledgerChanges(database, { conversation_id, procedure_id: id }),
    setCustomFields: (fields) =>
      database
        .updateTable("conversations")
        .set({ custom_fields: sql`custom_fields || ${JSON.stringify(fields)}::jsonb` })
        .where("id", "=", conversation_id)
        .compile(),
    setAlarm: (dueAt) => orderJobs(database, [{ kind: jobKindOf(row.trigger), subject: id, dueAt }]),
    setTokens: ({ input, output }) => procedure.set({ input_tokens: input, output_tokens: output }).compile(),
    end: ({ status, recorded, reason, error, now }) =>
      procedure
        .set({
          status,
          ended_at: now,
          error: error && JSON.stringify(error),
          output: recorded && JSON.stringify(recorded.output),
          summary: recorded?.summary ?? reason,
          citations: recorded && JSON.stringify(recorded.citations),
        })
        .compile(),
  };
}
