import { useParams } from "@tanstack/react-router";
import { useDraft } from "../agents/use-draft.ts";
import { Page } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { PROCEDURAL } from "./procedural.ts";
import { ProceduralEditor } from "./procedural-editor.tsx";

/** Shows one procedural agent, to be edited, tried and released. */
export function Room() {
  const { agentId } = useParams({ strict: false }) as { agentId: string };
  return <OneAgent key={agentId} agentId={agentId} />;
}

function OneAgent({ agentId }: { agentId: string }) {
  const state = useDraft(PROCEDURAL, agentId);
  if (state.agent !== undefined && state.draft !== undefined)
    return <ProceduralEditor state={state} agent={state.agent} draft={state.draft} />;
  return (
    <Page title="Procedural agent">
      {state.error ? <Failed error={state.error} onRetry={() => void state.reload()} /> : <Loading />}
    </Page>
  );
}
