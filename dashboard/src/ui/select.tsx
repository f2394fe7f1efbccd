import { type ComponentProps, type ReactNode, useId } from "react";

/** One of a select's choices. */
export interface Choice {
  value: string;
  title: string;
}

interface SelectProps extends Omit<ComponentProps<"select">, "onChange"> {
  label: string;
  hint?: ReactNode;
  /** Whether the label is for those alone who hear the page. */
  isLabelHidden?: boolean;
  choices: readonly Choice[];
  value: string;
  onChange(value: string): void;
}

/** A choice of one among several, with its label. */
export function Select({
  label,
  hint,
  isLabelHidden,
  choices,
  value,
  onChange,
  className = "",
  ...props
}: SelectProps) {
  const id = useId();
  return (
    <div className={`grid gap-1.5 ${className}`}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "text-sm font-medium"}>
        {label}
      </label>
      {hint && <p className="text-sm text-muted">{hint}</p>}
      <select
        {...props}
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-10 w-full rounded-xl border border-edge bg-surface px-3 text-base text-ink sm:text-sm"
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.title}
          </option>
        ))}
      </select>
    </div>
  );
}

interface SwitchProps {
  label: ReactNode;
  hint?: ReactNode;
  isOn: boolean;
  isDisabled?: boolean;
  onChange(isOn: boolean): void;
}

/** Turns something on or off, at once or with the form it stands in. */
export function Switch({ label, hint, isOn, isDisabled, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <label htmlFor={id} className="grid gap-0.5 text-sm">
        <span className="font-medium">{label}</span>
        {hint && <span className="text-muted">{hint}</span>}
      </label>
      <button
        id={id}
        type="button"
        role="switch"
        aria-checked={isOn}
        disabled={isDisabled}
        onClick={() => onChange(!isOn)}
        className={`mt-0.5 h-6 w-10 shrink-0 rounded-full border p-0.5 transition-colors disabled:opacity-50 ${isOn ? "border-accent bg-accent" : "border-edge bg-sunken"}`}
      >
        <span
          className={`block size-4.5 rounded-full transition-transform ${isOn ? "translate-x-4 bg-on-accent" : "bg-edge"}`}
        />
      </button>
    </div>
  );
}
