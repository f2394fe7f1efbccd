import type { WebSocket } from "ws";

/** What the vendor answers to a `response.create`. Texts come in pieces of a few characters. */
export interface ScriptedAnswer {
  text?: string;
  /** How many ms of voice come with each piece of the text; none for an answer in writing. */
  voicePerPiece?: number;
  calls?: readonly { name: string; input: unknown; callId?: string }[];
  usage?: { input_tokens: number; output_tokens: number };
  /** Ends as failed with this error. */
  fails?: { type: string; code?: string; message: string };
  /** Breaks the connection in the middle of the text. */
  isCut?: boolean;
  /** Says the first half of the text, then nothing until it is cancelled. */
  stalls?: boolean;
  /** Does not even stop when it is cancelled. */
  isDeaf?: boolean;
  /** The names of the interface's first version. */
  isOld?: boolean;
  /** Sends these messages, as they are, instead of anything else. */
  raw?: readonly string[];
}

/** What the vendor writes down of an utterance: its words, an error, or nothing at all. */
export type ScriptedTranscript = string | { fails: { code: string; message: string } } | { isNever: true };

/** An item of the vendor's conversation. */
export interface ServedItem {
  id: string;
  type: string;
  role?: string;
  text: string;
  /** The voice in it, in ms; null when it is text. */
  ms: number | null;
  callId?: string;
  name?: string;
}

/** One connection as the vendor sees it. */
export interface ServedSession {
  /** The head of the request that opened it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Every event that came, in order. */
  readonly events: readonly Record<string, unknown>[];
  readonly items: readonly ServedItem[];
  /** What it was last told of instructions, tools and sound. */
  readonly settings: Record<string, unknown>;
  /** What was heard and not committed, in ms. */
  bufferedMs(): number;
  /** Complaints that it made. */
  readonly complaints: readonly string[];
  send(event: object): void;
  sendRaw(text: string): void;
  close(code: number, reason: string): void;
  breakOff(): void;
}

/** What all connections to the fake share. */
export interface World {
  answers: ScriptedAnswer[];
  transcripts: ScriptedTranscript[];
  offScript: string[];
  asked: { items: readonly ServedItem[]; settings: Record<string, unknown> } | null;
  ids: number;
}

const BYTES_PER_MS = 48;

/** Plays the vendor on one connection: holds a conversation as the vendor does. */
export class Served implements ServedSession {
  readonly url: string;
  readonly headers: ServedSession["headers"];
  readonly events: Record<string, unknown>[] = [];
  readonly complaints: string[] = [];
  items: ServedItem[] = [];
  settings: Record<string, unknown> = {};
  isAnswering = false;
  readonly #world: World;
  readonly #socket: WebSocket;
  #buffered = 0;
  #answering: { id: string; answer: ScriptedAnswer; isCancelled: boolean } | null = null;

  constructor(world: World, socket: WebSocket, head: Pick<ServedSession, "url" | "headers">) {
    this.#world = world;
    this.#socket = socket;
    this.url = head.url;
    this.headers = head.headers;
    this.send({ type: "session.created", session: { type: "realtime", id: "sess_1" } });
    socket.on("message", (data) => this.#take(JSON.parse(data.toString()) as Record<string, unknown>));
    socket.on("close", () => {
      this.isAnswering = false;
    });
  }

  bufferedMs(): number {
    return this.#buffered / BYTES_PER_MS;
  }

  send(event: object): void {
    this.sendRaw(JSON.stringify({ event_id: `event_${++this.#world.ids}`, ...event }));
  }

  sendRaw(text: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  breakOff(): void {
    this.#socket.terminate();
  }

  #take(event: Record<string, unknown>): void {
    this.events.push(event);
    const { type } = event;
    if (type === "session.update") return this.#update(event["session"] as Record<string, unknown>);
    if (type === "input_audio_buffer.append") {
      this.#buffered += Buffer.from(event["audio"] as string, "base64").length;
      return;
    }
    if (type === "input_audio_buffer.clear") {
      this.#buffered = 0;
      return this.send({ type: "input_audio_buffer.cleared" });
    }
    if (type === "input_audio_buffer.commit") return this.#commit(event);
    if (type === "conversation.item.create") return this.#create(event);
    if (type === "conversation.item.delete") return this.#delete(event);
    if (type === "conversation.item.truncate") return this.#truncate(event);
    if (type === "response.create") return this.#answer(event);
    if (type === "response.cancel") return this.#cancel(event);
    this.#world.offScript.push(`the unknown event ${String(type)}`);
  }

  #complain(about: Record<string, unknown>, code: string, message: string): void {
    this.complaints.push(code);
    const error = { type: "invalid_request_error", code, message, param: null, event_id: about["event_id"] };
    this.send({ type: "error", error });
  }

