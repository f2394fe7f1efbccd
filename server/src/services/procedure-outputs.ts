import type { CompiledQuery } from "kysely";
import type { Database } from "../db/database.ts";
import { type NewOutput, recordOutputs } from "../db/procedure-deliveries.ts";
import { newId } from "../domain/ids.ts";
import { type EndedProcedure, outputsOf } from "../domain/procedure-output.ts";

/**
 * Returns what records, in the transaction that ends a procedure, what is to be sent of it, payload fixed: nothing for a
 * trial, or where its configuration names no receiver.
 */
export function recordProcedureOutputs(database: Database, run: EndedProcedure): CompiledQuery[] {
  const outputs = outputsOf(run).map(
    ({ target, address, payload }): NewOutput => ({
      id: newId("whd"),
      target,
      address,
      payload,
      procedure_id: run.id,
      conversation_id: run.conversation_id,
      livemode: run.livemode,
      created_at: run.ended_at,
    }),
  );
  return recordOutputs(database, outputs);
}
