import type { Client } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { type ChatAbout, onThisHost } from "./live-chat.ts";

/** A recording is complete a moment after the end: it is asked for this often, and so many times. */
const ASK_EVERY = 1_000;
const ASK_AT_MOST = 15;

interface RecordingProps {
  client: Client;
  about: ChatAbout;
}

/** Plays what was recorded of a conversation that is over; nothing where nothing was. */
export function Recording({ client, about }: RecordingProps) {
  const { conversationId: id, token } = about;
  const recording = useQuery({
    queryKey: ["recording", id],
    queryFn: async () => {
      const { recording_url: url } = (await client.conversations.get(id)).channel;
      return typeof url === "string" ? url : null;
    },
    refetchInterval: ({ state }) => (state.data === null && state.dataUpdateCount < ASK_AT_MOST ? ASK_EVERY : false),
  });
  if (!recording.data) return null;
  return (
    <figure className="grid w-full gap-1.5">
      <figcaption className="text-xs font-medium text-muted">
        Recording: you on the left, the agent on the right
      </figcaption>
      <audio
        controls
        preload="metadata"
        src={`${onThisHost(recording.data)}?token=${encodeURIComponent(token)}`}
        aria-label="Recording"
        className="w-full"
      />
    </figure>
  );
}
