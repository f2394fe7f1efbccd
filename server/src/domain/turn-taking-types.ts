/** What is heard and what the agent does, as it happens. `at` is in ms on one clock that never goes back. */
export type TurnTakingEvent = { readonly at: number } /** Somebody speaks, for long enough to be sure of it. */ & (
  | { readonly type: "speech_started" }
  /** Voice activity has ended; `endedAt` is when the last of it was heard, before `at`. */
  | { readonly type: "speech_ended"; readonly endedAt: number }
  /** What was said since the last `final`; replaces the partial before. */
  | { readonly type: "partial"; readonly text: string }
  /** Each `speech_ended` is followed by one sooner or later, with empty text when there were no words. */
  | { readonly type: "final"; readonly text: string }
  /** A provider's own guess that the turn is over, from 0 to 1. */
  | { readonly type: "end_of_turn_hint"; readonly probability: number }
  /** The agent began to think of an answer. */
  | { readonly type: "agent_thinking" }
  /** The agent has called a tool and has nothing more to say meanwhile. */
  | { readonly type: "agent_working" }
  /** The agent's audio is being played: this sentence is heard from now on. */
  | { readonly type: "agent_speaking"; readonly text: string; readonly isReadingOut: boolean }
  /** All that the agent had to say was heard, and its turn is over. */
  | { readonly type: "agent_silent" }
  /** The time that a `wake_at` named has come. */
  | { readonly type: "tick" }
);

/** What is to be done. */
export type TurnTakingEffect =
  /** Begin to think of an answer to this text, though more may come; nothing of it may be heard yet. */
  | { readonly type: "begin_reply"; readonly text: string }
  /** Throw away what `begin_reply` began: more came. */
  | { readonly type: "discard_reply" }
  /**
   * The user's turn is over: give the text to the agent, which answers. `speechEndedAt` is when the last of it was
   * spoken, `finalAt` when it was final; null when the final never came. From here on the agent is taken to be thinking
   * until something else is told of it.
   */
  | {
      readonly type: "take_turn";
      readonly text: string;
      readonly speechEndedAt: number | null;
      readonly finalAt: number | null;
    }
  /** Stop the agent's voice at once; it may be let go on. */
  | { readonly type: "pause_playback" }
  /** Let the agent's voice go on from where it was heard last: it was no interruption. */
  | { readonly type: "resume_playback" }
  /**
   * Stop the agent for good: cancel its turn and throw away what it would have said. The user's words come with a
   * `take_turn` of their own once they are complete.
   */
  | { readonly type: "interrupt" }
  /** Something was heard that is nobody's turn. */
  | { readonly type: "ignored"; readonly text: string; readonly reason: "back_channel" | "echo" | "noise" }
  /** What is understood of the turn so far changed: all of it. */
  | { readonly type: "transcript"; readonly text: string }
  /** Send a `tick` at that time; replaces what was asked for before. Null takes it back. */
  | { readonly type: "wake_at"; readonly at: number | null };

/** How turns are taken. */
export interface TurnTakingRules {
  /** How long the user is given to go on. */
  readonly patience: "low" | "normal" | "high";
  /** The language that is spoken now, as an ISO 639 code; its words tell what is unfinished and what is assent. */
  readonly language: string;
}
