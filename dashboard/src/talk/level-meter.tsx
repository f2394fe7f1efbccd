import type { Sound } from "@operator/sdk/voice";
import { useEffect, useRef } from "react";
import type { LiveSound } from "./live-sound.ts";

interface LevelMeterProps {
  label: string;
  sound: LiveSound;
  of: "user" | "agent";
}

/** Shows how loud somebody is. It moves 20 times a second, past React. */
export function LevelMeter({ label, sound, of }: LevelMeterProps) {
  const meter = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = ({ [of]: level }: Pick<Sound, "user" | "agent">) => {
      meter.current?.setAttribute("aria-valuenow", String(Math.round(level * 100)));
      meter.current?.style.setProperty("--level", String(level));
    };
    const stop = sound.subscribe(show);
    return () => {
      stop();
      show({ user: 0, agent: 0 });
    };
  }, [sound, of]);
  return (
    <div className="grid grid-cols-[4.5rem_1fr] items-center gap-2.5">
      <span aria-hidden="true" className="truncate text-xs font-medium text-muted">
        {label}
      </span>
      <div
        ref={meter}
        role="meter"
        aria-label={`Level: ${label}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={0}
        className="level h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div className={`level-fill h-full rounded-full ${of === "user" ? "bg-accent" : "bg-edge"}`} />
      </div>
    </div>
  );
}
