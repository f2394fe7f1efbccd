import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DraftState } from "../agents/use-draft.ts";
import { StatusBadge } from "../conversations/status-badge.tsx";
import { conversationKey } from "../conversations/use-conversation.ts";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { versionLabel } from "../talk/agent-choices.ts";
import { Button } from "../ui/button.tsx";
import { PlayIcon } from "../ui/icons.tsx";
import { Moment } from "../ui/moment.tsx";
import { Select } from "../ui/select.tsx";
import type { ProceduralAgent, ProceduralDraft } from "./procedural.ts";
import { BATCHES, RUNS } from "./query-keys.ts";
import { useVersions, versionTitle } from "./use-versions.ts";

interface TryBarProps {
  state: DraftState<ProceduralAgent, ProceduralDraft>;
  agent: ProceduralAgent;
  conversationId: string;
  onPick(): void;
}

/** Says on which conversation the agent is tried, and runs a version on it. */
export function TryBar({ state, agent, conversationId, onPick }: TryBarProps) {
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
  const versions = useVersions(agent.id);
  const [chosen, setChosen] = useState("");
  const [isReal, setIsReal] = useState(false);
  // Only what is over can be tried without effects.
  const hasEffects = isReal || !isOver;
  const saves = chosen === "" && state.edit !== null;
  const run = useAction({
    run: async () => {
      const versionId = chosen === "" ? (await state.save.mutateAsync()).version_id : chosen;
      if (hasEffects) return client.procedures.create({ agent_id: versionId, conversation_id: id });
      return client.procedureBatches.create({ agent_id: versionId, conversation_ids: [id], livemode });
    },
    stale: [RUNS, BATCHES],
    // What could not be saved stands above the tabs.
    showsError: saves,
  });
  const latest = state.edit === null ? versionTitle(agent) : `${versionLabel(agent.version_id)}, with your changes`;
  const others = versions.filter(({ version_id }) => version_id !== agent.version_id);
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2">
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
      <Select
        label="Version"
        isLabelHidden
        className="min-w-0"
        choices={[
          { value: "", title: latest },
          ...others.map((version) => ({ value: version.version_id, title: versionTitle(version) })),
        ]}
        value={chosen}
        onChange={setChosen}
      />
      <Button look="primary" disabled={run.isRunning} onClick={() => run.run()}>
        <PlayIcon /> {saves ? "Save and run" : "Run"}
      </Button>
    </div>
  );
}
