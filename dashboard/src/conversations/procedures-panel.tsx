import type { Schemas } from "@operator/sdk";
import { Link } from "@tanstack/react-router";
import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { Badge } from "../ui/badge.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { Moment } from "../ui/moment.tsx";
import { Empty, Failed, Loading } from "../ui/states.tsx";

type Run = Schemas["ProcedureItem"];

const EVERY = 5_000;
const TONES: Partial<Record<Run["status"], "good" | "danger" | "warning">> = {
  success: "good",
  failed: "danger",
  skipped: "warning",
};

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
            <Badge tone={TONES[run.status] ?? "neutral"}>{run.status}</Badge>
            <span className="ml-auto text-xs text-muted">
              <Moment at={run.created_at} />
            </span>
          </div>
          {(run.summary ?? run.error) && <p className="text-sm text-muted wrap-anywhere">{run.summary ?? run.error}</p>}
          {run.output !== null && run.output !== undefined && <JsonView value={run.output} label="Output" />}
        </li>
      ))}
    </ul>
  );
}
