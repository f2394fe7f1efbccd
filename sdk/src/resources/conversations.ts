import type { BodyOf } from "../endpoint-types.ts";
import type { Endpoints } from "../endpoints.ts";
import { turnStream, type TurnStreamOptions } from "../turn-stream.ts";
import type { ServerEvent } from "../wire.ts";

/** Conversations, and what happens in them. */
export const conversations = (on: Endpoints) => ({
  /** Lists conversations, newest first. */
  list: on.list("/conversations"),
  /** Creates a conversation; the answer holds its token and where to open the session. */
  create: on.post("/conversations"),
  /** Reads a conversation. */
  get: on.get("/conversations/{id}"),
  /** Changes a conversation that has not begun. */
  change: on.patch("/conversations/{id}"),
  /** Deletes a conversation: one of test mode always, a live one only while it is queued. */
  delete: on.delete("/conversations/{id}"),
  /** Ends a conversation. */
  end: on.act("/conversations/{id}/end"),
  /** Shows what the model is told as the conversation stands, or stood at its end. */
  prompt: on.get("/conversations/{id}/prompt"),
  /** Adds to a conversation's context, merged key by key. */
  context: on.post("/conversations/{id}/context"),
  /** Replaces a conversation's token; the old one is dead at once. */
  refreshToken: on.act("/conversations/{id}/token/refresh"),
  /** Reads a conversation's recording, a WAV file. */
  recording: on.file("/conversations/{id}/recording"),
  /** Deletes a conversation's recording. */
  deleteRecording: on.delete("/conversations/{id}/recording"),
  /** Lets somebody listen to a call and take it over: a token, and the address of a socket. */
  supervision: on.act("/conversations/{id}/supervision"),
  /** Follows a conversation's events, from the first to the last, over all breaks of the line. */
  events: on.events("/conversations/{id}/events", "conversation.ended"),
  /** Sends a message to an async chat, and brings the events of the turn that answers it. */
  session: (
    id: string,
    message: BodyOf<"/conversations/{id}/session", "post">,
    options?: TurnStreamOptions,
  ): AsyncIterable<ServerEvent> => turnStream(on.transport, { id, message }, options),
});
