import { z } from "zod";
import {
  invitationSchema,
  memberChangeSchema,
  memberSchema,
  newInvitationSchema,
  shownInvitationSchema,
} from "../domain/member.ts";
import { organizationChangeSchema, organizationSchema } from "../domain/organization.ts";
import { listOf, pageQuery } from "./pages.ts";
import { deleted } from "./route-schema.ts";

const TAGS = ["Members"];
const byMember = z.object({ id: z.string().describe("The member, `mem_…`.") });
const byInvitation = z.object({ id: z.string().describe("The invitation, `inv_…`.") });

export const listMembers = {
  operationId: "listMembers",
  tags: TAGS,
  summary: "List members",
  description: "Lists those who may sign in on the pages.",
  querystring: pageQuery,
  response: { 200: listOf(memberSchema, "The members") },
} as const;

export const getMember = {
  operationId: "getMember",
  tags: TAGS,
  summary: "Get a member",
  description: "Shows what is known of a member.",
  errors: ["not_found"],
  params: byMember,
  response: { 200: memberSchema },
} as const;

export const updateMember = {
  operationId: "updateMember",
  tags: TAGS,
  summary: "Change a member's role",
  description:
    "Gives a member another role: at once in the process that answers, within 5 seconds in others. The last owner stays one.",
  errors: ["not_found", "in_use"],
  params: byMember,
  body: memberChangeSchema,
  response: { 200: memberSchema },
} as const;

export const deleteMember = {
  operationId: "deleteMember",
  tags: TAGS,
  summary: "Remove a member",
  description: "Removes a member and ends their sessions. The last owner stays. The log goes on naming them.",
  errors: ["not_found", "in_use"],
  params: byMember,
  response: { 200: deleted("member", "mem_4kTz9Wb1RcA") },
} as const;

export const createInvitation = {
  operationId: "createInvitation",
  tags: TAGS,
  summary: "Invite somebody",
  description: "Makes a link by which one person becomes a member, within seven days. It is shown only here.",
  body: newInvitationSchema,
  response: { 200: shownInvitationSchema },
} as const;

export const listInvitations = {
  operationId: "listInvitations",
  tags: TAGS,
  summary: "List invitations",
  description: "Lists the invitations that nobody has taken yet.",
  querystring: pageQuery,
  response: { 200: listOf(invitationSchema, "The invitations") },
} as const;

export const deleteInvitation = {
  operationId: "deleteInvitation",
  tags: TAGS,
  summary: "Withdraw an invitation",
  description: "From now on the invitation's link is good for nothing.",
  errors: ["not_found"],
  params: byInvitation,
  response: { 200: deleted("invitation", "inv_8sRq2Xe7LmC") },
} as const;

export const getOrganization = {
  operationId: "getOrganization",
  tags: ["Organization"],
  summary: "Get the organization",
  description: "Shows whose installation it is, and for how long conversations are kept.",
  response: { 200: organizationSchema },
} as const;

export const updateOrganization = {
  operationId: "updateOrganization",
  tags: ["Organization"],
  summary: "Change the organization",
  description:
    "Changes what the organization is called, its time zone, or for how long ended conversations are kept. With a " +
    "shorter time, what is older is deleted within a minute, with everything of it, and does not come back.",
  body: organizationChangeSchema,
  response: { 200: organizationSchema },
} as const;
