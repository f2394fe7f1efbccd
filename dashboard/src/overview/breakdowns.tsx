import { Link } from "@tanstack/react-router";
import { milliseconds } from "../conversations/milliseconds.ts";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { durationText } from "../ui/moment.tsx";
import { BreakdownTable } from "./breakdown-table.tsx";
import { countText, STAGES, type Stage, type Statistics } from "./plot-data.ts";

const timeText = (value: number | null) => (value === null ? "–" : milliseconds(value));

/** Shows how each version of an agent did. */
export function ByAgent({ by_agent }: Pick<Statistics, "by_agent">) {
  const names = useAgentNames();
  return (
    <BreakdownTable
      title="By agent and version"
      of="Version"
      rows={by_agent}
      keyOf={({ agent_id }) => agent_id}
      nameOf={({ agent_id }) => (
        <Link to="/agents/$agentId" params={{ agentId: agent_id.split("@")[0] ?? "" }} className="hover:underline">
          <span className="font-normal text-muted">{agent_id.split("@")[1]}</span> {agentTitle(agent_id, names)}
        </Link>
      )}
      columns={[
        { title: "Conversations", cell: ({ conversations }) => countText(conversations) },
        {
          title: "Failed",
          isSecondary: true,
          cell: ({ by_status }) => countText(by_status.failed ?? 0),
        },
        { title: "Duration", isSecondary: true, cell: ({ duration_sec }) => durationText(duration_sec.p50) },
        {
          title: "Answers after",
          cell: ({ latency_ms: { first_audio, response } }) => timeText(first_audio.p50 ?? response.p50),
        },
      ]}
      empty="No agent had a conversation in this time."
    />
  );
}

/** Shows how the calls of each tool went. */
export function ByTool({ by_tool }: Pick<Statistics, "by_tool">) {
  return (
    <BreakdownTable
      title="By tool"
      of="Tool"
      rows={by_tool}
      keyOf={({ name }) => name}
      nameOf={({ name }) => <span className="font-mono font-normal">{name}</span>}
      columns={[
        { title: "Calls", cell: ({ tool_calls }) => countText(tool_calls) },
        {
          title: "Failed",
          cell: ({ failed_tool_calls }) => (
            <span className={failed_tool_calls > 0 ? "text-danger" : ""}>{countText(failed_tool_calls)}</span>
          ),
        },
        { title: "Half within", isSecondary: true, cell: ({ duration_ms }) => timeText(duration_ms.p50) },
        { title: "99 of 100", isSecondary: true, cell: ({ duration_ms }) => timeText(duration_ms.p99) },
      ]}
      empty="No tool was called in this time."
    />
  );
}

/** Shows how long each stage of the turns took. */
export function ByStage({ latency_ms }: Pick<Statistics["totals"], "latency_ms">) {
  const stages = (Object.entries(STAGES) as [Stage, string][]).filter(([stage]) => latency_ms[stage].count > 0);
  return (
    <BreakdownTable
      title="By stage of a turn"
      of="Stage"
      rows={stages}
      keyOf={([stage]) => stage}
      nameOf={([, title]) => title}
      columns={[
        { title: "Half within", cell: ([stage]) => timeText(latency_ms[stage].p50) },
        { title: "9 of 10", cell: ([stage]) => timeText(latency_ms[stage].p90) },
        { title: "99 of 100", cell: ([stage]) => timeText(latency_ms[stage].p99) },
      ]}
      empty="No turn was over in this time."
    />
  );
}
