import type { Generated } from "kysely";

/** The columns of mailboxes: the addresses of ours at which agents answer. */
export interface MailboxTable {
  id: string;
  livemode: boolean;
  /** As it is compared: in lower case, its domain in ASCII. No two mailboxes share it. */
  address: string;
  /** What stands before the address in the From of its mails; null sends the address alone. */
  name: string | null;
  agent_id: string;
  /** The version that answers; null takes whichever is released. */
  agent_version: number | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}
