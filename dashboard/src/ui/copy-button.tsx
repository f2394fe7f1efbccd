import { useState } from "react";
import { CheckIcon, CopyIcon } from "./icons.tsx";

/** Copies a text, and shows for a moment that it did. */
export function CopyButton({ text, label = "Copy" }: { text: string; label?: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), 1_500);
  };
  return (
    <button
      type="button"
      aria-label={isCopied ? "Copied" : label}
      title={label}
      onClick={() => void copy()}
      className="inline-grid size-7 place-items-center rounded-lg text-muted hover:bg-sunken hover:text-ink"
    >
      {isCopied ? <CheckIcon /> : <CopyIcon />}
    </button>
  );
}

/** An id in the letters of code, to be copied. */
export function Id({ id }: { id: string }) {
  return (
    <span className="inline-flex items-center gap-0.5 font-mono text-xs text-muted">
      {id}
      <CopyButton text={id} label={`Copy ${id}`} />
    </span>
  );
}
