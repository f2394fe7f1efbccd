import { CopyButton } from "./copy-button.tsx";

/** Shows a value as indented JSON, to be copied. */
export function JsonView({ value, label = "JSON" }: { value: unknown; label?: string }) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return (
    <div className="relative min-w-0">
      {/* What scrolls must be reached by the keyboard. */}
      <pre
        tabIndex={0}
        aria-label={label}
        className="max-h-96 overflow-auto rounded-xl bg-sunken p-3 font-mono text-xs"
      >
        {text}
      </pre>
      <div className="absolute top-1.5 right-1.5">
        <CopyButton text={text} label={`Copy ${label}`} />
      </div>
    </div>
  );
}
