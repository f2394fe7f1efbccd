import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useClient } from "../data/client.tsx";
import { inPlainWords } from "../plain-words.ts";
import { useToast } from "../ui/toast.tsx";

/** Lets one hear a voice; another sample stops the one before. */
export function useVoiceSample() {
  const client = useClient();
  const toast = useToast();
  const playing = useRef<AudioContext>(null);
  const stop = () => {
    const context = playing.current;
    playing.current = null;
    if (context) void context.close();
  };
  useEffect(() => () => void playing.current?.close(), []);
  const play = useMutation({
    mutationFn: async ({ provider, id, language }: { provider: string; id: string; language: string | null }) => {
      stop();
      const context = new AudioContext();
      playing.current = context;
      const answer = await client.voices.sample(provider, id, language === null ? {} : { language });
      const source = context.createBufferSource();
      source.buffer = await context.decodeAudioData(await answer.arrayBuffer());
      source.connect(context.destination);
      source.start();
      await new Promise((resolve) => source.addEventListener("ended", resolve));
      if (playing.current === context) stop();
    },
    onError: (error) => {
      stop();
      toast({ text: inPlainWords(error), tone: "danger" });
    },
  });
  return { play: play.mutate, isPlaying: play.isPending };
}
