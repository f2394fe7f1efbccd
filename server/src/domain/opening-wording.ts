/**
 * How one language says that the agent, or that the user, is the first to speak. All patterns are held against single
 * sentences in lower case, without accents and Markdown, with straight quotes.
 */
export interface OpeningWording {
  /** What tells the agent to greet, to introduce itself or to begin the conversation. */
  opens: RegExp;
  /** What turns the meaning of the words after it round. */
  negation: RegExp;
  /** The same for languages whose "not" follows the verb; held against the rest of the clause. */
  negationAfter: RegExp | null;
  /** What ends a negation's reach. */
  breaksNegation: RegExp;
  /** The user as the subject right before a verb: then it is not the agent who is told to act. */
  userBefore: RegExp;
  /** A conditional clause, up to its comma. */
  condition: RegExp;
  /** A condition of that kind makes of what it governs an answer to something the user does. */
  userActs: RegExp;
  /** What leaves the first word to the user. */
  waits: RegExp;
  /** What does so unless the agent was told to open before, for then it is about the answer to that. */
  waitsUnlessOpened: RegExp;
}

/** Joins alternatives, each of which begins a word, into one pattern for all their occurrences. */
export function anyOf(...alternatives: string[]): RegExp {
  return new RegExp(`\\b(?:${alternatives.join("|")})`, "g");
}

/** Like `anyOf`, for a pattern that has to stand at the end of what precedes a place. */
export function endingIn(...alternatives: string[]): RegExp {
  return new RegExp(`\\b(?:${alternatives.join("|")})\\s*$`);
}
