import { useState } from "react";
import { SearchBox } from "../conversations/search-box.tsx";
import type { SearchParams } from "../data/use-search-params.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { SettingsIcon } from "../ui/icons.tsx";
import { type Choice, Select } from "../ui/select.tsx";
import { LOG_FILTERS } from "./log-query.ts";
import { KINDS, OUTCOMES } from "./log-words.ts";

interface LogFiltersProps {
  search: SearchParams;
  onChange(change: SearchParams): void;
}

const MORE = ["conversation_id", "request_id", "actor_id", "livemode", "from", "to"];
const KIND_CHOICES: Choice[] = [
  { value: "", title: "All kinds" },
  ...Object.entries(KINDS).map(([value, title]) => ({ value, title })),
];
const OUTCOME_CHOICES: Choice[] = [
  { value: "", title: "Any outcome" },
  ...Object.entries(OUTCOMES).map(([value, { title }]) => ({ value, title })),
];
const MODE_CHOICES: Choice[] = [
  { value: "", title: "Live and test" },
  { value: "true", title: "Live" },
  { value: "false", title: "Test" },
];

/** Restricts the log. */
export function LogFilters({ search, onChange }: LogFiltersProps) {
  const [isOpen, setIsOpen] = useState(() => MORE.some((name) => search[name]));
  const isUsed = LOG_FILTERS.some((name) => search[name]);
  const clear = () => onChange(Object.fromEntries(LOG_FILTERS.map((name) => [name, undefined])));
  const select = (name: string) => ({
    isLabelHidden: true,
    value: search[name] ?? "",
    onChange: (value: string) => onChange({ [name]: value }),
    className: "min-w-36 flex-1 sm:w-44 sm:flex-none",
  });
  return (
    <search aria-label="Filters" className="grid shrink-0 gap-3 px-4 pb-3 sm:px-6">
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox
          label="Search the log"
          placeholder="Search the log …"
          value={search["q"] ?? ""}
          onChange={(q) => onChange({ q })}
        />
        <Select label="Kind" choices={KIND_CHOICES} {...select("kind")} />
        <Select label="Outcome" choices={OUTCOME_CHOICES} {...select("outcome")} />
        <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <SettingsIcon /> More
        </Button>
        {isUsed && (
          <Button look="quiet" onClick={clear}>
            Clear
          </Button>
        )}
      </div>
      {isOpen && <MoreFilters search={search} onChange={onChange} />}
    </search>
  );
}

function MoreFilters({ search, onChange }: LogFiltersProps) {
  const field = (name: string) => ({
    value: search[name] ?? "",
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  });
  return (
    <div className="entering grid grid-cols-1 gap-3 rounded-2xl border border-line bg-surface p-4 sm:grid-cols-3">
      <TextField label="Conversation" placeholder="conv_…" {...field("conversation_id")} />
      <TextField label="Request" placeholder="req_…" {...field("request_id")} />
      <TextField label="Who" placeholder="key_… or ca_…@v2" {...field("actor_id")} />
      <Select
        label="Data"
        choices={MODE_CHOICES}
        value={search["livemode"] ?? ""}
        onChange={(livemode) => onChange({ livemode })}
      />
      <TextField label="From" type="datetime-local" {...field("from")} />
      <TextField label="Before" type="datetime-local" {...field("to")} />
    </div>
  );
}
