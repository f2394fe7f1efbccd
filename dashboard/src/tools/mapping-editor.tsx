import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Select, Switch } from "../ui/select.tsx";
import {
  automaticRows,
  type Mapping,
  type MappingRow,
  mappingOf,
  movedTo,
  PLACES,
  type Place,
  type Request,
  rowsOf,
  STYLES,
  type Style,
  strayArguments,
} from "./mapping.ts";

interface MappingEditorProps {
  mapping: Mapping | null;
  request: Request;
  onChange(mapping: Mapping | null): void;
}

const PLACE_CHOICES = Object.entries(PLACES).map(([value, title]) => ({ value, title }));
const STYLE_TITLES: Record<Style, string> = {
  form: "a,b or a=1&a=2",
  simple: "a,b",
  deepObject: "name[key]=value",
  spaceDelimited: "a b",
  pipeDelimited: "a|b",
};
const BODY_CHOICES = [
  { value: "json", title: "JSON" },
  { value: "form", title: "A form (x-www-form-urlencoded)" },
];

/** Sets where each argument goes in the request, by itself or one by one. */
export function MappingEditor({ mapping, request, onChange }: MappingEditorProps) {
  const rows = mapping === null ? automaticRows(request) : rowsOf(mapping, request.names);
  const type = mapping?.body?.type ?? "json";
  const set = (next: readonly MappingRow[], body: "json" | "form" = type) => onChange(mappingOf(next, body));
  const stray = mapping === null ? [] : strayArguments(mapping, request.names);
  return (
    <div className="grid gap-4">
      <Switch
        label="By itself"
        hint="Placeholders of the address are filled first. The rest goes into the query of a GET or DELETE, else into a JSON body."
        isOn={mapping === null}
        onChange={(isOn) => (isOn ? onChange(null) : set(rows))}
      />
      {mapping === null ? (
        <Summary rows={rows} />
      ) : (
        <>
          <ul className="grid gap-3">
            {rows.map((row, place) => (
              <MappingLine
                key={row.argument}
                row={row}
                onChange={(changed) => set(rows.map((each, index) => (index === place ? changed : each)))}
              />
            ))}
          </ul>
          {mapping.body && (
            <Select
              label="The body is"
              choices={BODY_CHOICES}
              value={type}
              onChange={(value) => set(rows, value as "json" | "form")}
            />
          )}
        </>
      )}
      {stray.length > 0 && <Stray names={stray} onTakeOut={() => set(rows)} />}
    </div>
  );
}

/** Says that the mapping speaks of arguments that are not there any more. */
function Stray({ names, onTakeOut }: { names: readonly string[]; onTakeOut(): void }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-between gap-2 rounded-xl bg-warning-soft px-4 py-2 text-sm text-warning"
    >
      <p className="min-w-0 wrap-anywhere">
        {names.join(", ")} {names.length === 1 ? "is no argument" : "are no arguments"} any more.
      </p>
      <Button onClick={onTakeOut}>Take {names.length === 1 ? "it" : "them"} out</Button>
    </div>
  );
}

function Summary({ rows }: { rows: readonly MappingRow[] }) {
  if (rows.length === 0) return <p className="text-sm text-muted">There are no arguments yet.</p>;
  return (
    <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-6 gap-y-1 text-sm">
      {rows.map(({ argument, place }) => (
        <div key={argument} className="contents">
          <dt className="truncate font-mono">{argument}</dt>
          <dd className="text-muted">{PLACES[place]}</dd>
        </div>
      ))}
    </dl>
  );
}

function MappingLine({ row, onChange }: { row: MappingRow; onChange(row: MappingRow): void }) {
  const { argument, place, name, style, explode } = row;
  const isParameter = place !== "body" && place !== "whole";
  return (
    <li className="grid gap-3 rounded-xl border border-line p-3 sm:grid-cols-2">
      <Select
        label={`${argument} goes into`}
        choices={PLACE_CHOICES}
        value={place}
        onChange={(next) => onChange(movedTo(row, next as Place))}
      />
      {isParameter && (
        <TextField
          label="Called there"
          placeholder={argument}
          value={name ?? ""}
          onChange={(event) => onChange({ ...row, name: event.target.value.trim() || null })}
        />
      )}
      {(place === "query" || place === "form") && (
        <>
          <Select
            label="Lists and objects are written"
            choices={STYLES[place].map((value) => ({ value, title: STYLE_TITLES[value] }))}
            value={style}
            onChange={(value) => onChange({ ...row, style: value as Style })}
          />
          <label className="flex min-h-10 items-center gap-2 self-end text-sm">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={explode}
              onChange={(event) => onChange({ ...row, explode: event.target.checked })}
            />
            Each entry by itself
          </label>
        </>
      )}
    </li>
  );
}
