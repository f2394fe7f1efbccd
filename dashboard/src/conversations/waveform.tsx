import { type KeyboardEvent, type PointerEvent, useMemo, useSyncExternalStore } from "react";
import { sinceText } from "./since-text.ts";
import type { SoundClock } from "./sound-clock.ts";
import { barsOf, type WavePeaks } from "./wave-peaks.ts";

const BARS = 240;
/** How far the arrow keys go, in seconds. */
const STEP = 5;
const KEYS: Readonly<Record<string, number>> = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP };

interface WaveformProps {
  peaks: WavePeaks;
  sound: SoundClock;
  /** When the recording begins, in ms since 1970. */
  begin: number;
}

/** Draws how loud the user was above and the agent below; what is pressed is played. */
export function Waveform({ peaks, sound, begin }: WaveformProps) {
  const { duration } = peaks;
  const seconds = useSyncExternalStore(sound.subscribe, () => Math.max(0, ((sound.now() ?? begin) - begin) / 1_000));
  const seek = (to: number) => sound.playFrom(begin + Math.max(0, Math.min(duration, to)) * 1_000);
  const press = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    seek((duration * (event.clientX - left)) / width);
  };
  const step = (event: KeyboardEvent) => {
    const by = KEYS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    seek(seconds + by);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Place in the recording"
      aria-valuemin={0}
      aria-valuemax={Math.round(duration)}
      aria-valuenow={Math.round(seconds)}
      aria-valuetext={sinceText(seconds * 1_000)}
      onPointerDown={press}
      onKeyDown={step}
      className="relative grid h-16 cursor-pointer grid-rows-2 gap-0.5 overflow-hidden rounded-lg bg-sunken"
    >
      <Lane heights={peaks.user} look="fill-edge" />
      <Lane heights={peaks.agent} look="fill-accent" />
      <span
        aria-hidden="true"
        className="absolute inset-y-0 w-0.5 bg-ink"
        style={{ left: `${(100 * seconds) / Math.max(1, duration)}%` }}
      />
    </div>
  );
}

function Lane({ heights, look }: { heights: readonly number[]; look: string }) {
  const bars = useMemo(() => barsOf(heights, BARS), [heights]);
  const path = bars.map((height, place) => {
    const half = Math.max(0.02, height / 2);
    return `M${place} ${0.5 - half}h0.7v${2 * half}h-0.7z`;
  });
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${BARS} 1`}
      preserveAspectRatio="none"
      className={`h-full min-h-0 w-full ${look}`}
    >
      <path d={path.join("")} />
    </svg>
  );
}
