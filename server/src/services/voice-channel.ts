import { OperatorError } from "../domain/error.ts";
import type { SpeechCatalog } from "../ports/speech-catalog.ts";
import type { PrepareChannel } from "./channels.ts";

/** Makes the channel of voice in a browser or an app ready, where this installation has somebody who listens and speaks. */
export function voiceChannel(speech: Pick<SpeechCatalog, "problem">): PrepareChannel {
  return async (channel) => {
    const problem = speech.problem();
    if (problem !== null) throw new OperatorError("channel_unavailable", problem, { param: "channel.type" });
    return { channel: { ...channel }, thread: null };
  };
}
