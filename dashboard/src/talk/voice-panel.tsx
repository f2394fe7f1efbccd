import type { Transcript } from "@operator/sdk";
import type { BrowserAudioState } from "@operator/sdk/voice";
import { useCallback, useSyncExternalStore } from "react";
import { microphoneInPlainWords } from "../plain-words.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { LevelMeter } from "./level-meter.tsx";
import type { ChatView, LiveChat } from "./live-chat.ts";
import { MicrophoneButton } from "./microphone-button.tsx";
import { VOICE_STATES, voiceStateOf } from "./voice-state.ts";

interface VoicePanelProps {
  chat: LiveChat;
  connection: ChatView["connection"];
  transcript: Transcript;
}

/** The microphone, who is heard, and what the conversation is at. */
export function VoicePanel({ chat, connection, transcript }: VoicePanelProps) {
  const { audio, sound } = chat;
  const state = useAudioState(chat);
  const isAgentHeard = useSyncExternalStore(sound.subscribe, () => sound.isAgentHeard);
  const voice = voiceStateOf({ connection, transcript, audio: state, isAgentHeard });
  const { title, hint } = VOICE_STATES[voice];
  return (
    <section aria-label="Voice" className="mx-auto grid w-full max-w-3xl shrink-0 gap-2 px-4 pb-3">
      <Problem chat={chat} state={state} />
      <div className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-3 rounded-3xl border border-line bg-surface p-3 sm:grid-cols-[auto_1fr_minmax(0,16rem)] sm:p-4">
        {audio && state && <MicrophoneButton audio={audio} microphone={state.microphone} sound={sound} />}
        <div className="grid gap-0.5" data-voice={voice}>
          <p className="font-semibold">{title}</p>
          <p className="text-sm text-muted">{hint}</p>
        </div>
        <div className="col-span-2 grid gap-2 sm:col-span-1">
          <LevelMeter label="You" sound={sound} of="user" />
          <LevelMeter label={chat.about.personaName} sound={sound} of="agent" />
        </div>
      </div>
    </section>
  );
}

function useAudioState({ audio }: LiveChat): BrowserAudioState | null {
  const subscribe = useCallback((listener: () => void) => audio?.subscribe(listener) ?? (() => undefined), [audio]);
  return useSyncExternalStore(subscribe, () => audio?.state ?? null);
}

function Problem({ chat, state }: { chat: LiveChat; state: BrowserAudioState | null }) {
  if (state === null)
    return <Alert>The sound could not be opened in this browser. Load the page anew, or write.</Alert>;
  if (state.isBlocked)
    return (
      <Button look="primary" className="justify-self-center" onClick={() => void chat.audio?.resume()}>
        Turn the sound on
      </Button>
    );
  if (state.problem === null) return null;
  return <Alert>{microphoneInPlainWords(state.problem)}</Alert>;
}
