import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { allOf } from "../data/all-of.ts";
import { useClient } from "../data/client.tsx";

/** A voice that agents can be given. */
export interface Voice {
  provider: string;
  id: string;
  name: string;
  languages: readonly string[];
}

/** The voices there are, and who can listen. */
export interface Voices {
  voices: readonly Voice[];
  /** Providers of speech. */
  listeners: readonly string[];
}

/** Reads the voices of this installation. */
export function useVoices(): Voices {
  const client = useClient();
  const { data } = useQuery({ queryKey: ["voices"], queryFn: () => allOf(client.voices.list()) });
  return useMemo(() => {
    const voices = data ?? [];
    const providers = voices.flatMap(({ provider, spoken_by }) => [provider, spoken_by?.provider ?? "operator"]);
    return { voices, listeners: [...new Set(providers)].filter((name) => name !== "operator") };
  }, [data]);
}
