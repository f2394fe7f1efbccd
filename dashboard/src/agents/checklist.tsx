interface CheckItem<Value> {
  /** Its name, which no other has. */
  key: string;
  about: string;
  isOn: boolean;
  value: Value;
}

interface ChecklistProps<Value> {
  label: string;
  items: readonly CheckItem<Value>[];
  isReadOnly: boolean;
  onToggle(value: Value, isOn: boolean): void;
  /** Says what would be here and how to make the first. */
  empty?: string;
}

/** Lists things that can be switched on, each with what it does. */
export function Checklist<Value>({ label, items, isReadOnly, onToggle, empty }: ChecklistProps<Value>) {
  if (items.length === 0) return <p className="text-sm text-muted">{empty ?? "Nothing here fits the search."}</p>;
  return (
    <ul aria-label={label} className="grid gap-x-6 gap-y-1 lg:grid-cols-2">
      {items.map(({ key, about, isOn, value }) => (
        <li key={key} className="min-w-0">
          <label className="-mx-2 flex items-start gap-3 rounded-lg px-2 py-2 text-sm hover:bg-sunken">
            <input
              type="checkbox"
              checked={isOn}
              disabled={isReadOnly}
              onChange={() => onToggle(value, !isOn)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="grid min-w-0 gap-0.5">
              <span className="font-mono text-[0.8125rem] wrap-anywhere">{key}</span>
              <span className="line-clamp-2 text-muted">{about}</span>
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}
