import { OperatorError } from "../domain/error.ts";
import type { VoiceRate } from "../domain/audio.ts";
import type { LineEnd } from "../speech/line-rate.ts";
import { type Guest, GuestLine } from "./guest-line.ts";

/** Hears both sides of a voice. */
export interface VoiceEar {
  /** Takes a frame of 20 ms at the rate of the voice, which is not kept: what the user said, or what they were told. */
  hear(side: "user" | "agent", frame: Int16Array): void;
}

/** Who is on the line of a voice beside the agent: a guest who has it in the agent's place, and those who listen in. */
export class LineSharing {
  #guest: GuestLine | null = null;
  readonly #ears = new Set<VoiceEar>();
  #isAgentWaiting = false;

  /** Whether a guest has the line. */
  get isTaken(): boolean {
    return this.#guest !== null;
  }

  /** Whether the agent has something to say to the user, while a guest has the line. */
  get isAgentWaiting(): boolean {
    return this.isTaken && this.#isAgentWaiting;
  }

  /** How many listen in. */
  get listeners(): number {
    return this.#ears.size;
  }

  /** Gives the line of a conversation to a guest. Throws `conversation_not_active` where one has it already. */
  give(guest: Guest, { id, sampleRateHz }: { id: string; sampleRateHz: VoiceRate | undefined }): GuestLine {
    const isTaken = this.#guest !== null && this.#guest.guest.givesWay !== true;
    if (isTaken || sampleRateHz === undefined) {
      const why = isTaken ? "somebody has the line already" : "nobody is on the line";
      throw new OperatorError("conversation_not_active", `Conversation ${id} cannot be handed over: ${why}.`);
    }
    this.#guest = new GuestLine(guest, sampleRateHz);
    return this.#guest;
  }

  /** Whether that guest has the line. */
  has(line: GuestLine): boolean {
    return this.#guest === line;
  }

  /** Takes the line from a guest. Returns whether they had it. */
  takeBack(line: GuestLine): boolean {
    if (!this.has(line)) return false;
    this.#guest = null;
    return true;
  }

  /** Lets somebody hear both sides from now on. Returns what ends it. */
  listenIn(ear: VoiceEar): () => void {
    this.#ears.add(ear);
    return () => this.#ears.delete(ear);
  }

  /** Tells those who listen in what passed over the line. */
  passed(side: "user" | "agent", frame: Int16Array): void {
    for (const ear of this.#ears) ear.hear(side, frame);
  }

  /** Lets the guest hear the user. Returns what was heard where the agent does not hear it; null where it does. */
  hear(samples: Int16Array): readonly Int16Array[] | null {
    const frames = this.#guest?.hear(samples) ?? null;
    return this.#guest?.guest.isWrittenDown === true ? null : frames;
  }

  /** Sends what a guest has to say, while the agent has said all or not. Returns the frames that were sent. */
  tick(now: number, end: LineEnd | null, hasAgentSaidAll: boolean): Int16Array[] {
    this.#isAgentWaiting = !hasAgentSaidAll;
    return this.#guest?.tick(now, end) ?? [];
  }

  /** Lets go of everybody. */
  close(): void {
    this.#guest = null;
    this.#ears.clear();
  }
}
