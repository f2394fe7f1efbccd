import { z } from "zod";
import { timeZoneSchema } from "./organization.ts";
import { SCOPES, type Scope, type Scopes } from "./scope.ts";

/** What members may be. */
export const MEMBER_ROLES = ["owner", "developer", "viewer"] as const;

/** What a member is: an owner may do everything, a developer all but manage members, a viewer look. */
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** What a developer leaves to owners. */
const OWNERS_ONLY = new Set(["members:write", "organization:write"]);

/** Says what a role may do, in the terms in which keys are given rights. */
export function scopesOf(role: MemberRole): Scopes {
  if (role === "owner") return null;
  const isDeveloper = role === "developer";
  return SCOPES.filter((scope) => (isDeveloper ? !OWNERS_ONLY.has(scope) : scope.endsWith(":read")));
}

const moment = z.iso.datetime();
const name = z.string().trim().min(1).max(100);
const email = z.string().trim().max(254).pipe(z.email());
const role = z.enum(MEMBER_ROLES);
/** No rule but a length: others make passwords worse (NIST SP 800-63B, section 5.1.1.2). */
const password = z.string().min(10).max(200).describe("10 to 200 characters, of any kind.");
const code = z.string().min(1).max(200);

const ROLE_MEANING =
  "`owner` may do everything, `developer` everything but manage members and the organization, `viewer` only look.";

/** A member as answered. */
export const memberSchema = z
  .object({
    id: z.string().describe("The member's id, `mem_…`."),
    name: name.describe("What people call them; the log names them so."),
    email: z.string().describe("What they sign in with."),
    role: role.describe(ROLE_MEANING),
    created_at: moment.describe("When they joined, ISO 8601 in UTC."),
    last_seen_at: moment.nullable().describe("When they were here last, to the minute; null when never."),
  })
  .meta({ id: "Member", description: "Somebody who may sign in on the pages of this installation." });

/** The body that changes a member. */
export const memberChangeSchema = z
  .strictObject({ role: role.describe(ROLE_MEANING) })
  .meta({ id: "MemberChange", description: "What a member is to be from now on." });

/** The body that makes the owner's account, or gives an owner a new password. */
export const newOwnerSchema = z
  .strictObject({
    code: code.describe("The code from the link that the platform prints at its start."),
    name: name.describe("What people call you."),
    email: email.describe("What you will sign in with."),
    password,
    organization_name: name.optional().describe("What the organization is called; absent leaves its name."),
    time_zone: timeZoneSchema.optional().describe("Where it is, such as `Europe/Zurich`; absent leaves it."),
  })
  .meta({ id: "NewOwner", description: "The first member, who may do everything." });

/** The body of a sign-in. */
export const credentialsSchema = z
  .strictObject({
    email: z.string().min(1).max(254).describe("Your address."),
    password: z.string().min(1).max(200).describe("Your password."),
  })
  .meta({ id: "Credentials", description: "With what a member signs in." });

/** The body by which members change their own account. */
export const accountChangeSchema = z
  .strictObject({
    name: name.optional().describe("What people call you; absent leaves it."),
    current_password: z.string().min(1).max(200).optional().describe("Needed for a new password."),
    new_password: password.optional().describe("A new password: signs you out everywhere else. Absent leaves it."),
  })
  .meta({ id: "AccountChange", description: "What to change of your own account." });

/** The body of an invitation. */
export const newInvitationSchema = z
  .strictObject({
    role: role.describe(ROLE_MEANING),
    email: email.nullable().default(null).describe("For whom it is alone; null takes whoever has the link."),
  })
  .meta({ id: "NewInvitation", description: "An invitation to be made." });

/** An invitation as answered. */
export const invitationSchema = z
  .object({
    id: z.string().describe("The invitation's id, `inv_…`."),
    role: role.describe("What whoever takes it will be."),
    email: z.string().nullable().describe("For whom it is alone; null takes whoever has the link."),
    created_at: moment.describe("When it was made, ISO 8601 in UTC."),
    expires_at: moment.describe("Until when it can be taken."),
  })
  .meta({ id: "Invitation", description: "An invitation that nobody has taken yet, without its link." });

/** An invitation as answered the one time that its link can be seen. */
export const shownInvitationSchema = invitationSchema
  .extend({ url: z.string().describe("The link to pass on. It works once, and is shown only here.") })
  .meta({ id: "ShownInvitation", description: "An invitation with its link." });

/** The body that asks what an invitation is for. */
export const invitationCodeSchema = z
  .strictObject({ code: code.describe("The code from the invitation's link.") })
  .meta({ id: "InvitationCode", description: "The code of an invitation." });

/** The body that takes an invitation. */
export const acceptanceSchema = z
  .strictObject({
    code: code.describe("The code from the invitation's link."),
    name: name.describe("What people call you."),
    email: email.describe("What you will sign in with."),
    password,
  })
  .meta({ id: "Acceptance", description: "Who takes an invitation." });

/** Who looks at the pages. */
export const accountSchema = z
  .object({
    has_owner: z.boolean().describe("Whether the installation has an owner; if not, make one with the start's link."),
    organization: z
      .object({
        name: z.string().describe("What it is called."),
        time_zone: z.string().describe("In which pages show times, by its IANA name."),
      })
      .describe("Whose installation it is."),
    member: memberSchema.nullable().describe("Who is signed in; null when nobody is."),
    scopes: z
      .array(z.enum(SCOPES as readonly [Scope]))
      .nullable()
      .describe("What they may do; null is everything where somebody is signed in."),
  })
  .meta({ id: "Account", description: "Who looks at the pages, and what they may do." });

/** The wire forms. */
export type Member = z.output<typeof memberSchema>;
export type NewOwner = z.output<typeof newOwnerSchema>;
export type Credentials = z.output<typeof credentialsSchema>;
export type AccountChange = z.output<typeof accountChangeSchema>;
export type NewInvitation = z.output<typeof newInvitationSchema>;
export type Invitation = z.output<typeof invitationSchema>;
export type Acceptance = z.output<typeof acceptanceSchema>;
export type Account = z.output<typeof accountSchema>;
