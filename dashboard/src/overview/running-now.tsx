import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CHANNELS } from "../conversations/conversation-words.ts";
import { useClient } from "../data/client.tsx";
import { Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { countsOf } from "./counts.ts";

/** So often what runs is counted anew, in ms. */
const EVERY = 5_000;
const MOST = 200;

/** Counts the conversations that run at this moment, by channel. */
export function RunningNow() {
  const client = useClient();
  const running = useQuery({
    queryKey: ["conversations", "running"],
    queryFn: async () => (await client.conversations.list({ status: "in-progress", limit: MOST })).data,
    refetchInterval: EVERY,
  });
  const all = running.data?.length ?? 0;
  return (
    <Section
      title="Running now"
      actions={
        <Link to="/conversations" search={{ status: "in-progress" }} className="text-sm text-accent hover:underline">
          Show them
        </Link>
      }
    >
      {running.isPending && <Loading />}
      {running.error && <Failed error={running.error} onRetry={() => void running.refetch()} />}
      {running.data && (
        <div className="flex flex-wrap items-baseline gap-x-8 gap-y-2">
          <p className="text-3xl font-semibold tracking-tight tabular-nums">
            {all === MOST ? `${MOST}+` : all}
            <span className="pl-2 text-base font-normal tracking-normal text-muted">
              {all === 1 ? "conversation" : "conversations"}
            </span>
          </p>
          {countsOf(running.data.map(({ channel_type }) => channel_type)).map(([channel, count]) => (
            <p key={channel} className="text-sm text-muted">
              <span className="font-medium text-ink tabular-nums">{count}</span> {CHANNELS[channel].toLowerCase()}
            </p>
          ))}
        </div>
      )}
    </Section>
  );
}
