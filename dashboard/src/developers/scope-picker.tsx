import type { Scope } from "../data/account.tsx";
import { useSignedIn } from "../data/account.tsx";
import { Button } from "../ui/button.tsx";
import { Switch } from "../ui/select.tsx";
import { SCOPED, withScope } from "./scope-words.ts";

interface ScopePickerProps {
  scopes: readonly Scope[] | null;
  onChange(scopes: Scope[] | null): void;
}

/** Chooses what a key may do: everything, or some of what whoever makes it may do. */
export function ScopePicker({ scopes, onChange }: ScopePickerProps) {
  const { member, can } = useSignedIn();
  const open = SCOPED.flatMap(({ read, write }) => [read, write]).filter((scope) => scope !== null && can(scope));
  const all = open as Scope[];
  return (
    <fieldset className="grid gap-3">
      <legend className="pb-2 text-sm font-medium">What it may do</legend>
      {member.role === "owner" && (
        <Switch
          label="Everything"
          hint="Whatever the API has now, and what will be added to it."
          isOn={scopes === null}
          onChange={(isOn) => onChange(isOn ? null : [])}
        />
      )}
      {scopes !== null && (
        <>
          <div className="flex gap-2">
            <Button onClick={() => onChange(all.filter((scope) => scope.endsWith(":read")))}>Reading only</Button>
            <Button onClick={() => onChange(all)}>All</Button>
            <Button look="quiet" onClick={() => onChange([])}>
              None
            </Button>
          </div>
          <ul className="divide-y divide-line rounded-xl border border-line">
            {SCOPED.map(({ title, about, read, write }) => (
              <li key={title} className="flex items-center justify-between gap-x-4 px-3 py-2 text-sm">
                <span className="grid min-w-0">
                  <span className="font-medium">{title}</span>
                  <span className="text-xs text-muted">{about}</span>
                </span>
                <span className="ml-auto flex gap-4">
                  {read && <ScopeBox {...{ scope: read, label: "Read", title, scopes, onChange }} />}
                  {write && <ScopeBox {...{ scope: write, label: read ? "Write" : "Do", title, scopes, onChange }} />}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </fieldset>
  );
}

interface ScopeBoxProps {
  scope: Scope;
  label: string;
  title: string;
  scopes: readonly Scope[];
  onChange(scopes: Scope[]): void;
}

function ScopeBox({ scope, label, title, scopes, onChange }: ScopeBoxProps) {
  const { can } = useSignedIn();
  return (
    <label className="flex min-h-7 items-center gap-1.5">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        aria-label={`${title}: ${label.toLowerCase()}`}
        checked={scopes.includes(scope)}
        disabled={!can(scope) && !scopes.includes(scope)}
        onChange={(event) => onChange(withScope(scopes, scope, event.target.checked))}
      />
      {label}
    </label>
  );
}
