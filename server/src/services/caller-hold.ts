import { OperatorError } from "../domain/error.ts";
import type { PhoneCall } from "../ports/telephony.ts";
import type { GuestLine } from "./guest-line.ts";
import type { VoiceSession } from "./voice-session.ts";

/** Nobody waits longer, in ms: an agent that forgot them would leave them waiting for ever. */
const LONGEST = 5 * 60_000;
/** How often it is looked whether the wait is over, in ms. */
const LOOK_EVERY = 100;

/** The agent's place on the line while the caller waits: nobody says anything, and whoever wants the line gets it. */
const NOBODY = { isWrittenDown: false, givesWay: true, hear: () => undefined } as const;

/** The call whose user waits. */
interface HeldCall {
  readonly voice: VoiceSession | null;
  readonly phone: PhoneCall | null;
  readonly isLeft: boolean;
}

interface Waiting {
  readonly voice: VoiceSession;
  readonly line: GuestLine;
  readonly since: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * Lets a caller wait on hold: they hear a tone and nothing of the agent, which does not hear them. It is over when the
 * agent takes them back or has something to say to them, when somebody else takes the line, and after five minutes.
 */
export class CallerHold {
  readonly #call: HeldCall;
  readonly #onError: (error: unknown) => void;
  #waiting: Waiting | null = null;

  /** `onError` is told of a fault of ours. */
  constructor(call: HeldCall, onError: (error: unknown) => void) {
    this.#call = call;
    this.#onError = onError;
  }

  /**
   * Lets the caller wait once what was said to them is heard. Throws `conversation_not_active` where somebody has the line
   * in the agent's place, and what the network says where it refuses.
   */
  async begin(): Promise<void> {
    const { voice, phone } = this.#call;
    if (voice === null || phone === null)
      throw new OperatorError("conversation_not_active", "Nobody is on the telephone yet.");
    await voice.saidAll();
    if (this.#waiting !== null) return;
    const line = voice.yieldTo(NOBODY);
    line.setFill("hold_tone");
    const timer = setInterval(() => this.#look(), LOOK_EVERY);
    timer.unref();
    this.#waiting = { voice, line, since: performance.now(), timer };
    try {
      await phone.hold(true);
    } catch (error) {
      this.#letGo();
      throw error;
    }
  }

  /** Takes the caller back. Throws what the network says where it refuses; the agent has them again all the same. */
  async end(): Promise<void> {
    if (this.#waiting === null) return;
    this.#letGo();
    if (!this.#call.isLeft) await this.#call.phone?.hold(false);
  }

  #letGo(): void {
    if (this.#waiting === null) return;
    const { voice, line, timer } = this.#waiting;
    this.#waiting = null;
    clearInterval(timer);
    voice.giveBack(line);
  }

  #look(): void {
    if (this.#waiting === null) return;
    const { voice, line, since } = this.#waiting;
    const isElsewhere = this.#call.isLeft || this.#call.voice !== voice || !voice.sharing.has(line);
    if (!isElsewhere && !voice.sharing.isAgentWaiting && performance.now() - since < LONGEST) return;
    this.end().catch((error: unknown) => {
      // A network that refuses leaves them with the agent, or is not there any more.
      if (!(error instanceof OperatorError)) this.#onError(error);
    });
  }
}
