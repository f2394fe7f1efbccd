import type { ColumnType, Generated } from "kysely";
import type { DemoLinkSettings } from "../domain/demo-link.ts";

/** The columns of public links. */
export interface DemoLinkTable {
  id: string;
  settings: ColumnType<DemoLinkSettings, string, string>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

/** The columns of the conversations that were begun by links of late. */
export interface DemoVisitTable {
  /** The conversation's id, which is reserved here before there is one. */
  id: string;
  demo_link_id: string;
  /** Who came, by a keyed hash of their network address. */
  visitor: string;
  created_at: Generated<Date>;
}
