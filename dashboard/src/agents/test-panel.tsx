import type { Agent } from "@operator/sdk";
import { useEffect, useState } from "react";
import { useClient } from "../data/client.tsx";
import { versionLabel } from "../talk/agent-choices.ts";
import type { LiveChat } from "../talk/live-chat.ts";
import { StartForm } from "../talk/start-form.tsx";
import { openChat, type Started } from "../talk/use-stage.ts";
import { Button } from "../ui/button.tsx";
import { CrossIcon } from "../ui/icons.tsx";
import { TestConversation } from "./test-conversation.tsx";

interface TestPanelProps {
  /** The saved version that is tried. */
  agent: Agent;
  /** Whether the draft was changed since. */
  isChanged: boolean;
  /** Saves the draft and begins anew. */
  onRestart(): void;
  onClose(): void;
}

/** Beside the editor, or over it where the window is narrow: a conversation with the draft, and all that happens in it. */
export function TestPanel({ agent, isChanged, onRestart, onClose }: TestPanelProps) {
  const client = useClient();
  const [chat, setChat] = useState<LiveChat | null>(null);
  useEffect(() => () => chat?.close(), [chat]);
  const start = (started: Started) => setChat(openChat(started, true));
  const label = versionLabel(agent.version_id);
  return (
    <aside
      aria-label="Test"
      className="absolute inset-0 z-20 flex flex-col border-line bg-canvas lg:static lg:w-[26rem] lg:shrink-0 lg:border-t lg:border-l xl:w-[30rem]"
    >
      <div className="flex shrink-0 items-center justify-between gap-2 border-b border-line py-1.5 pr-2 pl-4 max-lg:border-t">
        <h2 className="text-sm font-semibold">Test of {label}</h2>
        <div className="flex">
          {chat && (
            <Button look="quiet" onClick={() => setChat(null)}>
              Start over
            </Button>
          )}
          <Button look="quiet" aria-label="Close the test" onClick={onClose} className="px-2.5">
            <CrossIcon />
          </Button>
        </div>
      </div>
      {isChanged && (
        <div className="flex shrink-0 flex-wrap items-center justify-between gap-2 bg-warning-soft px-4 py-2 text-sm text-warning">
          The draft was changed since.
          <Button onClick={onRestart}>Save and test anew</Button>
        </div>
      )}
      {chat === null ? (
        <div className="grid min-h-0 gap-4 overflow-y-auto p-4">
          <p className="text-sm text-muted">You talk with {label} as it is saved. It need not be released for that.</p>
          <StartForm client={client} agent={agent} onStarted={start} />
        </div>
      ) : (
        <TestConversation client={client} chat={chat} onLeave={() => setChat(null)} />
      )}
    </aside>
  );
}
