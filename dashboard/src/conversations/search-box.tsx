import { useEffect, useRef, useState } from "react";
import { SearchIcon } from "../ui/icons.tsx";
import { useSettled } from "./use-settled.ts";

const DELAY = 250;

interface SearchBoxProps {
  label: string;
  placeholder: string;
  value: string;
  /** Called a moment after the last letter. */
  onChange(value: string): void;
}

/** Takes words to search for, and waits until they are written. */
export function SearchBox({ label, placeholder, value, onChange }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const settled = useSettled(text, DELAY);
  const told = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => {
    if (settled === told.current) return;
    told.current = settled;
    tell.current(settled);
  }, [settled]);
  useEffect(() => {
    // A link, or the button that clears all filters, has changed it from elsewhere.
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  return (
    <label className="relative block min-w-0 flex-1 basis-full sm:basis-60">
      <span className="sr-only">{label}</span>
      <SearchIcon className="pointer-events-none absolute top-3 left-3 size-4 text-muted" />
      <input
        type="search"
        value={text}
        placeholder={placeholder}
        onChange={(event) => setText(event.target.value)}
        className="min-h-10 w-full rounded-xl border border-edge bg-surface pr-3 pl-9 text-base text-ink placeholder:text-muted sm:text-sm"
      />
    </label>
  );
}
