import { type AnswerScreen, FRESH_SCREEN, heardNext, MACHINE_SCREEN } from "../domain/answering-machine.ts";
import { levelOf, toneIn } from "../lib/tone.ts";

/** Is told who answered. */
interface Options {
  readonly sampleRateHz: number;
  /** A machine has: it is not to be talked with. */
  onMachine(by: "carrier" | "platform"): void;
  /** Its greeting is over, and it records. */
  onReady(by: "carrier" | "platform"): void;
}

/** Below this root mean square of a sample there is noise on the line and no voice. */
const QUIET = 300;
/** What did not come for so long was silence that was not sent, in ms. */
const GAP = 200;

/** Listens to who answered an outgoing call: a person, or a machine, and when that begins to record. */
export class AnswerWatch {
  readonly #options: Options;
  readonly #timer: NodeJS.Timeout;
  #screen: AnswerScreen = FRESH_SCREEN;
  #by: "carrier" | "platform" = "platform";
  #heardAt = performance.now();

  constructor(options: Options) {
    this.#options = options;
    this.#timer = setInterval(() => this.#passQuietly(), GAP);
    this.#timer.unref();
  }

  /** Whether a machine has answered. */
  get isMachine(): boolean {
    return this.#screen.verdict === "machine" || this.#screen.verdict === "ready";
  }

  /** Takes what the other end says. */
  hear(samples: Int16Array): void {
    if (this.#isDecided) return;
    this.#heardAt = performance.now();
    const { sampleRateHz } = this.#options;
    const isSound = levelOf(samples) > QUIET;
    const toneHz = isSound ? toneIn(samples, sampleRateHz) : null;
    this.#take(heardNext(this.#screen, { duration: (samples.length / sampleRateHz) * 1000, isSound, toneHz }));
  }

  /** Takes the carrier's word for it; a machine that was heard already stays one. */
  answeredBy(who: "human" | "machine"): void {
    if (this.isMachine || (who === "human" && this.#isDecided)) return;
    if (who === "human") return this.#take({ ...this.#screen, verdict: "human" });
    this.#by = "carrier";
    this.#take(MACHINE_SCREEN);
  }

  /** Stops listening. */
  close(): void {
    clearInterval(this.#timer);
  }

  get #isDecided(): boolean {
    return this.#screen.verdict === "human" || this.#screen.verdict === "ready";
  }

  #passQuietly(): void {
    if (this.#isDecided) return this.close();
    if (performance.now() - this.#heardAt < GAP) return;
    this.#take(heardNext(this.#screen, { duration: GAP, isSound: false, toneHz: null }));
  }

  #take(next: AnswerScreen): void {
    const wasMachine = this.isMachine;
    const { verdict: before } = this.#screen;
    this.#screen = next;
    if (this.isMachine && !wasMachine) this.#options.onMachine(this.#by);
    if (next.verdict === "ready" && before !== "ready") this.#options.onReady(this.#by);
  }
}
