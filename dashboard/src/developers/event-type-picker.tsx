import { Button } from "../ui/button.tsx";
import { EVENT_GROUPS, EVENT_TYPES, EVENT_WORDS, type EventType, USUAL_TYPES } from "./event-words.ts";

interface EventTypePickerProps {
  types: readonly EventType[];
  onChange(types: EventType[]): void;
}

/** Chooses which types of events an endpoint is sent. */
export function EventTypePicker({ types, onChange }: EventTypePickerProps) {
  const set = (type: EventType, isIn: boolean) =>
    onChange(EVENT_TYPES.filter((each) => (each === type ? isIn : types.includes(each))));
  return (
    <fieldset className="grid gap-3">
      <legend className="pb-2 text-sm font-medium">Events ({types.length})</legend>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onChange([...USUAL_TYPES])}>The usual</Button>
        <Button onClick={() => onChange(EVENT_TYPES)}>All</Button>
        <Button look="quiet" onClick={() => onChange([])}>
          None
        </Button>
      </div>
      {EVENT_GROUPS.map(({ title, types: those }) => (
        <div key={title} className="grid gap-1">
          <p className="text-xs font-medium text-muted">{title}</p>
          <ul className="grid gap-x-6 md:grid-cols-2">
            {those.map((type) => (
              <li key={type}>
                <label className="flex min-h-9 items-start gap-2 py-1.5 text-sm">
                  <input
                    type="checkbox"
                    className="mt-0.5 size-4 shrink-0 accent-accent"
                    checked={types.includes(type)}
                    onChange={(event) => set(type, event.target.checked)}
                  />
                  <span className="grid min-w-0">
                    <span className="font-mono text-xs leading-5 wrap-anywhere">{type}</span>
                    <span className="text-xs text-muted">{EVENT_WORDS[type]}</span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </fieldset>
  );
}
