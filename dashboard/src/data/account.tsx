import type { Client } from "@operator/sdk";
import { createContext, useContext } from "react";

/** Who looks at the pages, and what they may do. */
export type Account = Awaited<ReturnType<Client["account"]["get"]>>;
/** Who is signed in. */
export type Member = NonNullable<Account["member"]>;
/** One thing that somebody may do, such as `agents:write`. */
export type Scope = NonNullable<Account["scopes"]>[number];

/** What the rooms know of who is in them. */
export interface SignedIn {
  readonly member: Member;
  readonly organization: Account["organization"];
  /** Tells whether they may do something; the server refuses it all the same when they may not. */
  can(scope: Scope): boolean;
  /** Ends the session. */
  signOut(): Promise<void>;
}

const SignedInContext = createContext<SignedIn | null>(null);

/** Lets rooms know who is in them. */
export const SignedInProvider = SignedInContext.Provider;

/** Returns who is in the room. Only for what is shown to those who are signed in. */
export function useSignedIn(): SignedIn {
  const signedIn = useContext(SignedInContext);
  if (signedIn === null) throw new Error("Nobody is signed in here.");
  return signedIn;
}
