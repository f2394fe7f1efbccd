/** What the passing of time asks of an open conversation. */
interface Options {
  /** How long it waits for a session that dropped; null where it can do without one. */
  reconnectWithin: number | null;
  /** How long it stays in memory at rest; null where it does for its whole length. */
  sleepAfter: number | null;
  /** The session did not come back in time. */
  onAbsence(): void;
  /** Nothing happened for a while. Returns whether it sleeps now; it is asked again otherwise. */
  onQuiet(): boolean;
  /** The time that was set has come. */
  onAlarm(): void;
}

/** The longest time that a timer takes; what is farther away, jobs look after. */
const LONGEST = 2 ** 31 - 1;

/** The timers of one open conversation. */
export class ConversationTimers {
  readonly #options: Options;
  #absence: NodeJS.Timeout | undefined;
  #quiet: NodeJS.Timeout | undefined;
  #alarm: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Begins to wait for a session that dropped. */
  sessionGone(): void {
    clearTimeout(this.#absence);
    const { reconnectWithin, onAbsence } = this.#options;
    if (reconnectWithin !== null && !this.#isStopped) this.#absence = setTimeout(onAbsence, reconnectWithin);
  }

  /** Stops waiting for a session. */
  sessionBack(): void {
    clearTimeout(this.#absence);
  }

  /** Says that the conversation is in use, so that it stays in memory for a while. */
  stay(): void {
    clearTimeout(this.#quiet);
    const { sleepAfter, onQuiet } = this.#options;
    if (sleepAfter === null || this.#isStopped) return;
    this.#quiet = setTimeout(() => {
      if (!onQuiet()) this.stay();
    }, sleepAfter);
  }

  /** Sets the alarm; null takes it back. */
  setAlarm(at: Date | null): void {
    clearTimeout(this.#alarm);
    if (at === null || this.#isStopped) return;
    const left = Math.min(Math.max(0, at.getTime() - Date.now()), LONGEST);
    this.#alarm = setTimeout(this.#options.onAlarm, left);
    this.#alarm.unref();
  }

  /** Stops all timers for good. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#absence);
    clearTimeout(this.#quiet);
    clearTimeout(this.#alarm);
  }
}
