import type { ColumnType, Generated } from "kysely";
import type { CarrierName } from "../domain/phone-number.ts";

type Nullable<Value> = Value | null;
type Moment = ColumnType<Nullable<Date>, Nullable<Date> | undefined, Nullable<Date>>;

/** The columns of the ledger of telephone calls: one row for each that waits to be made, is under way, or was. */
export interface PhoneCallTable {
  id: string;
  /** Of an inbound call null until its conversation is there. */
  conversation_id: Nullable<string>;
  direction: "inbound" | "outbound";
  carrier: CarrierName;
  our_number: string;
  /** Lower ones are dialled first. */
  priority: number;
  /**
   * `claimed` by a process that has not asked the network yet, so that another may take it over when it dies; `ordered`
   * once it may have, so that nobody asks again.
   */
  status: "waiting" | "claimed" | "ordered" | "over";
  /** The process that carries it. */
  holder: Nullable<number>;
  /** The lease of its conversation under which it was ordered. */
  fence: ColumnType<Nullable<string>, Nullable<number> | undefined, Nullable<number>>;
  carrier_call_id: Nullable<string>;
  queued_at: Generated<Date>;
  /** Not before then. */
  due_at: Generated<Date>;
  ordered_at: Moment;
  ended_at: Moment;
}

/** Whom nobody may call. */
export interface DoNotCallTable {
  id: string;
  /** In E.164 form. */
  number: string;
  reason: Nullable<string>;
  created_at: Generated<Date>;
}
