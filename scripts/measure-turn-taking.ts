import { parseArgs } from "node:util";
import { BUSY_PHASES, type Figures, isError, type Outcome } from "../server/test/turn-taking/figures.ts";
import { measureTurnTaking } from "../server/test/turn-taking/measuring.ts";

/**
 * Plays the labelled set of turn-taking through voice activity detection and the rules, and prints how often turns were
 * cut off, missed or interrupted wrongly, beside plain voice activity; `--errors` lists each case that went wrong. Needs
 * `flite` and `espeak-ng`. Usage: `npm run turn-taking -- [--errors]`.
 */
const { values } = parseArgs({ options: { errors: { type: "boolean", default: false } } });

const { ours, plain, byTranscription, outcomes } = await measureTurnTaking();
if (values.errors)
  for (const outcome of outcomes.filter((one) => isError(one) || one.isLost)) console.log(described(outcome));
console.table(rowsOf(ours, plain));
console.table(
  Object.fromEntries(
    Object.entries(byTranscription).map(([name, figures]) => [
      name,
      {
        "cut off": figures.cutOffs,
        missed: figures.missed,
        errors: figures.errors,
        "median silence": Math.round(figures.medianSilence),
      },
    ]),
  ),
);
console.log(`Plain voice activity makes ${(plain.errors / Math.max(1, ours.errors)).toFixed(1)} times as many errors.`);

function rowsOf(mine: Figures, baseline: Figures): Record<string, { ours: string; plain: string }> {
  const row = (read: (figures: Figures) => string) => ({ ours: read(mine), plain: read(baseline) });
  return {
    turns: row(({ turns }) => String(turns)),
    "false cut-offs": row(({ cutOffs, turns }) => `${cutOffs} (${percent(cutOffs / turns)})`),
    "missed ends": row(({ missed, turns }) => `${missed} (${percent(missed / turns)})`),
    "silence before the turn is taken, median": row(({ medianSilence }) => `${Math.round(medianSilence)} ms`),
    "silence before the turn is taken, p90": row(({ p90Silence }) => `${Math.round(p90Silence)} ms`),
    ...Object.fromEntries(
      BUSY_PHASES.flatMap((phase) => [
        [`barge-in, ${phase}: precision`, row(({ bargeIn }) => percent(bargeIn[phase].precision))],
        [`barge-in, ${phase}: recall`, row(({ bargeIn }) => percent(bargeIn[phase].recall))],
      ]),
    ),
    "interrupted and words lost": row(({ lost }) => String(lost)),
    "paused for nothing, median": row(({ medianPause }) => `${Math.round(medianPause)} ms`),
    "paused for nothing, longest": row(({ longestPause }) => `${Math.round(longestPause)} ms`),
    "all errors": row(({ errors }) => String(errors)),
  };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function described({
  scene,
  transcription,
  isCutOff,
  isMissed,
  isInterrupted,
  silence,
}: Outcome & { transcription: string }): string {
  const { label } = scene;
  const wrong = isCutOff
    ? "cut off"
    : isMissed
      ? `missed (${silence === null ? "never" : Math.round(silence)})`
      : isInterrupted
        ? "interrupted"
        : "not interrupted";
  return `${wrong}: ${transcription}, ${label.voice}, ${label.agent.phase}, ${label.noise ?? "quiet"}: ${label.said.join(" ~ ")}`;
}
