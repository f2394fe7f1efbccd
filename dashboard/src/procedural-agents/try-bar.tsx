import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DraftState } from "../agents/use-draft.ts";
import { StatusBadge } from "../conversations/status-badge.tsx";
import { conversationKey } from "../conversations/use-conversation.ts";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { Button } from "../ui/button.tsx";
import { Moment } from "../ui/moment.tsx";
import type { ProceduralAgent, ProceduralDraft } from "./procedural.ts";
import { RunForm } from "./run-form.tsx";

interface TryBarProps {
  state: DraftState<ProceduralAgent, ProceduralDraft>;
  agent: ProceduralAgent;
  conversationId: string;
  onPick(): void;
  /** Asks for a run without a conversation. */
  onInput(): void;
}

/** Says on which conversation the agent is tried, and runs a version on it. */
export function TryBar({ state, agent, conversationId, onPick, onInput }: TryBarProps) {
  const { can } = useSignedIn();
  const client = useClient();
  const names = useAgentNames();
  const conversation = useQuery({
    queryKey: conversationKey(conversationId),
    queryFn: () => client.conversations.get(conversationId),
  });
  const { data } = conversation;
  return (
    <div className="flex shrink-0 flex-wrap items-end justify-between gap-x-4 gap-y-3 px-4 sm:px-6">
      <div className="flex min-w-0 flex-wrap items-center gap-2 text-sm">
        {data && (
          <>
            <span className="min-w-0 truncate font-medium">{agentTitle(data.agent_id, names)}</span>
            <StatusBadge status={data.status} />
            <span className="text-muted">
              <Moment at={data.created_at} />
            </span>
          </>
        )}
        <Button onClick={onPick}>Choose another</Button>
        <Button look="quiet" onClick={onInput}>
          Give it an input
        </Button>
      </div>
      {can("procedures:write") && data && (
        <Running
          state={state}
          agent={agent}
          conversation={{ id: conversationId, livemode: data.livemode, isOver: data.completed_at !== null }}
        />
      )}
    </div>
  );
}

interface RunningProps extends Pick<TryBarProps, "state" | "agent"> {
  conversation: { id: string; livemode: boolean; isOver: boolean };
}

function Running({ state, agent, conversation: { id, livemode, isOver } }: RunningProps) {
  const client = useClient();
  const [isReal, setIsReal] = useState(false);
  // Only what is over can be tried without effects.
  const hasEffects = isReal || !isOver;
  return (
    <RunForm
      state={state}
      agent={agent}
      order={(versionId) =>
        hasEffects
          ? client.procedures.create({ agent_id: versionId, conversation_id: id })
          : client.procedureBatches.create({ agent_id: versionId, conversation_ids: [id], livemode })
      }
      className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2"
    >
      <label className="flex min-h-10 items-center gap-2 text-sm" title="Else it is a trial, which touches nothing">
        <input
          type="checkbox"
          checked={hasEffects}
          disabled={!isOver}
          onChange={() => setIsReal(!isReal)}
          className="size-4 accent-accent"
        />
        Call tools, send the output
      </label>
    </RunForm>
  );
}
