import { setTimeout as delay } from "node:timers/promises";
import type { RecordingChunk, RecordingLease, RecordingStart, RecordingWriter } from "../db/recording-writer.ts";
import { FRAME_MS } from "../domain/audio.ts";
import { Tape } from "./recording-tape.ts";

/** So much audio waits for a database that is away; what is older than that is given up. In ms. */
const MOST_WAITING = 30_000;
/** The pause before what was not stored is stored again. */
const RETRY_AFTER = 1_000;
/** For so long a recording that is over waits for a database that is away. */
const GIVE_UP_AFTER = 30_000;

/** What a recorder writes with, and whom it tells. */
export interface RecorderParts {
  writer: Pick<RecordingWriter, "begin" | "append" | "end">;
  /** A clock in ms that never goes back. */
  now: () => number;
  /** Is told of bytes that were stored. */
  onStored: (bytes: number) => void;
  /** Is told of audio, in ms, that was given up. */
  onLost: (conversationId: string, duration: number) => void;
  /** Is told why something was not stored; it is tried again. */
  onError: (error: unknown) => void;
  /** Is told, once, when the recorder has nothing more to do. */
  onDone: (recorder: Recorder) => void;
}

/** Which conversation is recorded, and for how many days that is kept. */
export type Recorded = Omit<RecordingStart, "age">;

/**
 * Records one conversation while it runs in this process. One that was recorded before, here or in another process, is
 * gone on with where it is by the clock, and whoever recorded it before can write nothing more.
 */
export class Recorder {
  readonly #recorded: Recorded;
  readonly #parts: RecorderParts;
  readonly #tape: Tape;
  readonly #beganAt: number;
  #waiting: RecordingChunk[] = [];
  /** Null until the database knows of this recorder. */
  #lease: RecordingLease | null = null;
  /** Where this recorder began, from the start of the recording, in ms. */
  #base = 0;
  /** When the time to store what waits is over; null while the conversation runs. */
  #deadline: number | null = null;
  #isDone = false;
  #storing: Promise<void> | null = null;

  constructor(recorded: Recorded, parts: RecorderParts) {
    this.#recorded = recorded;
    this.#parts = parts;
    this.#tape = new Tape(recorded.sampleRateHz);
    this.#beganAt = parts.now();
    this.#store();
  }

  /**
   * Takes what was heard of the user and of the agent in the next 20 ms, at the recorder's rate; null for silence. The
   * frames are not kept. Call it for every 20 ms; where it is not called for longer than half a second there is a gap.
   */
  write(user: Int16Array | null, agent: Int16Array | null): void {
    if (this.#isDone || this.#deadline !== null) return;
    const chunk = this.#tape.put(user, agent, this.#parts.now() - this.#beganAt);
    if (chunk) this.#enqueue(chunk);
  }

  /**
   * Ends the recording, which another recorder may go on with. Resolves once all is stored, or given up: a database that
   * is away is waited for `within` ms at most. Never rejects.
   */
  async close(within: number = GIVE_UP_AFTER): Promise<void> {
    const deadline = this.#parts.now() + within;
    if (this.#deadline === null) {
      const chunk = this.#isDone ? null : this.#tape.cut();
      if (chunk) this.#enqueue(chunk);
    }
    this.#deadline = Math.min(this.#deadline ?? deadline, deadline);
    while (!this.#isDone) {
      this.#store();
      await this.#storing;
    }
  }

  #enqueue(chunk: RecordingChunk): void {
    this.#waiting.push(chunk);
    this.#boundWaiting();
    this.#store();
  }

  #boundWaiting(): void {
    let duration = this.#waiting.reduce((sum, chunk) => sum + chunk.duration, 0);
    while (duration > MOST_WAITING) {
      const oldest = this.#waiting.shift() as RecordingChunk;
      duration -= oldest.duration;
      this.#parts.onLost(this.#recorded.conversationId, oldest.duration);
    }
  }

  #store(): void {
    this.#storing ??= this.#storeWaiting().finally(() => {
      this.#storing = null;
      // Something may have come in the moment in which the last look found nothing.
      if (this.#hasWork()) this.#store();
    });
  }

  #hasWork(): boolean {
    return !this.#isDone && (this.#lease === null || this.#waiting.length > 0 || this.#deadline !== null);
  }

  async #storeWaiting(): Promise<void> {
    while (this.#hasWork()) {
      try {
        await this.#storeNext();
      } catch (error) {
        this.#parts.onError(error);
        if (this.#deadline !== null && this.#parts.now() + RETRY_AFTER > this.#deadline) this.#giveUp();
        else await delay(RETRY_AFTER, undefined, { ref: false });
      }
    }
  }

  async #storeNext(): Promise<void> {
    this.#lease ??= await this.#begin();
    if (this.#lease === null) return this.#finish();
    const chunk = this.#waiting.shift();
    if (chunk) return this.#append(this.#lease, chunk);
    if (this.#deadline === null) return;
    await this.#parts.writer.end(this.#lease, this.#base + this.#tape.position);
    this.#finish();
  }

  async #begin(): Promise<RecordingLease | null> {
    const age = this.#parts.now() - this.#beganAt;
    const begun = await this.#parts.writer.begin({ ...this.#recorded, age });
    if (begun === null) return null;
    const byClock = Math.round(begun.elapsed / FRAME_MS) * FRAME_MS;
    // Clocks differ a little: what was recorded before is not written over.
    this.#base = Math.max(byClock, begun.duration);
    return begun;
  }

  async #append(lease: RecordingLease, chunk: RecordingChunk): Promise<void> {
    try {
      const isStored = await this.#parts.writer.append(lease, { ...chunk, offset: this.#base + chunk.offset });
      if (!isStored) return this.#finish();
    } catch (error) {
      this.#waiting.unshift(chunk);
      this.#boundWaiting();
      throw error;
    }
    this.#parts.onStored((chunk.user?.length ?? 0) + (chunk.agent?.length ?? 0));
  }

  #giveUp(): void {
    const lost = this.#waiting.reduce((sum, chunk) => sum + chunk.duration, 0);
    if (lost > 0) this.#parts.onLost(this.#recorded.conversationId, lost);
    this.#finish();
  }

  /** It was ended, deleted, taken over or given up: nothing is kept, and nothing more is taken. */
  #finish(): void {
    this.#isDone = true;
    this.#waiting = [];
    this.#tape.cut();
    this.#parts.onDone(this);
  }
}
