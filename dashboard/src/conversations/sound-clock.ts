import { createContext, useContext } from "react";

/** While something plays, its time is looked at so often, in ms. */
const EVERY = 80;

/** Knows which moment of a conversation its recording plays. Listeners are told as it goes on. */
export class SoundClock {
  readonly #audio: HTMLAudioElement;
  /** When the recording begins, in ms since 1970. */
  readonly #begin: number;
  readonly #listeners = new Set<() => void>();
  readonly #closed = new AbortController();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(audio: HTMLAudioElement, begin: number) {
    this.#audio = audio;
    this.#begin = begin;
    const { signal } = this.#closed;
    audio.addEventListener("timeupdate", this.#tell, { signal });
    audio.addEventListener("seeking", this.#tell, { signal });
    audio.addEventListener("play", () => this.#tick(), { signal });
    audio.addEventListener("pause", () => clearInterval(this.#timer), { signal });
  }

  /** Returns the moment that is heard, in ms since 1970; null before anything was played. */
  now(): number | null {
    const { currentTime, paused } = this.#audio;
    return currentTime === 0 && paused ? null : this.#begin + currentTime * 1_000;
  }

  /** Plays from a moment on, in ms since 1970. */
  playFrom(time: number): void {
    this.#audio.currentTime = Math.max(0, (time - this.#begin) / 1_000);
    // What cannot be played says so in the player itself.
    void this.#audio.play().catch(() => undefined);
  }

  /** Calls `listener` as it goes on, until the function it returns is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Listens to the player no more. */
  close(): void {
    clearInterval(this.#timer);
    this.#closed.abort();
  }

  readonly #tell = (): void => {
    for (const listener of this.#listeners) listener();
  };

  #tick(): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(this.#tell, EVERY);
  }
}

const SoundContext = createContext<SoundClock | null>(null);

/** Lets rows know what the recording plays; null where there is none. */
export const SoundProvider = SoundContext.Provider;

/** Returns what knows which moment the recording plays; null where there is none. */
export function useSound(): SoundClock | null {
  return useContext(SoundContext);
}