  #update(session: Record<string, unknown>): void {
    this.settings = { ...this.settings, ...session };
    this.send({ type: "session.updated", session: this.settings });
  }

  #commit(event: Record<string, unknown>): void {
    const ms = this.bufferedMs();
    if (ms < 100) return this.#complain(event, "input_audio_buffer_commit_empty", `only ${ms} ms`);
    this.#buffered = 0;
    const script = this.#world.transcripts.shift();
    if (script === undefined) this.#world.offScript.push("an utterance");
    const id = `item_${++this.#world.ids}`;
    this.send({ type: "input_audio_buffer.committed", previous_item_id: this.items.at(-1)?.id ?? null, item_id: id });
    this.items.push({ id, type: "message", role: "user", text: "", ms });
    this.send({ type: "conversation.item.added", item: { id, type: "message", role: "user" } });
    this.#transcribe(id, script ?? "");
  }

  #transcribe(id: string, script: ScriptedTranscript): void {
    const about = { item_id: id, content_index: 0 };
    const prefix = "conversation.item.input_audio_transcription";
    if (typeof script === "string") {
      for (const piece of piecesOf(script)) this.send({ type: `${prefix}.delta`, ...about, delta: piece });
      this.send({ type: `${prefix}.completed`, ...about, transcript: script });
    } else if ("fails" in script) this.send({ type: `${prefix}.failed`, ...about, error: script.fails });
  }

  #create(event: Record<string, unknown>): void {
    const item = event["item"] as Record<string, unknown>;
    const content = (item["content"] ?? []) as { type: string; text: string }[];
    const wanted = item["role"] === "assistant" ? "output_text" : "input_text";
    if (content.some(({ type }) => type !== wanted)) return this.#complain(event, "invalid_value", "Wrong content.");
    const place = this.#placeBehind(event["previous_item_id"]);
    if (place === null) return this.#complain(event, "item_create_invalid_previous_item", "No such item.");
    const text = content.map((part) => part.text).join("");
    this.items.splice(place, 0, servedItem(item, text));
    this.send({ type: "conversation.item.added", item });
  }

  #placeBehind(id: unknown): number | null {
    if (id === undefined) return this.items.length;
    if (id === "root") return 0;
    const index = this.items.findIndex((item) => item.id === id);
    return index < 0 ? null : index + 1;
  }

  #delete(event: Record<string, unknown>): void {
    const index = this.items.findIndex(({ id }) => id === event["item_id"]);
    if (index < 0) return this.#complain(event, "item_delete_invalid_item_id", "No such item.");
    this.items.splice(index, 1);
    this.send({ type: "conversation.item.deleted", item_id: event["item_id"] });
  }

  #truncate(event: Record<string, unknown>): void {
    const item = this.items.find(({ id }) => id === event["item_id"]);
    const ms = Number(event["audio_end_ms"]);
    if (item === undefined || item.role !== "assistant" || item.ms === null || ms > item.ms)
      return this.#complain(event, "invalid_value", "It cannot be truncated there.");
    item.ms = ms;
    item.text = `(${ms} ms)`;
    this.send({ type: "conversation.item.truncated", item_id: item.id, content_index: 0, audio_end_ms: ms });
  }

  #answer(event: Record<string, unknown>): void {
    if (this.#answering !== null)
      return this.#complain(event, "conversation_already_has_active_response", "One is in progress.");
    const answer = this.#world.answers.shift();
    this.#world.asked = { items: this.items.map((item) => ({ ...item })), settings: this.settings };
    if (answer === undefined) {
      this.#world.offScript.push("an answer was asked for");
      return this.close(1011, "off script");
    }
    const id = `resp_${++this.#world.ids}`;
    this.#answering = { id, answer, isCancelled: false };
    this.isAnswering = true;
    this.send({ type: "response.created", response: { id, object: "realtime.response", status: "in_progress" } });
    this.#play(id, answer);
  }

  #play(id: string, answer: ScriptedAnswer): void {
    if (answer.raw !== undefined) {
      for (const text of answer.raw) this.sendRaw(text);
      return;
    }
    if (answer.fails !== undefined)
      return this.#done("failed", { status_details: { type: "failed", error: answer.fails } });
    if (answer.text !== undefined) {
      const isWhole = this.#say(id, answer, answer.text);
      if (!isWhole) return;
    }
    for (const call of answer.calls ?? []) this.#call(call);
    this.#done("completed", { usage: answer.usage ?? { input_tokens: 10, output_tokens: 5 } });
  }

  /** Returns whether the text came to its end. */
  #say(responseId: string, answer: ScriptedAnswer, text: string): boolean {
    const item: ServedItem = {
      id: `item_${++this.#world.ids}`,
      type: "message",
      role: "assistant",
      text: "",
      ms: null,
    };
    this.items.push(item);
    const about = { response_id: responseId, item_id: item.id, output_index: 0, content_index: 0 };
    const added = { id: item.id, type: "message", role: "assistant" };
    this.send({ type: "response.output_item.added", ...about, item: added });
    const pieces = piecesOf(text);
    const isWhole = !answer.stalls && !answer.isCut;
    const said = isWhole ? pieces : pieces.slice(0, Math.ceil(pieces.length / 2));
    for (const piece of said) this.#sayPiece(piece, { item, answer, about });
    if (answer.isCut) setTimeout(() => this.breakOff(), 20);
    return isWhole;
  }

  #sayPiece(piece: string, { item, answer, about }: { item: ServedItem; answer: ScriptedAnswer; about: object }): void {
    const { voicePerPiece = 0, isOld = false } = answer;
    const names = isOld ? OLD_NAMES : NEW_NAMES;
    item.text += piece;
    this.send({ type: voicePerPiece > 0 ? names.transcript : names.text, ...about, delta: piece });
    if (voicePerPiece === 0) return;
    item.ms = (item.ms ?? 0) + voicePerPiece;
    this.send({ type: names.audio, ...about, delta: tone(voicePerPiece) });
  }

  #call({ name, input, callId }: { name: string; input: unknown; callId?: string }): void {
    const id = `item_${++this.#world.ids}`;
    const call = { id, type: "function_call", call_id: callId ?? `call_${id}`, name, arguments: JSON.stringify(input) };
    this.items.push({ id, type: "function_call", text: call.arguments, ms: null, callId: call.call_id, name });
    this.send({ type: "response.output_item.added", item: { ...call, arguments: "" } });
    for (const delta of piecesOf(call.arguments))
      this.send({ type: "response.function_call_arguments.delta", item_id: id, call_id: call.call_id, delta });
    this.send({ type: "response.output_item.done", item: call });
  }

  #cancel(event: Record<string, unknown>): void {
    if (this.#answering === null) return this.#complain(event, "response_cancel_not_active", "There is none.");
    if (this.#answering.answer.isDeaf !== true) this.#done("cancelled", {});
  }

  #done(status: string, fields: object): void {
    const id = this.#answering?.id;
    this.#answering = null;
    this.isAnswering = false;
    this.send({ type: "response.done", response: { id, object: "realtime.response", status, output: [], ...fields } });
  }
}

