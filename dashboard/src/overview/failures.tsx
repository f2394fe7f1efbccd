import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useClient } from "../data/client.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";

const EVERY = 30_000;
const DAY = 86_400_000;
/** So many of each kind are counted; from there on it says “or more”. */
const MOST = 100;
const SHOWN = 3;

const KINDS = [
  { kind: "tool_call", title: "Tool calls" },
  { kind: "webhook_delivery", title: "Webhook deliveries" },
] as const;

/** Shows which calls of tools and which deliveries have failed in the last day. */
export function Failures() {
  return (
    <Section title="Failed in the last 24 hours">
      <div className="grid gap-5">
        {KINDS.map((kind) => (
          <FailuresOf key={kind.kind} {...kind} />
        ))}
      </div>
    </Section>
  );
}

function FailuresOf({ kind, title }: (typeof KINDS)[number]) {
  const client = useClient();
  const failed = useQuery({
    queryKey: ["logs", "failed-lately", kind],
    queryFn: async () => {
      const since = new Date(Date.now() - DAY).toISOString();
      return (await client.logs.list({ kind, outcome: "failed", at_gte: since, limit: MOST })).data;
    },
    refetchInterval: EVERY,
  });
  if (failed.isPending) return <Loading />;
  if (failed.error) return <Failed error={failed.error} onRetry={() => void failed.refetch()} />;
  const { length } = failed.data;
  return (
    <div className="grid gap-1">
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <h3 className="font-medium">{title}</h3>
        {length === 0 ? (
          <span className="text-muted">None</span>
        ) : (
          <Link to="/logs" search={{ kind, outcome: "failed" }} className="text-danger hover:underline">
            {length === MOST ? `${MOST} or more` : length} in the logs
          </Link>
        )}
      </div>
      <ul className="grid gap-1 text-sm text-muted">
        {failed.data.slice(0, SHOWN).map(({ id, summary, at }) => (
          <li key={id} className="flex justify-between gap-3">
            <span className="min-w-0 truncate">{summary}</span>
            <Moment at={at} />
          </li>
        ))}
      </ul>
    </div>
  );
}
