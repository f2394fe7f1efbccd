import type { ColumnType, Generated } from "kysely";
import type { Attachment, MailHeaders } from "../ports/message-carrier.ts";

type Nullable<Value> = Value | null;

/** The columns of messages: what came and went over carriers, each row one text message or one mail. */
export interface MessageTable {
  id: string;
  livemode: boolean;
  channel: "sms" | "email";
  direction: "inbound" | "outbound";
  /** Null until an inbound message has found its conversation, and for what belongs to none. */
  conversation_id: Nullable<string>;
  /** The agent's message that it carries; null for inbound ones and those that a tool call sends. */
  event_id: Nullable<string>;
  /** The tool call that sends it. */
  call_id: Nullable<string>;
  /** Null takes the installation's own, once it is known which. */
  from_address: Nullable<string>;
  to_address: string;
  subject: Nullable<string>;
  text: string;
  /**
   * Inbound: `received` (stored, nobody has taken it yet), `taken`, `rejected`. Outbound: `pending`, `sending` (handed
   * over at this moment), `sent`, `delivered`, `failed`, `unknown` (it may or may not have gone out).
   */
  status: "received" | "taken" | "rejected" | "pending" | "sending" | "sent" | "delivered" | "failed" | "unknown";
  /** The carrier's own id: a Twilio SID, a Message-ID. */
  carrier_id: Nullable<string>;
  /** Into how many parts the carrier cut it. */
  parts: Nullable<number>;
  attempts: Generated<number>;
  error: ColumnType<Nullable<{ code: string; message: string }>, Nullable<string> | undefined, Nullable<string>>;
  headers: ColumnType<MailHeaders, string | undefined, string>;
  attachments: ColumnType<Attachment[], string | undefined, string>;
  created_at: Generated<Date>;
  settled_at: ColumnType<Nullable<Date>, Nullable<Date> | undefined, Nullable<Date>>;
}
