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
  /** What another process needs to end it, as its network writes it; null while nothing is known. */
  trace: ColumnType<Nullable<string>, Nullable<string> | undefined, Nullable<string>>;
  /** Whether the network was asked to hand it over, and has not said how that went. */
  is_handing_over: Generated<boolean>;
  /** The call to whose other end this one is made, in a transfer; null for a call of its own. */
  beside: ColumnType<Nullable<string>, Nullable<string> | undefined, Nullable<string>>;
  queued_at: Generated<Date>;
  /** Not before then. */
  due_at: Generated<Date>;
  ordered_at: Moment;
  ended_at: Moment;
}

/** The columns of what carriers with an API brought here: one row for each call that came in, by the carrier's name for it. */
export interface CallArrivalTable {
  carrier: string;
  carrier_call_id: string;
  /** The process that it was brought to. */
  node: number;
  arrived_at: Generated<Date>;
}

/** Whom nobody may call. */
export interface DoNotCallTable {
  id: string;
  /** In E.164 form. */
  number: string;
  reason: Nullable<string>;
  created_at: Generated<Date>;
}
