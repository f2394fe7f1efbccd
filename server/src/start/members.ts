import { Accounts } from "../services/accounts.ts";
import { Invitations } from "../services/invitations.ts";
import { MemberSessions } from "../services/member-sessions.ts";
import { Members } from "../services/members.ts";
import { Organization } from "../services/organization.ts";
import type { ConversationServices } from "./conversations.ts";
import type { Started } from "./started.ts";

/** Makes what sees to those who sign in on the pages. */
export function memberServicesOf({ database, environment, logger, publicUrl }: Started & ConversationServices) {
  const memberSessions = new MemberSessions(database, (error) =>
    logger.warn({ err: error }, "It was not noted that a member is here."),
  );
  const organization = new Organization(database, environment.OPERATOR_TIME_ZONE);
  return {
    memberSessions,
    organization,
    members: new Members(database, memberSessions),
    invitations: new Invitations(database, publicUrl),
    accounts: new Accounts({ database, sessions: memberSessions, organization }),
  };
}
