import type { ColumnType, Generated } from "kysely";
import type { MemberRole } from "../domain/member.ts";

type Nullable<Value> = Value | null;

/** The columns of organization, which has one row at most. */
export interface OrganizationTable {
  is_only: Generated<boolean>;
  name: string;
  time_zone: string;
  conversation_retention_days: Nullable<number>;
}

/** The columns of members. */
export interface MemberTable {
  id: string;
  name: string;
  email: string;
  role: MemberRole;
  password_hash: string;
  created_at: Generated<Date>;
  last_seen_at: ColumnType<Nullable<Date>, undefined, Date>;
}

/** The columns of member_sessions: of what the browser holds only the hash. */
export interface MemberSessionTable {
  hash: string;
  member_id: string;
  created_at: Generated<Date>;
  expires_at: Date;
}

/** The columns of invitations that nobody has taken: of their links only the hash. */
export interface InvitationTable {
  id: string;
  hash: string;
  role: MemberRole;
  email: Nullable<string>;
  created_at: Generated<Date>;
  expires_at: Date;
}

/** The columns of sign_in_tries, by the address or the person that they count against. */
export interface SignInTryTable {
  subject: string;
  tries: number;
  since: Date;
}
