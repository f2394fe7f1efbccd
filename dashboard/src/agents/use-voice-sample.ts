import type { Client } from "@operator/sdk";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useClient } from "../data/client.tsx";
import { inPlainWords } from "../plain-words.ts";
import { useToast } from "../ui/toast.tsx";

/** What one can hear a sample of: a voice in a language, or a sound by its name. */
export type Heard = { provider: string; id: string; language: string | null } | { sound: string };

/** Lets one hear a voice or a sound; another sample stops the one before. */
export function useVoiceSample() {
  const client = useClient();
  const toast = useToast();
  const playing = useRef<AudioContext>(null);
  const silence = () => {
    const context = playing.current;
    playing.current = null;
    if (context) void context.close();
  };
  useEffect(() => () => silence(), []);
  const play = useMutation({
    mutationFn: async (heard: Heard) => {
      silence();
      const context = new AudioContext();
      playing.current = context;
      const answer = await sampleOf(client, heard);
      const source = context.createBufferSource();
      source.buffer = await context.decodeAudioData(await answer.arrayBuffer());
      // It was stopped while it was fetched.
      if (playing.current !== context) return;
      source.connect(context.destination);
      source.start();
      await new Promise<void>((resolve) => {
        source.addEventListener("ended", () => resolve());
        context.addEventListener("statechange", () => context.state === "closed" && resolve());
      });
      if (playing.current === context) silence();
    },
    onError: (error) => {
      silence();
      toast({ text: inPlainWords(error), tone: "danger" });
    },
  });
  const stop = () => {
    silence();
    // What is still fetched is not waited for.
    play.reset();
  };
  return { play: play.mutate, isPlaying: play.isPending, stop };
}

function sampleOf(client: Client, heard: Heard): Promise<Response> {
  if ("sound" in heard) return client.voices.soundSample(heard.sound);
  const { provider, id, language } = heard;
  return client.voices.sample(provider, id, language === null ? {} : { language });
}
