import type { Endpoints } from "../endpoints.ts";

/** Text messages and mails, in and out. */
export const messages = (on: Endpoints) => ({
  /** Lists messages, newest first. */
  list: on.list("/messages"),
  /** Reads a message, with what became of it. */
  get: on.get("/messages/{id}"),
  /** Sends a message again that did not arrive. */
  resend: on.act("/messages/{id}/resend"),
});
