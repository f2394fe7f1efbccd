import type { Endpoints } from "../endpoints.ts";

/** The links by which people become members. */
export const invitations = (on: Endpoints) => ({
  /** Lists the invitations that nobody has taken yet, newest first. */
  list: on.list("/invitations"),
  /** Makes an invitation; its link comes with the answer, and only there. */
  create: on.post("/invitations"),
  /** Withdraws an invitation. */
  delete: on.delete("/invitations/{id}"),
});
