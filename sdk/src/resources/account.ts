import type { Endpoints } from "../endpoints.ts";

/** Who is signed in on this page: their session is a cookie, which the browser sends by itself. */
export const account = (on: Endpoints) => ({
  /** Says who is signed in, and what they may do. */
  get: on.get("/account"),
  /** Changes the name or the password of who is signed in. */
  change: on.patch("/account"),
  /** Makes the first owner's account, by the link that the server prints at its start, and signs them in. */
  owner: on.post("/account/owner"),
  /** Signs a member in. */
  signIn: on.post("/account/sign_in"),
  /** Ends the session of this browser. */
  signOut: on.act("/account/sign_out"),
  /** Says what an invitation is for. */
  invitation: on.post("/account/invitation"),
  /** Takes an invitation, and signs in whoever does. */
  acceptInvitation: on.post("/account/invitation/accept"),
});
