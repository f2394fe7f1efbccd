/** By what the organization is known among what was read. */
export const ORGANIZATION = ["organization"];

/** By what the list of members is. */
export const MEMBERS = ["members"];
