import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useClient } from "../data/client.tsx";

/** Says whether the agent of a number records its calls, and what callers are told of it. */
export function RecordingNote({ agentId }: { agentId: string }) {
  const client = useClient();
  const agent = useQuery({
    queryKey: ["agent", agentId],
    queryFn: () => client.conversationalAgents.get(agentId),
  });
  if (agent.data === undefined) return null;
  const { is_enabled, is_notice_given, notice } = agent.data.config.voice.recording;
  const told = notice === null ? "callers are told so, in their language" : `callers are told: “${notice}”`;
  return (
    <p className="text-sm text-muted">
      {is_enabled
        ? `Calls are recorded, and ${is_notice_given ? told : "callers are not told"}.`
        : "Calls are not recorded."}{" "}
      <Link to={`/agents/${agent.data.id}`} search={{ tab: "voice" } as never} className="underline">
        Change it in the agent’s tab Voice
      </Link>
      .
    </p>
  );
}
