import { isFillerDue, silenceStep } from "../domain/dead-air.ts";
import type { ServerPayload } from "../domain/event-payloads.ts";
import type { VoiceConfig } from "../domain/voice-config.ts";
import { fillerIn, nudgeIn } from "../domain/voice-phrases.ts";
import type { VoicePipeline } from "../speech/voice-pipeline.ts";

/** What a watch does about a silence. */
interface Options {
  /** The English name of the language that is spoken now. */
  language(): string;
  say(text: string): Promise<void>;
  record(payload: ServerPayload): void;
  leave(reason: "user_silent" | "too_long"): void;
}

/** Between two looks, in ms. */
export const LOOK_EVERY = 200;

/** Who was not looked at for so long was with somebody else, or on hold, in ms: that is no silence of theirs. */
const ELSEWHERE = 5 * LOOK_EVERY;

/** What a watch looks at. */
type Watched = Pick<VoicePipeline, "agentHeardAt" | "userHeardAt" | "isUserWaiting" | "isWorking" | "isSilent">;

/** Sees to it that a conversation by voice has no dead air: fills the agent's silences, and ends those of the user. */
export class VoiceWatch {
  readonly #settings: VoiceConfig;
  readonly #options: Options;
  #lookedAt = 0;
  #fillers = 0;
  #hasNudged = false;
  /** When the user's turn was taken last. */
  #askedAt = 0;
  /** When the two were last brought together again. */
  #resumedAt = 0;

  constructor(settings: VoiceConfig, options: Options) {
    this.#settings = settings;
    this.#options = options;
  }

  /** Says that the user has said something. */
  userSpoke(): void {
    this.#fillers = 0;
    this.#hasNudged = false;
    this.#askedAt = performance.now();
  }

  /**
   * Looks whether something is to be done; to be called all the time that the two are together. `duration` is how long the
   * conversation has gone on.
   */
  look(pipeline: Watched, { now, duration }: { now: number; duration: number }): void {
    if (now - this.#lookedAt < LOOK_EVERY) return;
    if (now - this.#lookedAt > ELSEWHERE) this.#resume(now);
    this.#lookedAt = now;
    if (duration >= this.#settings.max_duration_sec * 1000) return this.#options.leave("too_long");
    if (pipeline.isUserWaiting) this.#fill(pipeline, now);
    else if (pipeline.isSilent) this.#watchUser(pipeline, now);
  }

  #resume(now: number): void {
    this.#hasNudged = false;
    this.#resumedAt = now;
  }

  #fill({ agentHeardAt, isWorking }: Watched, now: number): void {
    if (!this.#settings.is_filler_enabled) return;
    const since = Math.max(agentHeardAt, this.#askedAt, this.#resumedAt);
    const reason = isWorking ? ("slow_tool" as const) : ("slow_model" as const);
    if (!isFillerDue({ since, reason, fillers: this.#fillers }, now)) return;
    const text = fillerIn(this.#options.language(), this.#fillers, reason);
    this.#fillers += 1;
    this.#options.record({ type: "agent.filler.spoken", text, reason, rung: this.#fillers });
    void this.#options.say(text);
  }

  #watchUser({ agentHeardAt, userHeardAt }: Watched, now: number): void {
    const silence = now - Math.max(agentHeardAt, userHeardAt, this.#resumedAt);
    const { nudge_after_sec, end_after_sec } = this.#settings.silence;
    // What the agent says to wake the user up does not count as an answer of theirs.
    const sinceUser = this.#hasNudged ? now - Math.max(userHeardAt, this.#askedAt, this.#nudgedFrom) : silence;
    const rules = { nudgeAfter: nudge_after_sec * 1000, endAfter: end_after_sec * 1000 };
    const step = silenceStep(sinceUser, rules, this.#hasNudged);
    if (step === "nothing") return;
    const silence_sec = Math.round(sinceUser / 100) / 10;
    this.#options.record({ type: "user.silence.noticed", silence_sec, next: step });
    if (step === "end") return this.#options.leave("user_silent");
    this.#hasNudged = true;
    this.#nudgedFrom = now - silence;
    void this.#options.say(nudgeIn(this.#options.language()));
  }

  /** Since when nothing was heard of the user, where they were asked about it. */
  #nudgedFrom = 0;
}