const NEW_NAMES = {
  text: "response.output_text.delta",
  transcript: "response.output_audio_transcript.delta",
  audio: "response.output_audio.delta",
};
const OLD_NAMES = {
  text: "response.text.delta",
  transcript: "response.audio_transcript.delta",
  audio: "response.audio.delta",
};

function servedItem(item: Record<string, unknown>, text: string): ServedItem {
  const { id, type, role, output, call_id: callId, name } = item;
  return {
    id: String(id),
    type: String(type),
    text: text === "" ? String(output ?? item["arguments"] ?? "") : text,
    ms: null,
    ...(role === undefined ? {} : { role: String(role) }),
    ...(callId === undefined ? {} : { callId: String(callId) }),
    ...(name === undefined ? {} : { name: String(name) }),
  };
}

/** Cuts a text into pieces of six characters, never within a character. */
function piecesOf(text: string): string[] {
  const characters = [...text];
  const pieces: string[] = [];
  for (let start = 0; start < characters.length; start += 6) pieces.push(characters.slice(start, start + 6).join(""));
  return pieces;
}

/** Codes a tone of 440 Hz as the vendor does. */
function tone(ms: number): string {
  const bytes = Buffer.alloc(ms * BYTES_PER_MS);
  for (let index = 0; index < bytes.length / 2; index++)
    bytes.writeInt16LE(Math.round(8_000 * Math.sin((2 * Math.PI * 440 * index) / 24_000)), index * 2);
  return bytes.toString("base64");
}
