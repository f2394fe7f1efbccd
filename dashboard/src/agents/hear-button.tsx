import { Button } from "../ui/button.tsx";
import { PauseIcon, PlayIcon } from "../ui/icons.tsx";
import { type Heard, useVoiceSample } from "./use-voice-sample.ts";

/** Lets one hear a sample, and stop it. What is heard is another button's when it changes, which its `key` has to say. */
export function HearButton({ title, heard }: { title: string; heard: Heard }) {
  const { play, isPlaying, stop } = useVoiceSample();
  const word = isPlaying ? "Stop" : "Hear";
  return (
    <Button aria-label={`${word} ${title}`} onClick={() => (isPlaying ? stop() : play(heard))}>
      {isPlaying ? <PauseIcon /> : <PlayIcon />} {word}
    </Button>
  );
}
