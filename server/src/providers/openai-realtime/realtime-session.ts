import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import { randomBase62 } from "../../lib/random.ts";
import type { LanguageModel, ModelError, ModelPart, ModelRequest } from "../../ports/language-model.ts";
import { SpeechError } from "../../ports/speech-error.ts";
import type { SpokenSession } from "../../ports/speech-to-speech.ts";
import type { ListenRequest, SpeechToText, TranscriptStream } from "../../ports/speech-to-text.ts";
import { brokenOff } from "../model-failure.ts";
import { Hearing } from "./hearing.ts";
import { Ledger } from "./ledger.ts";
import { type RealtimeEndpoint, RealtimeSocket } from "./realtime-socket.ts";
import { realtimeFailure, SpokenResponse } from "./spoken-response.ts";
import { wantedItems } from "./wanted-items.ts";
import { appendEvent, editEvent, soundSession, taskSession, textSession } from "./wire.ts";

/** The vendor ends a session after 60 minutes; before that a new one is begun in a pause. */
const RENEWED_AFTER = 55 * 60_000;
/** How long the vendor may take to stop an answer that nobody wants any more. */
const STOPPED_WITHIN = 2_000;
/** A vendor that said something so lately is at hand, whatever else it does not do. */
const LIVELY = 3_000;

/** How a session is opened. */
export interface RealtimeOptions {
  readonly endpoint: RealtimeEndpoint;
  readonly model: string;
  /** How it hears and speaks; null for one of text. */
  readonly sound: { readonly sampleRateHz: 8_000 | 16_000; readonly voiceId: string } | null;
}

/** What an event of ours was, for when the vendor complains of it. */
type Purpose = "sound" | "task" | "item" | "truncate" | "delete" | "commit" | "response" | "cancel";

/** One conversation with the vendor: a socket that is made again when it broke, what it hears and what it answers. */
export class RealtimeSession implements SpokenSession<LanguageModel> {
  readonly listener: SpeechToText;
  readonly model: LanguageModel;
  readonly #options: RealtimeOptions;
  readonly #ledger = new Ledger(() => `item_${randomBase62(16)}`);
  #socket: RealtimeSocket | null = null;
  #connectedAt = 0;
  #heardAt = 0;
  /** What was last asked of the model over this socket, as sent. */
  #task = "";
  #response: SpokenResponse | null = null;
  #hearing: Hearing | null = null;
  #isClosed = false;

  constructor(options: RealtimeOptions) {
    this.#options = options;
    this.listener = { name: options.endpoint.vendor.name, open: (request) => this.#listen(request) };
    this.model = { stream: (request) => this.#answer(request) };
  }

  /** Makes the connection, so that it is there when it is needed. */
  connect(): void {
    this.#connection();
  }

  /** Lets go of everything; whoever still reads is told the reason. */
  close(reason: unknown): void {
    this.#isClosed = true;
    this.#hearing?.end();
    this.#hearing = null;
    this.#response?.abort(reason);
    this.#drop();
  }

  #connection(): RealtimeSocket {
    if (this.#socket !== null) return this.#socket;
    const { endpoint, model, sound } = this.#options;
    const socket = new RealtimeSocket(endpoint, model, {
      onEvent: (event) => this.#take(event),
      onEnd: (error, code) => this.#lost(error, code),
    });
    this.#socket = socket;
    this.#connectedAt = performance.now();
    this.#heardAt = this.#connectedAt;
    this.#task = "";
    if (sound === null) this.#send("sound", { type: "session.update", session: textSession() });
    else this.#describeSound(true);
    return socket;
  }

  #describeSound(isBeginning: boolean): void {
    const { sound } = this.#options;
    if (sound === null) return;
    const heard = this.#hearing?.settings ?? { languages: [], keywords: [] };
    const session = soundSession({ voiceId: sound.voiceId, ...heard }, isBeginning);
    this.#send("sound", { type: "session.update", session });
  }

  #send(purpose: Purpose, event: object, id: string = randomBase62(16)): void {
    this.#socket?.send({ event_id: `${purpose}:${id}`, ...event });
  }

  /** Lets the connection go, with what the vendor knew by it. */
  #drop(): void {
    this.#socket?.close();
    const error = brokenOff(this.#options.endpoint.vendor, "the connection was let go");
    // Who only waits for somebody to speak does not notice.
    if (this.#hearing?.isBusy === true) this.#failHearing(error);
    this.#forget(error);
  }

  #lost(error: ModelError, code: number | null): void {
    this.#failHearing(error, code);
    this.#forget(error);
  }

