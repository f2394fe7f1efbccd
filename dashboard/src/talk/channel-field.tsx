import { findMicrophoneProblem } from "@operator/sdk/voice";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { microphoneInPlainWords } from "../plain-words.ts";
import { ChatIcon, MicrophoneIcon } from "../ui/icons.tsx";

/** The channels on which one can talk to an agent from this page. */
export type ChannelChoice = "chat_realtime" | "voice_realtime";

interface ChannelFieldProps {
  value: ChannelChoice;
  onChange(value: ChannelChoice): void;
}

/** Asks whether to write or to speak. Where there is no microphone it says why, and looks again when one comes back. */
export function ChannelField({ value, onChange }: ChannelFieldProps) {
  const name = useId();
  const microphone = useQuery({ queryKey: ["microphone"], queryFn: findMicrophoneProblem, staleTime: 0 });
  const whyNoVoice = microphone.data ? microphoneInPlainWords(microphone.data) : null;
  const choice = (channel: ChannelChoice) => ({ name, isChosen: value === channel, onChoose: () => onChange(channel) });
  return (
    <fieldset className="grid justify-items-start gap-1.5" aria-describedby={whyNoVoice ? `${name}-why` : undefined}>
      <legend className="mb-1.5 text-sm font-medium">How to talk</legend>
      <div className="inline-flex gap-1 rounded-xl bg-sunken p-1">
        <Choice {...choice("chat_realtime")} label="Chat" icon={<ChatIcon />} />
        <Choice
          {...choice("voice_realtime")}
          label="Voice"
          icon={<MicrophoneIcon />}
          isDisabled={whyNoVoice !== null}
        />
      </div>
      {whyNoVoice && (
        <p id={`${name}-why`} className="text-sm text-muted">
          No voice here: {whyNoVoice}
        </p>
      )}
    </fieldset>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  icon: ReactNode;
  isChosen: boolean;
  isDisabled?: boolean;
  onChoose(): void;
}

function Choice({ name, label, icon, isChosen, isDisabled = false, onChoose }: ChoiceProps) {
  return (
    <label
      className={`inline-flex min-h-9 items-center gap-2 rounded-lg px-3.5 text-sm font-medium transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${LOOKS[isDisabled ? "disabled" : isChosen ? "chosen" : "other"]}`}
    >
      <input
        type="radio"
        name={name}
        checked={isChosen}
        disabled={isDisabled}
        onChange={onChoose}
        className="sr-only"
      />
      {icon}
      {label}
    </label>
  );
}

const LOOKS = {
  chosen: "bg-surface text-ink shadow-sm",
  other: "cursor-pointer text-muted hover:text-ink",
  disabled: "text-muted opacity-60",
};
