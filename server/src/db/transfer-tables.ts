import type { ColumnType, Generated } from "kysely";
import type { TransferDefinition } from "../domain/transfer.ts";

/** The columns of transfer destinations. */
export interface TransferTable {
  id: string;
  name: string;
  definition: ColumnType<TransferDefinition, string, string>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}
