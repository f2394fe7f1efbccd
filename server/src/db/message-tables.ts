import type { ColumnType, Generated } from "kysely";
import type { CarrierKeyword, CarrierPart, MessageStatus } from "../domain/message.ts";
import type { CallRule, CarrierName } from "../domain/phone-number.ts";
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
  status: MessageStatus;
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
  /** Rises in the order in which messages came, or were written. */
  position: Generated<string>;
  /** Those of one lane are dealt with one after the other; names no address, for it is written to the log. */
  lane: string;
  /** The carrier's word for wanting messages, wanting none, or help; such a message is no agent's to answer. */
  keyword: ColumnType<Nullable<CarrierKeyword>, Nullable<CarrierKeyword> | undefined, Nullable<CarrierKeyword>>;
  /** What was handed over of it, part by part. */
  carrier_parts: ColumnType<CarrierPart[], string | undefined, string>;
  /** When its next part began to be handed over. */
  sending_since: ColumnType<Nullable<Date>, Nullable<Date> | undefined, Nullable<Date>>;
  /** When it is tried again; null when nothing keeps it. */
  next_attempt_at: ColumnType<Nullable<Date>, Nullable<Date> | undefined, Nullable<Date>>;
}

/** The columns of the installation's telephone numbers. */
export interface PhoneNumberTable {
  id: string;
  /** In E.164 form. */
  number: string;
  name: Nullable<string>;
  livemode: boolean;
  carrier: CarrierName;
  /** Who answers at it, `ca_…` for the released version or `ca_…@vN`; null when nobody does. */
  agent_id: Nullable<string>;
  is_default: boolean;
  /** Where callers are sent whom no agent answers; null turns them away. */
  fallback_number: Nullable<string>;
  /** So many of a hundred callers an agent answers. */
  rollout_percent: Generated<number>;
  decline_anonymous: Generated<boolean>;
  /** Which agent answers whom. */
  rules: ColumnType<CallRule[], string | undefined, string>;
  /** How many calls at once, both ways; null for as many as the installation has. */
  max_calls: Nullable<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

/** Who wants no messages from which of our numbers. */
export interface OptOutTable {
  our_number: string;
  their_number: string;
  created_at: Generated<Date>;
}
