import { useMemo, useState } from "react";
import type { DraftState } from "../agents/use-draft.ts";
import { useSearchParams } from "../data/use-search-params.ts";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/states.tsx";
import { ConversationPicker } from "./conversation-picker.tsx";
import { InputTrial } from "./input-trial.tsx";
import type { ProceduralAgent, ProceduralDraft } from "./procedural.ts";
import { RunResults, useRuns } from "./run-results.tsx";
import { type CitedEvent, TranscriptPanel } from "./transcript-panel.tsx";
import { TryBar } from "./try-bar.tsx";

interface TryTabProps {
  state: DraftState<ProceduralAgent, ProceduralDraft>;
  agent: ProceduralAgent;
}

/** Runs the agent on a chosen conversation or on an input, and shows what its versions wrote side by side. */
export function TryTab({ state, agent }: TryTabProps) {
  const [search, setSearch] = useSearchParams();
  const [isPicking, setIsPicking] = useState(false);
  const conversationId = search["conversation"];
  const pick = () => setIsPicking(true);
  const giveInput = () => setSearch({ on: "input", conversation: undefined });
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      {conversationId !== undefined ? (
        <>
          <TryBar state={state} agent={agent} conversationId={conversationId} onPick={pick} onInput={giveInput} />
          <Compared key={conversationId} agentId={agent.id} conversationId={conversationId} />
        </>
      ) : search["on"] === "input" ? (
        <>
          <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 text-sm sm:px-6">
            <span className="font-medium">On an input, without a conversation</span>
            <Button onClick={pick}>Choose a conversation</Button>
          </div>
          <InputTrial state={state} agent={agent} />
        </>
      ) : (
        <Choice onPick={pick} onInput={giveInput} />
      )}
      {isPicking && (
        <ConversationPicker
          onClose={() => setIsPicking(false)}
          onPick={(id) => {
            setIsPicking(false);
            setSearch({ conversation: id, on: undefined });
          }}
        />
      )}
    </div>
  );
}

function Choice({ onPick, onInput }: { onPick(): void; onInput(): void }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-8 sm:px-6">
      <Empty
        title="Try the agent on a conversation, or on an input of yours."
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button look="primary" onClick={onPick}>
              Choose a conversation
            </Button>
            <Button onClick={onInput}>Give it an input</Button>
          </div>
        }
      >
        What it writes stands beside the transcript, with the words it rests on, or beside the input. Run several
        versions to see them side by side.
      </Empty>
    </div>
  );
}

/** Shows a transcript, and beside it every run of an agent over it, the newest first. */
function Compared({ agentId, conversationId }: { agentId: string; conversationId: string }) {
  const [target, setTarget] = useState<CitedEvent | null>(null);
  const filter = { agent_id: agentId, conversation_id: conversationId };
  const { data } = useRuns(filter);
  const cited = useMemo(
    () => (data ?? []).flatMap(({ citations }) => Object.values(citations).flat()).map(({ event_id }) => event_id),
    [data],
  );
  return (
    <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto border-t border-line lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] lg:grid-rows-[minmax(0,1fr)] lg:gap-0 lg:overflow-hidden">
      <div className="h-[45dvh] min-h-0 py-2 max-lg:order-2 max-lg:border-t max-lg:border-line lg:h-auto lg:border-r lg:border-line">
        <TranscriptPanel conversationId={conversationId} cited={cited} target={target} />
      </div>
      <RunResults
        filter={filter}
        onCite={(eventId) => setTarget({ eventId })}
        empty={
          <Empty title="It has not run on this conversation yet.">
            Press Run. Each run is kept here, so that versions can be compared.
          </Empty>
        }
      />
    </div>
  );
}
