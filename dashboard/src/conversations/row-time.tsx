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

/** Writes a time since the begin: 0:07, 12:40, 1:02:05, and in days where it is long. */
export function sinceText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  if (hours >= 48) return `${Math.floor(hours / 24)} d`;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
