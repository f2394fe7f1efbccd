import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "../db/database.ts";
import { type ProcedurePulse, readPulses } from "../db/procedures.ts";

interface Options {
  database: Database;
  /** How often it is looked at runs that somebody waits for: what happens in other processes is seen after this. */
  lookEvery: number;
  /** Is told why it could not be looked; it is looked again. */
  onError(error: unknown): void;
}

interface Watched {
  /** What was seen of the run last, as text to compare. */
  seen: string | null;
  /** How many watch it. */
  watchers: number;
  /** Called when something changed; each once. */
  waiting: Set<() => void>;
}

/** Lets whoever waits for runs know that something of them changed, in whichever process that happens. */
export class ProcedureWatch {
  readonly #options: Options;
  readonly #watched = new Map<string, Watched>();
  #looking: Promise<void> | null = null;
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Yields how far a run is, now and whenever something of it changed, until it is over, was deleted, or `signal` is
   * aborted.
   */
  async *follow(id: string, signal: AbortSignal): AsyncGenerator<ProcedurePulse, void> {
    const watched = this.#watched.get(id) ?? { seen: null, watchers: 0, waiting: new Set() };
    this.#watched.set(id, watched);
    watched.watchers += 1;
    try {
      while (!signal.aborted && !this.#isClosed) {
        // Before it is read, so that no change falls between.
        const changed = this.#nextChange(watched, signal);
        const [pulse] = await readPulses(this.#options.database, [id]);
        if (!pulse) return;
        yield pulse;
        await changed;
      }
    } finally {
      watched.watchers -= 1;
      if (watched.watchers === 0) this.#watched.delete(id);
    }
  }

  /** Says that something of a run changed in this process. */
  changed(id: string): void {
    const watched = this.#watched.get(id);
    if (watched) wake(watched);
  }

  /** Looks no more; whoever waits goes on at once. */
  close(): void {
    this.#isClosed = true;
    for (const watched of this.#watched.values()) wake(watched);
  }

  #nextChange(watched: Watched, signal: AbortSignal): Promise<void> {
    this.#looking ??= this.#look();
    return new Promise((resolve) => {
      const stop = () => {
        watched.waiting.delete(stop);
        signal.removeEventListener("abort", stop);
        resolve();
      };
      watched.waiting.add(stop);
      signal.addEventListener("abort", stop, { once: true });
      if (signal.aborted) stop();
    });
  }

  /** Looks every so often at all that is watched, as long as anything is. */
  async #look(): Promise<void> {
    while (this.#watched.size > 0 && !this.#isClosed) {
      await delay(this.#options.lookEvery, undefined, { ref: false });
      try {
        this.#tell(await readPulses(this.#options.database, [...this.#watched.keys()]));
      } catch (error) {
        if (!this.#isClosed) this.#options.onError(error);
      }
    }
    this.#looking = null;
  }

  #tell(pulses: readonly ProcedurePulse[]): void {
    const byId = new Map(pulses.map((pulse) => [pulse.id, JSON.stringify(pulse)]));
    for (const [id, watched] of this.#watched) {
      const now = byId.get(id) ?? "gone";
      if (now === watched.seen) continue;
      watched.seen = now;
      wake(watched);
    }
  }
}

function wake({ waiting }: Watched): void {
  for (const stop of [...waiting]) stop();
}
