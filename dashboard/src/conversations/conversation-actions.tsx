import type { Conversation } from "@operator/sdk";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { Menu, type MenuItem } from "../ui/menu.tsx";
import type { FeedView } from "./conversation-feed.ts";
import { asJson, asText, download } from "./export-conversation.ts";

interface ActionsProps {
  conversation: Conversation;
  feed: FeedView;
}

/** Offers what can be done with a conversation as a whole. */
export function ConversationActions({ conversation, feed }: ActionsProps) {
  const { can } = useSignedIn();
  const isOpen = conversation.completed_at === null;
  return (
    <>
      <ExportMenu conversation={conversation} feed={feed} />
      {isOpen && can("conversations:write") && <EndButton conversation={conversation} />}
    </>
  );
}

function ExportMenu({ conversation, feed: { rows, events } }: ActionsProps) {
  const client = useClient();
  const { id, channel } = conversation;
  const exported = { conversation, rows, events };
  const audio = useAction({
    run: async () => (await client.conversations.recording(id)).blob(),
    onDone: (blob) => download(`${id}.wav`, blob),
  });
  const items: MenuItem[] = [
    {
      title: "Everything, as JSON",
      onSelect: () => download(`${id}.json`, new Blob([asJson(exported)], { type: "application/json" })),
    },
    {
      title: "What was said, as text",
      onSelect: () => download(`${id}.txt`, new Blob([asText(exported)], { type: "text/plain" })),
    },
    { title: "The recording, as audio", isDisabled: !channel.recording_url, onSelect: audio.run },
  ];
  return <Menu button="Export" label="Export" items={items} />;
}

function EndButton({ conversation: { id, status } }: { conversation: Conversation }) {
  const client = useClient();
  const [isAsking, setIsAsking] = useState(false);
  const isQueued = status === "queued";
  const end = useAction({
    run: () => client.conversations.end(id),
    stale: [["conversations"]],
    done: isQueued ? "The conversation will not begin." : "The conversation has ended.",
    onDone: () => setIsAsking(false),
  });
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{isQueued ? "Cancel" : "End"}</Button>
      {isAsking && (
        <Confirm
          title={isQueued ? "Cancel this conversation?" : "End this conversation?"}
          action={isQueued ? "Cancel it" : "End it"}
          isDangerous
          isRunning={end.isRunning}
          onConfirm={end.run}
          onClose={() => setIsAsking(false)}
        >
          {isQueued ? "It has not begun, and will not." : "The user is disconnected at once. A call is hung up."}
        </Confirm>
      )}
    </>
  );
}
