import { useEffect } from "react";
import { useClient } from "../data/client.tsx";
import { Frame } from "../ui/frame.tsx";
import { SpinnerIcon } from "../ui/icons.tsx";
import { AgentPicker } from "./agent-picker.tsx";
import { ConversationPage } from "./conversation-page.tsx";
import { useStage } from "./use-stage.ts";

/** The room in which one picks an agent and talks to it. */
export function Room() {
  const client = useClient();
  const { stage, choose, resume, talk } = useStage(client);
  const chat = stage.name === "talking" ? stage.chat : null;
  useEffect(() => {
    document.title = chat === null ? "Talk · Operator" : `${chat.about.agentName} · Operator`;
    return () => chat?.close();
  }, [chat]);

  if (chat !== null) return <ConversationPage client={client} chat={chat} onLeave={() => choose()} onReopen={resume} />;
  if (stage.name === "choosing") return <AgentPicker client={client} problem={stage.problem} onStarted={talk} />;
  return (
    <Frame>
      <div role="status" className="grid flex-1 place-content-center justify-items-center gap-3 text-muted">
        <SpinnerIcon className="size-6" />
        <h1 className="text-sm font-normal">Taking the conversation up again …</h1>
      </div>
    </Frame>
  );
}
