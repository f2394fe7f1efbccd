import type { VoiceRate } from "../domain/audio.ts";
import { OperatorError } from "../domain/error.ts";
import type { ServerPayload } from "../domain/event-payloads.ts";
import { createResampler } from "../lib/resampler.ts";
import { nextFrame } from "../speech/pacer.ts";
import { FramePairs } from "./frame-pairs.ts";
import type { GuestLine } from "./guest-line.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { openSideListener, type SideListener } from "./side-listener.ts";
import type { VoiceServices, VoiceSession } from "./voice-session.ts";
import { codeOf } from "./voice-languages.ts";

/** What somebody who supervises does. */
export type SupervisionAct = "joined" | "left" | "whisper" | "took_over" | "gave_back";

/** What a supervision is made of. */
export interface SupervisionParts {
  readonly live: LiveConversation;
  /** What the supervisor is called. */
  readonly supervisor: string;
  /** The rate of the supervisor's audio, both ways. */
  readonly sampleRateHz: VoiceRate;
  readonly voices: Pick<VoiceServices, "pacer" | "speech" | "openDetector">;
  /** Takes what both sides said in the same 20 ms; null for silence. */
  onAudio(user: Int16Array | null, agent: Int16Array | null): void;
  /** Is told of what was done, and whether it came about. */
  onAct(act: SupervisionAct, error: unknown): void;
}

/** So many may listen to one conversation at once. */
const MOST_LISTENERS = 10;

/** Somebody who listens to a conversation by voice, may tell its agent something, and may take its place. */
export class Supervision {
  readonly #parts: SupervisionParts;
  readonly #voice: VoiceSession;
  #line: GuestLine | null = null;
  #written: SideListener | null = null;
  #inward: (samples: Int16Array) => Int16Array = (samples) => samples;
  #stop: (() => void)[] = [];
  #isLeft = false;

  /** Throws `not_allowed` for a conversation that is not by voice, or has as many listeners as there may be. */
  constructor(parts: SupervisionParts) {
    const { voice } = parts.live;
    if (voice === null) throw new OperatorError("not_allowed", "Only conversations by voice can be listened to.");
    if (voice.sharing.listeners >= MOST_LISTENERS)
      throw new OperatorError("not_allowed", `${MOST_LISTENERS} listen to this conversation already.`);
    this.#parts = parts;
    this.#voice = voice;
  }

  /** Begins to listen. Throws `conversation_not_active`. */
  async join(): Promise<void> {
    const { supervisor } = this.#parts;
    await this.#act("joined", () => this.#note({ type: "supervisor.joined", supervisor }));
    // They may be gone again by now.
    if (!this.#isLeft) this.#listen();
  }

  /** Tells the agent something that the user does not hear. Throws `conversation_not_active`. */
  whisper(text: string, isUrgent: boolean): Promise<void> {
    const { supervisor } = this.#parts;
    const payload = { type: "supervisor.whisper" as const, supervisor, text, is_urgent: isUrgent };
    return this.#act("whisper", () => this.#note(payload));
  }

  /** Talks with the user in the agent's place from now on. Throws `conversation_not_active`, also where somebody else does. */
  takeOver(): Promise<void> {
    return this.#act("took_over", () => this.#takeOver());
  }

  /** Leaves the user to the agent again. Throws `not_allowed` for who does not have them. */
  giveBack(reason: "given_back" | "left" = "given_back"): Promise<void> {
    return this.#act("gave_back", () => this.#giveBack(reason));
  }

  /** Says that to the user; nothing is heard of it while the agent talks. */
  say(samples: Int16Array): void {
    if (this.#line === null) return;
    this.#line.say(this.#inward(samples));
    this.#written?.hear(samples);
  }

  /** Leaves. A user who is with the supervisor is left to the agent. May be called again; never rejects. */
  async leave(): Promise<void> {
    if (this.#isLeft) return;
    this.#isLeft = true;
    for (const stop of this.#stop.splice(0)) stop();
    const { supervisor } = this.#parts;
    try {
      if (this.#line !== null) await this.giveBack("left");
      await this.#act("left", () => this.#note({ type: "supervisor.left", supervisor }));
    } catch (error) {
      // A conversation that is over, or is held elsewhere by now, has nobody to leave.
      if (!(error instanceof OperatorError)) throw error;
    }
  }

  #listen(): void {
    const { sampleRateHz, voices, onAudio } = this.#parts;
    const fit = createFit(this.#voice.sampleRateHz, sampleRateHz);
    const [user, agent] = [fit(), fit()];
    const pairs = new FramePairs({
      write: (ofUser, ofAgent) => onAudio(ofUser && user(ofUser), ofAgent && agent(ofAgent)),
    });
    const beat = voices.pacer.add((now) => {
      pairs.tick(now);
      return nextFrame(now);
    });
    this.#stop = [this.#voice.sharing.listenIn({ hear: (side, frame) => pairs.add(side, frame) }), () => beat.stop()];
  }

  async #takeOver(): Promise<void> {
    if (this.#line !== null) return;
    const { live, supervisor, sampleRateHz, voices } = this.#parts;
    const line = this.#voice.yieldTo({ isWrittenDown: true, hear: () => undefined });
    try {
      await this.#note({ type: "supervisor.took_over", supervisor });
    } catch (error) {
      this.#voice.giveBack(line);
      throw error;
    }
    this.#inward = createFit(sampleRateHz, line.sampleRateHz)();
    this.#written = openSideListener(voices, {
      sampleRateHz,
      language: codeOf(live.state.language),
      onText: (text) => void this.#note({ type: "supervisor.spoke", supervisor, text }).catch(() => undefined),
    });
    this.#line = line;
    if (this.#isLeft) await this.#giveBack("left");
  }

  async #giveBack(reason: "given_back" | "left"): Promise<void> {
    const line = this.#line;
    if (line === null) throw new OperatorError("not_allowed", "The user is not with you: take over first.");
    this.#line = null;
    this.#written?.close();
    this.#written = null;
    this.#voice.giveBack(line);
    await this.#note({ type: "supervisor.gave_back", supervisor: this.#parts.supervisor, reason });
  }

  #note(payload: ServerPayload): Promise<void> {
    return this.#parts.live.note(payload);
  }

  async #act(act: SupervisionAct, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#parts.onAct(act, null);
    } catch (error) {
      this.#parts.onAct(act, error);
      throw error;
    }
  }
}

/** Makes what brings samples from one rate to another, anew for each stream of them. */
function createFit(from: VoiceRate, to: VoiceRate): () => (samples: Int16Array) => Int16Array {
  return () => (from === to ? (samples) => samples : createResampler(from, to));
}
