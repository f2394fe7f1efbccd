/** What was heard in a stretch of time after somebody picked up. */
export interface HeardStretch {
  /** How long it is, in ms. */
  readonly duration: number;
  readonly isSound: boolean;
  /** The frequency of a pure tone, in Hz; null for everything else. */
  readonly toneHz: number | null;
}

/** What is known so far of who picked up. Times in ms. */
export interface AnswerScreen {
  /**
   * `listening` until it is known; a `human`; a `machine` that still says its greeting; `ready` for a message once that
   * is over.
   */
  readonly verdict: "listening" | "human" | "machine" | "ready";
  /** For how long the verdict has been what it is. */
  readonly since: number;
  /** How long was spoken without a pause that one makes for an answer. */
  readonly speech: number;
  /** How long it has been quiet. */
  readonly quiet: number;
  readonly beep: { readonly hz: number; readonly duration: number } | null;
}

/** Who picks up a telephone says a few words and waits; who speaks so long without waiting is a recording. */
const MONOLOGUE = 4_000;
/** A pause that waits for an answer. */
const PAUSE_FOR_ANSWER = 1_000;
/** After so long without a word nobody plays a greeting. */
const DECIDED_AFTER = 8_000;
/** A tone of an answering machine lasts so long, and keeps its frequency. */
const BEEP = 200;
const BEEP_HZ = { lowest: 350, highest: 2_500, drift: 0.06 };
/** So long a pause ends a greeting whose tone was missed. */
const PAUSE_OF_MACHINE = 2_000;
/** No greeting is longer. */
const LONGEST_GREETING = 40_000;

/** Nothing was heard yet. */
export const FRESH_SCREEN: AnswerScreen = { verdict: "listening", since: 0, speech: 0, quiet: 0, beep: null };

/** A machine, as somebody else found out, whose greeting may still go on. */
export const MACHINE_SCREEN: AnswerScreen = { ...FRESH_SCREEN, verdict: "machine" };

/** Takes what was heard next into account. Once it is a human, or the machine is ready, nothing changes any more. */
export function heardNext(screen: AnswerScreen, stretch: HeardStretch): AnswerScreen {
  if (screen.verdict === "human" || screen.verdict === "ready") return screen;
  const heard = accumulated(screen, stretch);
  const verdict = screen.verdict === "listening" ? verdictOnPerson(heard) : verdictOnGreeting(heard);
  return verdict === screen.verdict ? heard : { ...heard, verdict, since: 0 };
}

function accumulated(screen: AnswerScreen, { duration, isSound, toneHz }: HeardStretch): AnswerScreen {
  const quiet = isSound ? 0 : screen.quiet + duration;
  const isPause = quiet >= PAUSE_FOR_ANSWER;
  const goesOn = screen.speech > 0 || isSound;
  return {
    verdict: screen.verdict,
    since: screen.since + duration,
    speech: isPause && screen.verdict === "machine" ? 0 : goesOn ? screen.speech + duration : 0,
    quiet,
    beep: beepOf(screen.beep, toneHz, duration),
  };
}

function beepOf(beep: AnswerScreen["beep"], hz: number | null, duration: number): AnswerScreen["beep"] {
  if (hz === null || hz < BEEP_HZ.lowest || hz > BEEP_HZ.highest) return null;
  const isSame = beep !== null && Math.abs(hz - beep.hz) <= beep.hz * BEEP_HZ.drift;
  return isSame ? { hz: beep.hz, duration: beep.duration + duration } : { hz, duration };
}

function hasBeeped({ beep }: AnswerScreen): boolean {
  return beep !== null && beep.duration >= BEEP;
}

function verdictOnPerson(heard: AnswerScreen): AnswerScreen["verdict"] {
  if (hasBeeped(heard)) return "ready";
  if (heard.speech - heard.quiet >= MONOLOGUE) return "machine";
  const waits = heard.speech > 0 && heard.quiet >= PAUSE_FOR_ANSWER;
  return waits || (heard.speech === 0 && heard.since >= DECIDED_AFTER) ? "human" : "listening";
}

function verdictOnGreeting(heard: AnswerScreen): AnswerScreen["verdict"] {
  const isOver = hasBeeped(heard) || heard.quiet >= PAUSE_OF_MACHINE || heard.since >= LONGEST_GREETING;
  return isOver ? "ready" : "machine";
}
