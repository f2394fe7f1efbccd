import type { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";
import type { z } from "zod";
import { newIdentifierIn } from "../domain/customer.ts";
import { OperatorError } from "../domain/error.ts";
import { isBehindTheScenes, type ServerPayload } from "../domain/event-payloads.ts";
import { type ClientEvent, type ClientPayload, clientEventSchema, envelop, type EventOrigin } from "../domain/event.ts";
import { gatheredWrites } from "../lib/gathered-writes.ts";
import { inputProblem } from "../lib/issue-text.ts";
import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { parseJson } from "../lib/json-depth.ts";
import type { Farewell, Follower } from "../services/audience.ts";
import type { OutgoingEvent } from "../services/journal.ts";
import type { AudioFormat } from "../domain/audio.ts";
import { SessionAudio } from "../services/session-audio.ts";
import type { LiveConversation } from "../services/live-conversation.ts";
import { CLOSE_CODES } from "./close-codes.ts";
import { frameLimit } from "./frame-limit.ts";

/** A client that lets this many bytes wait does not read; it may come back and is sent what it missed. */
const MOST_WAITING_BYTES = 1024 * 1024;
/** While this much waits, no more of a log is read. */
const ENOUGH_WAITING_BYTES = 64 * 1024;

/** What a session is opened on. */
export interface ChatSessionOptions {
  socket: WebSocket;
  /** What the WebSocket runs on. */
  stream: Duplex;
  /** The request that opened it. */
  requestId: string;
  origin: EventOrigin;
  /** The conversation; null when it is over and only read out. */
  live: LiveConversation | null;
  /** The place in the log of the last event that the client has. */
  seen: number;
  /** Whether the client has an API key, and not the conversation's token alone. */
  hasKey: boolean;
}

/** One WebSocket session of a conversation: takes the client's events in, sends the conversation's out. */
export class ChatSession implements Follower {
  readonly requestId: string;
  readonly #socket: WebSocket;
  readonly #gather: () => void;
  readonly #origin: EventOrigin;
  readonly #live: LiveConversation | null;
  readonly #hasKey: boolean;
  readonly #limit = frameLimit(performance.now());
  /** Bytes of the event sent last. */
  #lastSize = 0;
  #seen: number;
  /** The audio of a conversation by voice. */
  #audio: SessionAudio | null = null;

  constructor({ socket, stream, requestId, origin, live, seen, hasKey }: ChatSessionOptions) {
    this.requestId = requestId;
    this.#socket = socket;
    this.#gather = gatheredWrites(stream);
    this.#origin = origin;
    this.#live = live;
    this.#hasKey = hasKey;
    this.#seen = seen;
    socket.on("message", (data, isBinary) => this.#receive(data, isBinary));
    socket.on("close", () => this.#gone());
    // The close that follows says all there is to say; ws has answered with its code.
    socket.on("error", () => undefined);
  }

  /** Begins to carry the audio of the conversation. */
  talk(format: AudioFormat | null): void {
    const voice = this.#live?.voice ?? null;
    if (voice === null || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#audio = new SessionAudio(voice, {
      format,
      send: (message) => this.#send(message),
      clear: () => this.#tell({ type: "agent.audio.cleared" }),
      refuse: (error) => this.#refuse(error, null),
    });
  }

  #gone(): void {
    this.#audio?.close();
    this.#audio = null;
    this.#live?.leave(this);
  }

  deliver(event: OutgoingEvent): void {
    this.#seen = event.sequence ?? this.#seen;
    if (this.#hasKey || !isBehindTheScenes(event.type)) this.#write(event.json);
  }

  async drained(): Promise<void> {
    const socket = this.#socket;
    if (socket.bufferedAmount < ENOUGH_WAITING_BYTES || socket.readyState !== socket.OPEN) return;
    // A ping goes out after everything before it, and ws says when it has, or that it never will.
    await new Promise<void>((resolve) => socket.ping("", undefined, () => resolve()));
  }

  close(farewell: Farewell): void {
    const { code, reason } = CLOSE_CODES[farewell];
    this.#socket.close(code, reason);
  }

  #write(text: string): void {
    // One event may be larger than the bound; that it has not gone out yet says nothing of the reader.
    if (this.#socket.bufferedAmount > MOST_WAITING_BYTES + this.#lastSize) this.#socket.terminate();
    else this.#send(text);
    this.#lastSize = Buffer.byteLength(text);
  }

  #send(message: string | Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#gather();
    this.#socket.send(message);
  }

  #receive(data: RawData, isBinary: boolean): void {
    // Before the session has caught up with the log, nobody listens yet.
    if (isBinary && this.#live?.voice) return this.#audio?.hear(data as Buffer);
    if (!this.#limit.admit(performance.now())) {
      const message = "More messages than one session may send: 100 at once, then 20 a second. This one was not taken.";
      return this.#refuse(new OperatorError("rate_limited", message), idIn(data));
    }
    const parsed = isBinary ? BINARY : parseFrame(String(data));
    if (parsed instanceof OperatorError) return this.#refuse(parsed, idIn(data));
    const { id = null, payload } = parsed;
    this.#carryOut(payload, id).catch((error: unknown) => this.#refuse(error, id));
  }

  async #carryOut(payload: ClientEvent["payload"], id: string | null): Promise<void> {
    const live = this.#live;
    if (!live) throw new OperatorError("conversation_not_active", "The conversation has ended. Create a new one.");
    switch (payload.type) {
      case "conversation.start":
        return live.start();
      case "user.message.send":
        return live.send(payload.text, id);
      case "conversation.context.update":
        if (!this.#hasKey) assertNobodyElse(payload.context, live.state.context);
        await live.updateContext(payload.context);
        return undefined;
      case "conversation.end":
        return live.end("client_ended");
      case "audio.played":
      case "webrtc.offer":
        return this.#carryOutAudio(payload);
      case "tool.result.send":
        return live.answerCall(payload.call_id, payload);
    }
  }

  async #carryOutAudio(payload: Extract<ClientPayload, { type: "audio.played" | "webrtc.offer" }>): Promise<void> {
    if (payload.type === "audio.played") return this.#audio?.played(payload.played_ms);
    if (this.#audio === null)
      throw new OperatorError("not_allowed", "This session carries no audio. Open one of a conversation by voice.");
    this.#tell({ type: "webrtc.answer", sdp: await this.#audio.offer(payload.sdp) });
  }

  /** Answers one frame that was not carried out; the session goes on. */
  #refuse(error: unknown, clientEventId: string | null): void {
    const known = error instanceof OperatorError;
    const code = known ? error.code : "internal";
    const message = known ? error.message : "Something went wrong on our side.";
    this.#tell({ type: "server.error", code, message, client_event_id: clientEventId });
  }

  /** Its place is this client's own: one further on would make it miss events when it resumes from this id. */
  #tell(payload: ServerPayload): void {
    this.#write(JSON.stringify(envelop(this.#origin, payload, { sequence: this.#seen, now: new Date() })));
  }
}

