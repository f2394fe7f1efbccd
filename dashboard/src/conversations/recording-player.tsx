import type { Client } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useClient } from "../data/client.tsx";
import { SoundClock } from "./sound-clock.ts";
import { PeakMeter, type WavePeaks } from "./wave-peaks.ts";
import { Waveform } from "./waveform.tsx";

interface PlayerProps {
  id: string;
  /** When the recording begins, in ms since 1970. */
  begin: number;
  /** Called with what knows what is heard, once it can be played. */
  onSound(sound: SoundClock | null): void;
}

/** Plays what was recorded of a conversation, and shows how loud both sides were. */
export function RecordingPlayer({ id, begin, onSound }: PlayerProps) {
  const client = useClient();
  const [audio, setAudio] = useState<HTMLAudioElement | null>(null);
  const [sound, setSound] = useState<SoundClock | null>(null);
  const peaks = useQuery({
    queryKey: ["recording", "peaks", id],
    queryFn: ({ signal }) => readPeaks(client, id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    if (audio === null) return undefined;
    const opened = new SoundClock(audio, begin);
    setSound(opened);
    onSound(opened);
    return () => {
      opened.close();
      setSound(null);
      onSound(null);
    };
  }, [audio, begin, onSound]);
  return (
    <section aria-label="Recording" className="grid shrink-0 gap-2 border-t border-line bg-surface px-4 py-3 sm:px-6">
      {peaks.data && sound && <Waveform peaks={peaks.data} sound={sound} begin={begin} />}
      <audio
        ref={setAudio}
        controls
        preload="metadata"
        src={`/conversations/${id}/recording`}
        aria-label="Recording: the user on the left, the agent on the right"
        className="h-10 w-full"
      />
    </section>
  );
}

/** Reads a recording once, piece by piece, and keeps no more of it than how loud it is. */
async function readPeaks(client: Client, id: string, signal: AbortSignal): Promise<WavePeaks> {
  const { body } = await client.conversations.recording(id, undefined, { signal });
  const meter = new PeakMeter();
  const reader = body?.getReader();
  for (let piece = await reader?.read(); piece?.value !== undefined; piece = await reader?.read()) {
    meter.take(piece.value);
  }
  return meter.peaks();
}
