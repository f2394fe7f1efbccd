import type { Endpoints } from "../endpoints.ts";

/** The voices in which agents can speak. */
export const voices = (on: Endpoints) => ({
  /** Lists all voices, the platform's own first. */
  list: on.list("/voices"),
  /** Hears a voice: a WAV file of it, by its provider and its id. */
  sample: on.file("/voices/{provider}/{voice_id}/sample"),
  /** Hears a sound that can lie under a conversation: a WAV file of it. */
  soundSample: on.file("/sounds/{sound}/sample"),
});
