import { createVoiceActivityDetectors } from "../../src/speech/voice-activity.ts";
import { CASES } from "./cases/all.ts";
import { type Figures, figuresOf, judge, type Outcome } from "./figures.ts";
import { playByRules, playPlainly } from "./playing.ts";
import { playScene, type Scene } from "./scene.ts";
import { TRANSCRIPTIONS, type Transcription, transcribe } from "./transcription.ts";

/** The rules beside plain voice activity, on the same recordings and transcripts. */
export interface Measured {
  readonly ours: Figures;
  readonly plain: Figures;
  readonly outcomes: readonly (Outcome & { readonly transcription: Transcription })[];
  readonly byTranscription: Readonly<Record<Transcription, Figures>>;
}

/** So many voices are rendered at a time. */
const AT_A_TIME = 4;

/** Plays the whole labelled set, once for each way in which providers write. */
export async function measureTurnTaking(): Promise<Measured> {
  const scenes = await playAll();
  const rows = scenes.flatMap((scene, index) =>
    TRANSCRIPTIONS.map((transcription) => {
      const transcripts = transcribe(scene, transcription, index);
      return {
        ours: { ...judge(scene, playByRules(scene, transcripts)), transcription },
        plain: judge(scene, playPlainly(scene, transcripts)),
      };
    }),
  );
  const outcomes = rows.map(({ ours }) => ours);
  const of = (name: Transcription) => figuresOf(outcomes.filter(({ transcription }) => transcription === name));
  return {
    ours: figuresOf(outcomes),
    plain: figuresOf(rows.map(({ plain }) => plain)),
    outcomes,
    byTranscription: { punctuated: of("punctuated"), bare: of("bare"), stopped: of("stopped"), whole: of("whole") },
  };
}

async function playAll(): Promise<Scene[]> {
  const detectors = await createVoiceActivityDetectors();
  const scenes: Scene[] = [];
  for (let from = 0; from < CASES.length; from += AT_A_TIME) {
    const batch = CASES.slice(from, from + AT_A_TIME);
    scenes.push(...(await Promise.all(batch.map((label, index) => playScene(label, from + index, detectors)))));
  }
  return scenes;
}
