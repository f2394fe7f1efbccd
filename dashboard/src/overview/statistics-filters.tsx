import { useQuery } from "@tanstack/react-query";
import { CHANNELS, choicesOf } from "../conversations/conversation-words.ts";
import { useClient } from "../data/client.tsx";
import { useAgentNames } from "../data/use-agent-names.ts";
import type { SearchParams } from "../data/use-search-params.ts";
import { Select } from "../ui/select.tsx";
import { PERIODS, periodOf } from "./period.ts";

interface StatisticsFiltersProps {
  search: SearchParams;
  onChange(change: SearchParams): void;
}

const PERIOD_CHOICES = Object.entries(PERIODS).map(([value, { title }]) => ({ value, title }));
const MODES = { true: "Live", false: "Test" };

/** Says of what statistics are: of which time, agent, version, channel, and of live or test data. */
export function StatisticsFilters({ search, onChange }: StatisticsFiltersProps) {
  const agents = useAgentNames();
  const agent = search["agent_id"];
  const look = { isLabelHidden: true, className: "min-w-0 flex-1 basis-36 sm:w-38 sm:flex-none" };
  return (
    <search aria-label="Of what the statistics are" className="flex w-full flex-wrap gap-2 sm:w-auto">
      <Select
        label="Period"
        choices={PERIOD_CHOICES}
        value={periodOf(search)}
        onChange={(period) => onChange({ period })}
        {...look}
      />
      <Select
        label="Agent"
        choices={choicesOf(Object.fromEntries(agents), "All agents")}
        value={agent ?? ""}
        onChange={(agent_id) => onChange({ agent_id, version: undefined })}
        {...look}
      />
      {agent && <VersionSelect agent={agent} search={search} onChange={onChange} />}
      <Select
        label="Channel"
        choices={choicesOf(CHANNELS, "All channels")}
        value={search["channel_type"] ?? ""}
        onChange={(channel_type) => onChange({ channel_type })}
        {...look}
      />
      <Select
        label="Mode"
        choices={choicesOf(MODES, "Live and test")}
        value={search["livemode"] ?? ""}
        onChange={(livemode) => onChange({ livemode })}
        {...look}
      />
    </search>
  );
}

function VersionSelect({ agent, search, onChange }: StatisticsFiltersProps & { agent: string }) {
  const client = useClient();
  const versions = useQuery({
    queryKey: ["conversational-agents", "versions", agent],
    queryFn: () => client.conversationalAgents.versions(agent),
  });
  const names = (versions.data ?? []).map(({ version_id }) => version_id.split("@")[1] ?? "");
  return (
    <Select
      label="Version"
      isLabelHidden
      className="min-w-0 flex-1 basis-36 sm:w-32 sm:flex-none"
      choices={[{ value: "", title: "All versions" }, ...names.map((value) => ({ value, title: value }))]}
      value={search["version"] ?? ""}
      onChange={(version) => onChange({ version })}
    />
  );
}
