import type { TurnTakingCase } from "./case.ts";
import { DICTATION } from "./dictation.ts";
import { ENDS } from "./ends.ts";
import { LANGUAGES } from "./languages.ts";
import { NOISE_AND_ECHO } from "./noise-and-echo.ts";
import { OVER_THE_AGENT } from "./over-the-agent.ts";

/** The whole labelled set. */
export const CASES: readonly TurnTakingCase[] = [
  ...ENDS,
  ...DICTATION,
  ...LANGUAGES,
  ...OVER_THE_AGENT,
  ...NOISE_AND_ECHO,
];