/**
 * Throws `not_allowed` for context that says of the customer that they are somebody else. A token is anybody's who talks:
 * what earlier conversations with that other person said would be told to them.
 */
function assertNobodyElse(added: JsonObject, known: JsonObject): void {
  const field = newIdentifierIn(added["$customer"], known["$customer"]);
  if (field === undefined) return;
  const message =
    `The conversation's token does not say who the customer is, so $customer.${field} was not taken. Give it when the ` +
    "conversation is created, or with an API key by POST /conversations/{id}/context.";
  throw new OperatorError("not_allowed", message);
}

const BINARY = new OperatorError("malformed_json", "Send events as JSON text frames, not as binary ones.");

function parseFrame(text: string): ClientEvent | OperatorError {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (cause) {
    return new OperatorError("malformed_json", `The frame is not valid JSON: ${(cause as Error).message}`, { cause });
  }
  const parsed = clientEventSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { param, message } = inputProblem(parsed.error.issues[0] as z.core.$ZodIssue, value);
  return new OperatorError("invalid_field", `${param === "" ? "The event" : param} ${message}.`);
}

/** Above this size a frame that is refused is not looked into: a flood of large ones must cost little. */
const LARGEST_LOOKED_INTO = 4_096;

/** Finds the id a client gave its event, also when the rest of it is wrong; null when it has none or is large. */
function idIn(data: RawData): string | null {
  const text = String(data);
  if (text.length > LARGEST_LOOKED_INTO) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) && typeof value["id"] === "string" ? value["id"].slice(0, 200) : null;
  } catch {
    return null;
  }
}
