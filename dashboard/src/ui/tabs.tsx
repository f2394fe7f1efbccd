import { type KeyboardEvent, type ReactNode, useEffect, useId } from "react";

interface TabsProps<Name extends string> {
  /** What the row of tabs is for, for those who hear it. */
  label: string;
  tabs: readonly { name: Name; title: ReactNode }[];
  current: Name;
  onChange(name: Name): void;
  /** Lets what is shown take the whole height, and scroll by itself. */
  isFull?: boolean;
  children: ReactNode;
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** A row of tabs over what the current one shows. Arrow keys go through them (ARIA practices, tabs). */
export function Tabs<Name extends string>({ label, tabs, current, onChange, isFull, children }: TabsProps<Name>) {
  const id = useId();
  const layout = isFull ? "flex min-h-0 flex-1 flex-col gap-4" : "grid min-h-0 gap-4";
  // In a narrow window the row is longer than what is seen of it.
  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [id, current]);
  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = STEPS[event.key];
    if (by === undefined) return;
    const place = tabs.findIndex(({ name }) => name === current);
    const next = tabs[(place + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    onChange(next.name);
    document.getElementById(`${id}-${next.name}`)?.focus();
  };
  return (
    <div className={layout}>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={step}
        className={`flex shrink-0 gap-1 overflow-x-auto border-b border-line ${isFull ? "px-4 sm:px-6" : ""}`}
      >
        {tabs.map(({ name, title }) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            aria-selected={name === current}
            aria-controls={`${id}-panel`}
            tabIndex={name === current ? 0 : -1}
            onClick={() => onChange(name)}
            className={`-mb-px min-h-10 border-b-2 px-3 text-sm font-medium whitespace-nowrap -outline-offset-2 ${name === current ? "border-accent text-ink" : "border-transparent text-muted hover:text-ink"}`}
          >
            {title}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${current}`} className={layout}>
        {children}
      </div>
    </div>
  );
}
