import { type MouseEvent, useMemo, useSyncExternalStore } from "react";
import { type SoundClock, useSound } from "./sound-clock.ts";
import type { SaidRow } from "./timeline-types.ts";
import { wordAt, wordTimes } from "./word-times.ts";

/** Shows what was said. Where it was recorded, the word that is heard is marked, and a word that is pressed is played. */
export function SpokenWords({ row }: { row: SaidRow }) {
  const sound = useSound();
  if (sound === null || row.heard === null) return <>{row.text}</>;
  return <PlayableWords text={row.text} heard={row.heard} sound={sound} />;
}

interface PlayableProps {
  text: string;
  heard: NonNullable<SaidRow["heard"]>;
  sound: SoundClock;
}

function PlayableWords({ text, heard, sound }: PlayableProps) {
  const { from, to } = heard;
  const words = useMemo(() => wordTimes(text, { from, to }), [text, from, to]);
  const current = useSyncExternalStore(sound.subscribe, () => wordAt(words, { to }, sound.now()));
  const play = (event: MouseEvent<HTMLElement>) => {
    const place = (event.target as HTMLElement).dataset["word"];
    const word = place === undefined ? undefined : words[Number(place)];
    if (word !== undefined && window.getSelection()?.isCollapsed !== false) sound.playFrom(word.at);
  };
  return (
    // The keyboard plays by the button with the time, beside the words.
    <span onClick={play} className="cursor-pointer">
      {words.map(({ text: word, at }, place) => (
        <span
          key={at}
          data-word={place}
          data-heard={place === current || undefined}
          className={place === current ? "rounded bg-soft text-on-soft" : ""}
        >
          {word}
        </span>
      ))}
    </span>
  );
}
