import type { Schemas } from "@operator/sdk";
import { Link } from "@tanstack/react-router";
import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { isUnderWay, RunStatus } from "../procedural-agents/run-words.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { Moment } from "../ui/moment.tsx";
import { Empty, Failed, Loading } from "../ui/states.tsx";

type Run = Schemas["ProcedureItem"];

const EVERY = 5_000;
/** Lists the runs of procedural agents over a conversation, with what came of each. */
export function ProceduresPanel({ id }: { id: string }) {
  const client = useClient();
  const runs = usePaged<Run>({
    key: ["procedures", "of-conversation", id],
    read: async (page) => client.procedures.list({ conversation_id: id, ...page }),
    refetchEvery: EVERY,
  });
  if (runs.isLoading) return <Loading />;
  if (runs.error) return <Failed error={runs.error} onRetry={runs.reload} />;
  if (runs.items.length === 0)
    return (
      <Empty title="No procedural agent has worked on this conversation.">
        What runs after a conversation is set up in its agent, under Post-process.
      </Empty>
    );
  return (
    <ul className="grid gap-3">
      {runs.items.map((run) => (
        <li key={run.id} className="grid gap-2 rounded-2xl border border-line bg-surface p-4">
          <div className="flex flex-wrap items-center gap-2 text-sm">
            <Link to={`/procedural-agents/${run.agent_id}`} className="font-medium underline underline-offset-2">
              {run.name}
            </Link>
            <RunStatus status={run.status} />
            <span className="ml-auto text-xs text-muted">
              <Moment at={run.created_at} />
            </span>
            <Link to={`/procedural-agents/runs/${run.id}`} className="text-xs underline underline-offset-2">
              {isUnderWay(run.status) ? "Follow it" : "Every step"}
            </Link>
          </div>
          {(run.summary ?? run.error) && <p className="text-sm text-muted wrap-anywhere">{run.summary ?? run.error}</p>}
          {run.output !== null && run.output !== undefined && <JsonView value={run.output} label="Output" />}
        </li>
      ))}
    </ul>
  );
}
