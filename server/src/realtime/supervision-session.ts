import type { RawData, WebSocket } from "ws";
import type { z } from "zod";
import { AUDIO_FORMATS, samplesPerFrame, type VoiceRate } from "../domain/audio.ts";
import { OperatorError } from "../domain/error.ts";
import { envelop, type EventOrigin } from "../domain/event.ts";
import { supervisorEventSchema, type SupervisorPayload } from "../domain/supervision.ts";
import { inputProblem } from "../lib/issue-text.ts";
import { parseJson } from "../lib/json-depth.ts";
import type { Farewell, Follower } from "../services/audience.ts";
import { openAudioLine } from "../services/audio-line.ts";
import type { OutgoingEvent } from "../services/journal.ts";
import type { Supervision } from "../services/supervision.ts";
import type { SupervisionReady } from "../services/supervisions.ts";
import { CLOSE_CODES } from "./close-codes.ts";
import { frameLimit } from "./frame-limit.ts";

/** A supervisor who lets this many bytes wait does not read, and may come back. */
const MOST_WAITING_BYTES = 1024 * 1024;
/** While this much waits, no more of the log is read, and audio is left out: it would come late. */
const ENOUGH_WAITING_BYTES = 64 * 1024;

/** The ways in which a supervisor's audio may travel. */
export type SupervisionAudio = "pcm_8000" | "pcm_16000";

/** What a supervision's session is opened on. */
export interface SupervisionSessionOptions {
  readonly socket: WebSocket;
  readonly requestId: string;
  readonly origin: EventOrigin;
  readonly ready: SupervisionReady;
  readonly audio: SupervisionAudio;
  onError(error: unknown): void;
}

/** One WebSocket of somebody who supervises: hears both sides and all events, and says what the agent is to be told, or the user. */
export class SupervisionSession implements Follower {
  readonly #options: SupervisionSessionOptions;
  readonly #supervision: Supervision;
  readonly #line: ReturnType<typeof openAudioLine>;
  readonly #limit = frameLimit(performance.now());
  readonly #stereo: Int16Array;
  #seen = 0;

  /** Throws as `Supervision` does. */
  constructor(options: SupervisionSessionOptions) {
    this.#options = options;
    const { socket, audio, ready } = options;
    const sampleRateHz: VoiceRate = AUDIO_FORMATS[audio].sampleRateHz;
    this.#stereo = new Int16Array(2 * samplesPerFrame(sampleRateHz));
    this.#line = openAudioLine({ format: audio, send: () => undefined, clear: () => undefined });
    this.#supervision = ready.open({ sampleRateHz, onAudio: (user, agent) => this.#sendAudio(user, agent) });
    socket.on("message", (data, isBinary) => this.#receive(data, isBinary));
    socket.on("close", () => this.#gone());
    // The close that follows says all there is to say; ws has answered with its code.
    socket.on("error", () => undefined);
  }

  /** Sends the conversation's events from the first on, and begins to listen. Throws `conversation_not_active`. */
  async begin(): Promise<void> {
    await this.#supervision.join();
    await this.#options.ready.live.follow(this, { sequence: 0, eventId: null });
  }

  deliver(event: OutgoingEvent): void {
    this.#seen = event.sequence ?? this.#seen;
    this.#write(event.json);
  }

  async drained(): Promise<void> {
    const { socket } = this.#options;
    if (socket.bufferedAmount < ENOUGH_WAITING_BYTES || socket.readyState !== socket.OPEN) return;
    // A ping goes out after everything before it, and ws says when it has, or that it never will.
    await new Promise<void>((resolve) => socket.ping("", undefined, () => resolve()));
  }

  close(farewell: Farewell): void {
    const { code, reason } = CLOSE_CODES[farewell];
    this.#options.socket.close(code, reason);
  }

  #gone(): void {
    this.#line.close();
    this.#options.ready.live.leave(this);
    this.#supervision.leave().catch((error: unknown) => this.#options.onError(error));
  }

  /** The user is on the left, the agent, or whoever talks in its place, on the right. */
  #sendAudio(user: Int16Array | null, agent: Int16Array | null): void {
    const { socket } = this.#options;
    if (socket.readyState !== socket.OPEN || socket.bufferedAmount > ENOUGH_WAITING_BYTES) return;
    if (user === null && agent === null) return;
    const stereo = this.#stereo;
    for (let at = 0; at < stereo.length / 2; at += 1) {
      stereo[2 * at] = user?.[at] ?? 0;
      stereo[2 * at + 1] = agent?.[at] ?? 0;
    }
    // A copy: what is handed to the socket is not sent yet.
    socket.send(Buffer.from(stereo.slice().buffer));
  }

  #write(text: string): void {
    const { socket } = this.#options;
    if (socket.bufferedAmount > MOST_WAITING_BYTES) socket.terminate();
    else if (socket.readyState === socket.OPEN) socket.send(text);
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (isBinary) return this.#hear(data as Buffer);
    if (!this.#limit.admit(performance.now())) {
      const message = "More messages than one session may send: 100 at once, then 20 a second. This one was not taken.";
      return this.#refuse(new OperatorError("rate_limited", message), null);
    }
    const parsed = parseFrame(String(data));
    if (parsed instanceof OperatorError) return this.#refuse(parsed, null);
    const { id = null, payload } = parsed;
    this.#carryOut(payload).catch((error: unknown) => this.#refuse(error, id));
  }

  #hear(message: Buffer): void {
    try {
      this.#supervision.say(this.#line.read(message, performance.now()));
    } catch (error) {
      if (this.#limit.admit(performance.now())) this.#refuse(error, null);
    }
  }

  #carryOut(payload: SupervisorPayload): Promise<void> {
    switch (payload.type) {
      case "supervisor.whisper":
        return this.#supervision.whisper(payload.text, payload.is_urgent);
      case "supervisor.take_over":
        return this.#supervision.takeOver();
      case "supervisor.give_back":
        return this.#supervision.giveBack();
    }
  }

  /** Answers what was not carried out; the session goes on. */
  #refuse(error: unknown, clientEventId: string | null): void {
    const known = error instanceof OperatorError;
    if (!known) this.#options.onError(error);
    const code = known ? error.code : "internal";
    const message = known ? error.message : "Something went wrong on our side.";
    const payload = { type: "server.error" as const, code, message, client_event_id: clientEventId };
    const place = { sequence: this.#seen, now: new Date() };
    this.#write(JSON.stringify(envelop(this.#options.origin, payload, place)));
  }
}

function parseFrame(text: string): { id?: string | undefined; payload: SupervisorPayload } | OperatorError {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (cause) {
    return new OperatorError("malformed_json", `The frame is not valid JSON: ${(cause as Error).message}`, { cause });
  }
  const parsed = supervisorEventSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { param, message } = inputProblem(parsed.error.issues[0] as z.core.$ZodIssue, value);
  return new OperatorError("invalid_field", `${param === "" ? "The event" : param} ${message}.`);
}