  #forget(error: ModelError): void {
    this.#socket = null;
    this.#ledger.clear();
    const response = this.#response;
    this.#response = null;
    response?.fail(error);
  }

  #take(event: JsonObject): void {
    this.#heardAt = performance.now();
    const { type } = event;
    if (type === "error") this.#takeComplaint(event["error"]);
    else if (typeof type === "string" && type.startsWith("response.")) this.#response?.read(event);
    else this.#hearing?.read(event);
    if (this.#response?.isOver === true) this.#afterResponse();
  }

  #takeComplaint(error: unknown): void {
    const { purpose, id, code } = complaintOf(error);
    if (purpose === "commit" || code === "input_audio_buffer_commit_empty") this.#hearing?.commitRefused();
    else if (purpose === "truncate") this.#doubt(id);
    // An answer is under way that we know nothing of: only a new conversation is one that is known.
    else if (code === "conversation_already_has_active_response") this.#drop();
    else if (!HARMLESS.has(purpose) && !HARMLESS.has(code)) this.#takeFault(purpose, id, error);
  }

  #takeFault(purpose: string, id: string, error: unknown): void {
    const failure = realtimeFailure(this.#options.endpoint.vendor, error);
    if (purpose === "item") this.#ledger.remove(id);
    if (purpose === "task") this.#task = "";
    if (purpose === "sound") this.#failHearing(failure);
    const response = this.#response;
    if (response === null) return;
    // What was asked for is not made then; any other answer is stopped, and over when the vendor says so.
    if (purpose === "response") response.fail(failure);
    else {
      if (!response.isStopping) this.#send("cancel", { type: "response.cancel" });
      response.giveUp(failure);
    }
  }

  #failHearing({ message, isRetryable, status, cause }: ModelError, code: number | null = null): void {
    const hearing = this.#hearing;
    this.#hearing = null;
    const shown = code ?? status;
    hearing?.fail(new SpeechError(message, { isRetryable, cause, ...(shown === null ? {} : { status: shown }) }));
  }

  /** The vendor did not cut what was to be cut: the next request replaces it. */
  #doubt(id: string): void {
    const item = this.#ledger.find(id);
    if (item === null) return;
    item.voice = null;
    item.isCut = true;
  }

  #afterResponse(): void {
    this.#response = null;
    const isOld = performance.now() - this.#connectedAt > RENEWED_AFTER;
    if (!isOld || this.#hearing?.isBusy === true) return;
    this.#drop();
    this.#connection();
  }

  #listen(request: ListenRequest): TranscriptStream {
    this.#leave(this.#hearing);
    const hearing: Hearing = new Hearing(request, {
      vendor: this.#options.endpoint.vendor,
      ledger: this.#ledger,
      append: (samples) => this.#connection().send(appendEvent(samples)),
      commit: () => this.#send("commit", { type: "input_audio_buffer.commit" }),
      onLeave: () => this.#leave(hearing),
    });
    if (this.#isClosed || request.signal.aborted) {
      hearing.end();
      return hearing;
    }
    request.signal.addEventListener("abort", () => this.#leave(hearing), { once: true });
    this.#hearing = hearing;
    if (this.#socket === null) this.#connection();
    else this.#describeSound(false);
    return hearing;
  }

  /** A vendor that does not say what it heard and is silent otherwise, too, has gone: the next need connects anew. */
  #leave(hearing: Hearing | null): void {
    if (hearing === null || this.#hearing !== hearing) return;
    this.#hearing = null;
    const isGone = hearing.isWaiting && performance.now() - this.#heardAt > LIVELY;
    hearing.end();
    if (isGone) this.#drop();
    else this.#socket?.send({ type: "input_audio_buffer.clear" });
  }

  async *#answer(request: ModelRequest): AsyncGenerator<ModelPart, void> {
    const { signal } = request;
    signal.throwIfAborted();
    await this.#stopOther(signal);
    if (this.#isClosed) throw brokenOff(this.#options.endpoint.vendor, "the conversation is over");
    const response = this.#ask(request);
    const onAbort = () => this.#stop(response, signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      yield* response.parts();
    } finally {
      signal.removeEventListener("abort", onAbort);
      this.#stop(response, new Error("The reader has left."));
    }
  }

  #ask(request: ModelRequest): SpokenResponse {
    this.#connection();
    this.#describeTask(request);
    for (const edit of this.#ledger.reconcile(wantedItems(request.messages)))
      this.#send(edit.type === "create" ? "item" : edit.type, editEvent(edit), edit.id);
    const { endpoint, sound } = this.#options;
    const sampleRateHz = sound?.sampleRateHz ?? 16_000;
    const response = new SpokenResponse({ vendor: endpoint.vendor, ledger: this.#ledger, sampleRateHz });
    this.#response = response;
    this.#send("response", { type: "response.create" });
    return response;
  }

  #describeTask({ system, tools }: ModelRequest): void {
    const session = taskSession({ system, tools });
    const task = JSON.stringify(session);
    if (task === this.#task) return;
    this.#task = task;
    this.#send("task", { type: "session.update", session });
  }

  #stop(response: SpokenResponse, reason: unknown): void {
    if (response.isOver || response.isStopping) return;
    response.abort(reason);
    if (this.#response === response) this.#send("cancel", { type: "response.cancel" });
  }

  /** Waits until the vendor has stopped the answer before; one that does not stop is left with its connection. */
  async #stopOther(signal: AbortSignal): Promise<void> {
    for (let other = this.#response; other !== null; other = this.#response) {
      this.#stop(other, brokenOff(this.#options.endpoint.vendor, "another request came"));
      const hasStopped = await settlesWithin(other.whenOver, STOPPED_WITHIN, signal);
      signal.throwIfAborted();
      if (!hasStopped && this.#response === other) this.#drop();
    }
  }
}

/** Reads what a complaint is about: our events are named after their purpose and the item that they concern. */
function complaintOf(error: unknown): { purpose: string; id: string; code: unknown } {
  const fields = isJsonObject(error) ? error : {};
  const about = typeof fields["event_id"] === "string" ? fields["event_id"] : "";
  const [purpose = "", id = ""] = about.split(":");
  return { purpose, id, code: fields["code"] };
}

/**
 * What a complaint may be about, or its code, without any harm: what was to be stopped was over, what was to go was gone;
 * a session that is over by time is closed next.
 */
const HARMLESS: ReadonlySet<unknown> = new Set(["cancel", "delete", "response_cancel_not_active", "session_expired"]);

/** Waits for a promise, but only so long, and only until the signal is aborted. Returns whether it was settled. */
async function settlesWithin(waited: Promise<void>, ms: number, signal: AbortSignal): Promise<boolean> {
  let stop = (): void => undefined;
  const enough = new Promise<false>((resolve) => {
    stop = () => resolve(false);
  });
  const timer = setTimeout(stop, ms);
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([waited.then(() => true), enough]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}
