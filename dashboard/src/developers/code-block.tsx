import { CopyButton } from "../ui/copy-button.tsx";

/** Shows lines for a terminal, to be copied. */
export function CodeBlock({ label, text }: { label: string; text: string }) {
  return (
    <div className="relative min-w-0">
      {/* What scrolls must be reached by the keyboard. */}
      <pre tabIndex={0} aria-label={label} className="overflow-x-auto rounded-xl bg-sunken p-3 pr-11 font-mono text-xs">
        {text}
      </pre>
      <div className="absolute top-1.5 right-1.5">
        <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
      </div>
    </div>
  );
}
