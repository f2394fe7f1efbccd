import type {
  ListenRequest,
  SpeechToText,
  TranscriptPart,
  TranscriptStream,
} from "../../server/src/ports/speech-to-text.ts";
import type { SpeechCatalog } from "../../server/src/ports/speech-catalog.ts";
import { scriptedSpeechCatalog } from "../../server/src/testing/scripted-speech-catalog.ts";
import { scriptedSpeechToText } from "../../server/src/testing/scripted-speech-to-text.ts";
import { scriptedTextToSpeech } from "../../server/src/testing/scripted-text-to-speech.ts";
import { PER_CHARACTER, sharedNow, utteranceOf } from "./dialogue.ts";

/** When the platform told the listener of each caller that somebody began to speak, by the clock that is shared. */
export type SpeechStarts = number[][];

/** Makes doubles that cost next to nothing and take no time, and a record of what the listener was told. */
export function scriptedSpeech(): { catalog: SpeechCatalog; starts: SpeechStarts } {
  const starts: SpeechStarts = [];
  const listener = scriptedSpeechToText({ script: () => ({}) });
  const listening: SpeechToText = {
    name: listener.name,
    open(request: ListenRequest): TranscriptStream {
      const caller = starts.push([]) - 1;
      const stream = listener.open(request);
      let number = 0;
      return {
        write: (samples) => stream.write(samples),
        speechStarted() {
          starts[caller]?.push(sharedNow());
          stream.partial(utteranceOf(caller, number));
        },
        speechEnded() {
          stream.final(utteranceOf(caller, number++));
          stream.endOfTurn(1);
        },
        [Symbol.asyncIterator]: (): AsyncIterator<TranscriptPart> => stream[Symbol.asyncIterator](),
      };
    },
  };
  const speaker = scriptedTextToSpeech({ perCharacter: PER_CHARACTER });
  return { catalog: scriptedSpeechCatalog({ listeners: [listening], speakers: [speaker] }), starts };
}
