import { useParams } from "@tanstack/react-router";
import { Page } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { AgentEditor } from "./agent-editor.tsx";
import { CONVERSATIONAL } from "./conversational.ts";
import { useDraft } from "./use-draft.ts";

/** Shows one agent, to be edited, tried and released. */
export function Room() {
  const { agentId } = useParams({ strict: false }) as { agentId: string };
  return <OneAgent key={agentId} agentId={agentId} />;
}

function OneAgent({ agentId }: { agentId: string }) {
  const state = useDraft(CONVERSATIONAL, agentId);
  if (state.agent !== undefined && state.draft !== undefined)
    return <AgentEditor state={state} agent={state.agent} draft={state.draft} />;
  return (
    <Page title="Agent">
      {state.error ? <Failed error={state.error} onRetry={() => void state.reload()} /> : <Loading />}
    </Page>
  );
}
