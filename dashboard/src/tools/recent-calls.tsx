import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useClient } from "../data/client.tsx";
import { Badge } from "../ui/badge.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { OUTCOMES, tookText } from "./call-words.ts";
import { TOOL_CALLS } from "./query-keys.ts";

const SHOWN = 8;
const REFRESH = 10_000;

/** Shows the last calls of a tool in conversations. */
export function RecentCalls({ name }: { name: string }) {
  const client = useClient();
  const calls = useQuery({
    queryKey: [...TOOL_CALLS, "recent", name],
    queryFn: async () => (await client.toolCalls.list({ name, limit: SHOWN })).data,
    refetchInterval: REFRESH,
  });
  const all = (
    <Link to="/tools" search={{ tab: "calls", name } as never} className="text-sm underline">
      All of its calls
    </Link>
  );
  return (
    <Section title="Last calls" actions={calls.data && calls.data.length > 0 && all}>
      {calls.isPending && <Loading />}
      {calls.error && <Failed error={calls.error} onRetry={() => void calls.refetch()} />}
      {calls.data?.length === 0 && <p className="text-sm text-muted">No conversation has called it yet.</p>}
      <ul className="grid divide-y divide-line text-sm empty:hidden">
        {calls.data?.map((call) => (
          <li
            key={call.call_id}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0"
          >
            <Badge tone={OUTCOMES[call.status].tone}>{OUTCOMES[call.status].title}</Badge>
            <span className="text-muted tabular-nums">{tookText(call)}</span>
            <span className="ml-auto text-muted">
              {call.conversation_id ? (
                <Link to={`/conversations/${call.conversation_id}`} className="underline">
                  <Moment at={call.created_at} />
                </Link>
              ) : (
                <Moment at={call.created_at} />
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
