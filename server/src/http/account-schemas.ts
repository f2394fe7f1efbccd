import { z } from "zod";
import {
  acceptanceSchema,
  accountChangeSchema,
  accountSchema,
  credentialsSchema,
  invitationCodeSchema,
  invitationSchema,
  memberSchema,
  newOwnerSchema,
} from "../domain/member.ts";

const TAGS = ["Account"];
const signedIn = memberSchema.meta({ id: "SignedIn", description: "Who is signed in from now on." });

export const getAccount = {
  operationId: "getAccount",
  tags: TAGS,
  summary: "See who is signed in",
  description: "Says who looks at the pages by the session that their browser holds, and what they may do.",
  response: { 200: accountSchema },
} as const;

export const makeOwner = {
  operationId: "makeOwner",
  tags: TAGS,
  summary: "Make the owner's account",
  description:
    "Makes the first owner and signs them in, for whoever has the link that the platform prints at its start. With an " +
    "owner's address it gives that owner a new password instead, and ends their sessions.",
  errors: ["invalid_key", "name_taken", "not_allowed"],
  body: newOwnerSchema,
  response: { 200: signedIn },
} as const;

export const signInMember = {
  operationId: "signInMember",
  tags: TAGS,
  summary: "Sign in",
  description:
    "Signs a member in: the session comes as a cookie that no script sees. After 10 tries that failed for an address, " +
    "or 50 from one network address, within 15 minutes, no more are taken until those are over.",
  errors: ["wrong_credentials", "rate_limited", "not_allowed"],
  body: credentialsSchema,
  response: { 200: signedIn },
} as const;

export const signOutMember = {
  operationId: "signOutMember",
  tags: TAGS,
  summary: "Sign out",
  description: "Ends the session that the browser holds.",
  errors: ["not_allowed"],
  response: {
    200: z.object({ signed_out: z.literal(true).describe("Always true.") }).meta({ description: "It is over." }),
  },
} as const;

export const updateAccount = {
  operationId: "updateAccount",
  tags: TAGS,
  summary: "Change your own account",
  description: "Changes the name or the password of who is signed in. A new password ends their other sessions.",
  errors: ["missing_key", "wrong_credentials", "not_allowed"],
  body: accountChangeSchema,
  response: { 200: memberSchema },
} as const;

export const lookAtInvitation = {
  operationId: "lookAtInvitation",
  tags: TAGS,
  summary: "See what an invitation is for",
  description: "Says what whoever has an invitation's link would be.",
  errors: ["invalid_key"],
  body: invitationCodeSchema,
  response: { 200: invitationSchema },
} as const;

export const acceptInvitation = {
  operationId: "acceptInvitation",
  tags: TAGS,
  summary: "Take an invitation",
  description: "Makes a member of whoever has an invitation's link, and signs them in.",
  errors: ["invalid_key", "name_taken", "not_allowed"],
  body: acceptanceSchema,
  response: { 200: signedIn },
} as const;
