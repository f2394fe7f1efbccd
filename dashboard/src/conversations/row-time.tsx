import { sinceText } from "./since-text.ts";
import { useSound } from "./sound-clock.ts";

interface RowTimeProps {
  at: string;
  /** When the conversation began, in ms since 1970. */
  begin: number;
  /** From when on it can be heard, in ms since 1970; null where it cannot. */
  heardFrom?: number | null;
}

/** Shows how long after the conversation's begin something was; plays the recording from there when it is pressed. */
export function RowTime({ at, begin, heardFrom = null }: RowTimeProps) {
  const sound = useSound();
  const shown = sinceText((heardFrom ?? Date.parse(at)) - begin);
  const look = "font-mono text-xs text-muted tabular-nums";
  if (sound === null || heardFrom === null)
    return (
      <time dateTime={at} title={new Date(at).toLocaleString("en-GB")} className={look}>
        {shown}
      </time>
    );
  return (
    <button
      type="button"
      aria-label={`Play from ${shown}`}
      onClick={() => sound.playFrom(heardFrom)}
      className={`${look} justify-self-start rounded underline decoration-dotted underline-offset-4 hover:text-ink`}
    >
      {shown}
    </button>
  );
}
