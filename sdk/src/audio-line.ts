import { type AudioFormat, durationOf } from "./audio-format.ts";
import { randomId } from "./random-id.ts";
import type { WebSocketLike } from "./web-socket.ts";
import type { ServerEvent } from "./wire.ts";

/** How much is kept of what was spoken while the line was down or slow, in ms. What is older helps nobody any more. */
const MOST_KEPT = 1_000;
/** The most audio the server takes in one message, in ms. */
const LONGEST_MESSAGE = 200;
/** How much the socket may hold back, in bytes, before audio waits here, where it can still be dropped. */
const MOST_UNSENT = 16 * 1024;

/** Takes what a session brings by voice. */
export interface AudioListener {
  /** Takes the agent's voice, 20 ms a call. */
  onAudio(bytes: Uint8Array<ArrayBuffer>): void;
  /**
   * Called when audio that came before and was not played yet is void: throw it away. After `line_lost` what is played
   * counts from 0 again, and what was not reported as played comes again.
   */
  onAudioVoid(why: "cleared" | "line_lost"): void;
}

/** The audio of a session: what comes goes to the listener at once, what is to be sent waits for the line, not for long. */
export class AudioLine {
  readonly format: AudioFormat | "none";
  readonly #listener: AudioListener;
  #socket: WebSocketLike | null = null;
  #waiting: Uint8Array<ArrayBuffer>[] = [];

  constructor(format: AudioFormat | "none", listener: AudioListener) {
    this.format = format;
    this.#listener = listener;
  }

  /** Goes on over a socket that has opened. */
  opened(socket: WebSocketLike): void {
    this.#socket = socket;
    this.#flush(socket);
  }

  /** Gives up the socket, if there is one. */
  lost(): void {
    if (this.#socket === null) return;
    this.#socket = null;
    this.#listener.onAudioVoid("line_lost");
  }

  /** Takes a binary message of the server. */
  received(data: ArrayBuffer): void {
    this.#listener.onAudio(new Uint8Array(data));
  }

  /** Takes an event, in its order among the audio. */
  happened({ payload }: ServerEvent): void {
    if (payload.type === "agent.audio.cleared") this.#listener.onAudioVoid("cleared");
  }

  /** Sends audio, or keeps the latest second of it until it can be sent. Throws when there is too much for one message. */
  send(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.format === "none") throw new Error("This session has no audio. Open it with an audio format.");
    const format = this.format;
    if (durationOf(format, bytes) > LONGEST_MESSAGE)
      throw new RangeError(`A message may have at most ${LONGEST_MESSAGE} ms of audio. Send it in parts.`);
    this.#waiting.push(bytes);
    if (this.#socket !== null) this.#flush(this.#socket);
    let kept = this.#waiting.reduce((sum, each) => sum + durationOf(format, each), 0);
    while (kept > MOST_KEPT) kept -= durationOf(format, this.#waiting.shift() as Uint8Array);
  }

  /** Tells the server how much was played. Lost with the line: the next report says all that this one says. */
  reportPlayed(playedMs: number): void {
    const payload = { type: "audio.played", played_ms: Math.max(0, Math.round(playedMs)) };
    this.#socket?.send(JSON.stringify({ id: randomId(), payload }));
  }

  #flush(socket: WebSocketLike): void {
    let count = 0;
    for (const bytes of this.#waiting) {
      if ((socket.bufferedAmount ?? 0) > MOST_UNSENT) break;
      socket.send(bytes);
      count++;
    }
    this.#waiting.splice(0, count);
  }
}
