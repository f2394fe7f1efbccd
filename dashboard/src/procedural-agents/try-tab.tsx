import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { DraftState } from "../agents/use-draft.ts";
import { useClient } from "../data/client.tsx";
import { useSearchParams } from "../data/use-search-params.ts";
import { Button } from "../ui/button.tsx";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import { ConversationPicker } from "./conversation-picker.tsx";
import { differingFields } from "./output-fields.ts";
import type { ProceduralAgent, ProceduralDraft } from "./procedural.ts";
import { RUNS } from "./query-keys.ts";
import { RunCard } from "./run-card.tsx";
import { type CitedEvent, TranscriptPanel } from "./transcript-panel.tsx";
import { TryBar } from "./try-bar.tsx";

/** So often what runs is looked at, in ms. */
const REFRESH = 1_000;
/** So many runs stand side by side at most. */
const MOST = 8;

interface TryTabProps {
  state: DraftState<ProceduralAgent, ProceduralDraft>;
  agent: ProceduralAgent;
}

/** Runs the agent on a chosen conversation, and shows what its versions wrote side by side, beside the transcript. */
export function TryTab({ state, agent }: TryTabProps) {
  const [search, setSearch] = useSearchParams();
  const [isPicking, setIsPicking] = useState(false);
  const conversationId = search["conversation"];
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      {conversationId === undefined ? (
        <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-8 sm:px-6">
          <Empty
            title="Try the agent on a conversation."
            action={
              <Button look="primary" onClick={() => setIsPicking(true)}>
                Choose a conversation
              </Button>
            }
          >
            What it writes stands beside the transcript, with the words it rests on. Run several versions to see them
            side by side.
          </Empty>
        </div>
      ) : (
        <>
          <TryBar state={state} agent={agent} conversationId={conversationId} onPick={() => setIsPicking(true)} />
          <Compared key={conversationId} agentId={agent.id} conversationId={conversationId} />
        </>
      )}
      {isPicking && (
        <ConversationPicker
          onClose={() => setIsPicking(false)}
          onPick={(id) => {
            setIsPicking(false);
            setSearch({ conversation: id });
          }}
        />
      )}
    </div>
  );
}

/** Shows a transcript, and beside it every run of an agent over it, the newest first. */
function Compared({ agentId, conversationId }: { agentId: string; conversationId: string }) {
  const client = useClient();
  const [target, setTarget] = useState<CitedEvent | null>(null);
  const runs = useQuery({
    queryKey: [...RUNS, "compared", agentId, conversationId],
    queryFn: async () =>
      (await client.procedures.list({ agent_id: agentId, conversation_id: conversationId, limit: MOST })).data,
    refetchInterval: REFRESH,
  });
  const shown = runs.data ?? [];
  const cited = useMemo(
    () => (runs.data ?? []).flatMap(({ citations }) => Object.values(citations).flat()).map(({ event_id }) => event_id),
    [runs.data],
  );
  const differing = differingFields(shown.filter(({ status }) => status === "success").map(({ output }) => output));
  return (
    <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto border-t border-line lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] lg:grid-rows-[minmax(0,1fr)] lg:gap-0 lg:overflow-hidden">
      <div className="h-[45dvh] min-h-0 py-2 max-lg:order-2 max-lg:border-t max-lg:border-line lg:h-auto lg:border-r lg:border-line">
        <TranscriptPanel conversationId={conversationId} cited={cited} target={target} />
      </div>
      <section aria-label="Results" className="min-w-0 lg:min-h-0 lg:overflow-y-auto">
        <div className="px-4 not-empty:pt-4">
          {runs.isPending && <Loading />}
          {runs.error && <Failed error={runs.error} onRetry={() => void runs.refetch()} />}
          {runs.data?.length === 0 && (
            <Empty title="It has not run on this conversation yet.">
              Press Run. Each run is kept here, so that versions can be compared.
            </Empty>
          )}
        </div>
        <div className="grid auto-cols-[minmax(min(18rem,90%),1fr)] grid-flow-col items-start gap-4 overflow-x-auto p-4">
          {shown.map((run) => (
            <RunCard key={run.id} run={run} differing={differing} onCite={(eventId) => setTarget({ eventId })} />
          ))}
        </div>
      </section>
    </div>
  );
}
