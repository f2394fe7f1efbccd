import type { Schemas } from "@operator/sdk";
import type { SearchParams } from "../data/use-search-params.ts";
import { OUTCOMES } from "./call-words.ts";

type Status = Schemas["ToolCall"]["status"];

/** Which calls are listed, as the API takes it. */
export interface CallQuery {
  name?: string;
  status?: Status;
  conversation_id?: string;
  procedure_id?: string;
}

/** Makes the query of the ledger from what stands in the address; ids of both kinds stand in `about`. */
export function callQuery({ name, about, status }: SearchParams): CallQuery {
  const query: CallQuery = {};
  const [called, id] = [name?.trim(), about?.trim()];
  if (called) query.name = called;
  if (status !== undefined && status in OUTCOMES) query.status = status as Status;
  if (id) query[id.startsWith("trun_") ? "procedure_id" : "conversation_id"] = id;
  return query;
}
