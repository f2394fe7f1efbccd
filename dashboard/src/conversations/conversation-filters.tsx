import { useState } from "react";
import { useAgentNames } from "../data/use-agent-names.ts";
import type { SearchParams } from "../data/use-search-params.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { SettingsIcon } from "../ui/icons.tsx";
import { Select } from "../ui/select.tsx";
import { CHANNELS, choicesOf, DIRECTIONS, STATUSES } from "./conversation-words.ts";
import { SearchBox } from "./search-box.tsx";

interface FiltersProps {
  search: SearchParams;
  onChange(change: SearchParams): void;
}

const MORE = ["direction", "livemode", "from", "to", "customer_id"];
const ALL = ["q", "agent_id", "status", "channel_type", ...MORE];
const NOTHING = Object.fromEntries(ALL.map((name) => [name, undefined]));
const STATUS_WORDS = Object.fromEntries(Object.entries(STATUSES).map(([name, { title }]) => [name, title]));

/** Restricts the list: by words, by what people ask for most, and by the rest when it is opened. */
export function ConversationFilters({ search, onChange }: FiltersProps) {
  const [isOpen, setIsOpen] = useState(() => MORE.some((name) => search[name]));
  const agents = useAgentNames();
  const used = ALL.filter((name) => search[name]).length;
  const select = (name: string) => ({
    value: search[name] ?? "",
    isLabelHidden: true,
    onChange: (value: string) => onChange({ [name]: value }),
    className: "min-w-0 flex-1 sm:flex-none sm:w-40",
  });
  return (
    <search aria-label="Filters" className="grid gap-3 px-4 pb-3 sm:px-6">
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox
          label="Search what was said"
          placeholder="Search what was said …"
          value={search["q"] ?? ""}
          onChange={(q) => onChange({ q })}
        />
        <Select label="Agent" choices={choicesOf(Object.fromEntries(agents), "All agents")} {...select("agent_id")} />
        <Select label="Status" choices={choicesOf(STATUS_WORDS, "Any status")} {...select("status")} />
        <Select label="Channel" choices={choicesOf(CHANNELS, "All channels")} {...select("channel_type")} />
        <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <SettingsIcon /> More
        </Button>
        {used > 0 && (
          <Button look="quiet" onClick={() => onChange(NOTHING)}>
            Clear
          </Button>
        )}
      </div>
      {isOpen && <MoreFilters search={search} onChange={onChange} />}
    </search>
  );
}

const MODES = { true: "Live", false: "Test" };

function MoreFilters({ search, onChange }: FiltersProps) {
  const change = (name: string) => (value: string) => onChange({ [name]: value });
  return (
    <div className="entering grid grid-cols-2 gap-3 rounded-2xl border border-line bg-surface p-4 lg:grid-cols-5">
      <Select
        label="Direction"
        choices={choicesOf(DIRECTIONS, "Both")}
        value={search["direction"] ?? ""}
        onChange={change("direction")}
      />
      <Select
        label="Mode"
        choices={choicesOf(MODES, "Live and test")}
        value={search["livemode"] ?? ""}
        onChange={change("livemode")}
      />
      <TextField
        label="From"
        type="date"
        value={search["from"] ?? ""}
        onChange={(event) => onChange({ from: event.target.value })}
      />
      <TextField
        label="Up to"
        type="date"
        value={search["to"] ?? ""}
        onChange={(event) => onChange({ to: event.target.value })}
      />
      <TextField
        label="Customer"
        placeholder="cus_…"
        value={search["customer_id"] ?? ""}
        onChange={(event) => onChange({ customer_id: event.target.value })}
      />
    </div>
  );
}
