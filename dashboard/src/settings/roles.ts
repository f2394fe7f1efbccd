import type { Member } from "../data/account.tsx";

/** What members may be. */
export type Role = Member["role"];

/** The roles as people call them, with what each may do. */
export const ROLES: Record<Role, { title: string; may: string }> = {
  owner: { title: "Owner", may: "may do everything" },
  developer: { title: "Developer", may: "may change everything but members and the organization" },
  viewer: { title: "Viewer", may: "may see everything and change nothing" },
};

/** The roles as choices. */
export const ROLE_CHOICES = (["owner", "developer", "viewer"] as const).map((role) => ({
  value: role,
  title: `${ROLES[role].title}: ${ROLES[role].may}`,
}));
