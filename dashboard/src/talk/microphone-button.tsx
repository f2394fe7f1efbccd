import type { BrowserAudio, BrowserAudioState } from "@operator/sdk/voice";
import { useEffect, useRef } from "react";
import { MicrophoneIcon, MicrophoneOffIcon } from "../ui/icons.tsx";
import type { LiveSound } from "./live-sound.ts";

interface MicrophoneButtonProps {
  audio: BrowserAudio;
  microphone: BrowserAudioState["microphone"];
  sound: LiveSound;
}

/** Mutes the microphone and opens it again. The ring around it grows with the voice. */
export function MicrophoneButton({ audio, microphone, sound }: MicrophoneButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  useEffect(() => sound.subscribe(({ user }) => button.current?.style.setProperty("--level", String(user))), [sound]);
  const isOn = microphone === "on";
  return (
    <button
      ref={button}
      type="button"
      aria-label="Microphone"
      aria-pressed={isOn}
      title={isOn ? "Mute" : "Turn the microphone on"}
      onClick={() => press(audio)}
      className={`level relative grid size-16 shrink-0 place-items-center rounded-full transition-colors ${isOn ? "bg-accent text-on-accent hover:bg-accent-hover" : "border-2 border-edge bg-surface text-muted hover:text-ink"}`}
    >
      {isOn && <span className="level-ring absolute inset-0 rounded-full bg-accent" />}
      <span className="relative">
        {isOn ? <MicrophoneIcon className="size-7" /> : <MicrophoneOffIcon className="size-7" />}
      </span>
    </button>
  );
}

function press(audio: BrowserAudio): void {
  void audio.resume();
  const { microphone } = audio.state;
  if (microphone !== "off") return audio.setMuted(microphone === "on");
  audio.setMuted(false);
  // Why it does not open is part of the audio's state, and is shown.
  audio.openMicrophone().catch(() => undefined);
}
