/**
 * What a caller demands of a thing before it is changed: that it bears one of these entity tags, or merely that it is
 * there. Null demands nothing. (RFC 9110, section 13.1.1; tags are without their quotes, weak ones are left out, for
 * they match nothing.)
 */
export type Precondition = readonly string[] | "any" | null;

/** Which thing is to be changed, and how it must be for that. */
export interface Target {
  readonly id: string;
  readonly ifMatch: Precondition;
}

/** Means a thing however it is. */
export function anyStateOf(id: string): Target {
  return { id, ifMatch: null };
}
