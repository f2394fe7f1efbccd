import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CHANNELS } from "../conversations/conversation-words.ts";
import { StatusBadge } from "../conversations/status-badge.tsx";
import { useClient } from "../data/client.tsx";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";

const EVERY = 15_000;
const SHOWN = 8;

/** Lists the last conversations, and leads to each. */
export function LatestConversations() {
  const client = useClient();
  const names = useAgentNames();
  const latest = useQuery({
    queryKey: ["conversations", "latest"],
    queryFn: async () => (await client.conversations.list({ limit: SHOWN })).data,
    refetchInterval: EVERY,
  });
  return (
    <Section
      title="Last conversations"
      actions={
        <Link to="/conversations" className="text-sm text-accent hover:underline">
          All conversations
        </Link>
      }
    >
      {latest.isPending && <Loading />}
      {latest.error && <Failed error={latest.error} onRetry={() => void latest.refetch()} />}
      {latest.data?.length === 0 && (
        <p className="text-sm text-muted">There are none yet. Talk with an agent, and it stands here.</p>
      )}
      {latest.data && latest.data.length > 0 && (
        <ul className="-mx-2 grid grid-cols-1">
          {latest.data.map(({ id, agent_id, status, channel_type, created_at }) => (
            <li key={id}>
              <Link
                to="/conversations/$id"
                params={{ id }}
                className="flex min-h-11 items-center justify-between gap-3 rounded-lg px-2 text-sm hover:bg-sunken"
              >
                <span className="min-w-0 truncate font-medium">{agentTitle(agent_id, names)}</span>
                <span className="flex shrink-0 items-center gap-3 text-muted">
                  <span className="hidden sm:inline">{CHANNELS[channel_type]}</span>
                  <StatusBadge status={status} />
                  <Moment at={created_at} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
