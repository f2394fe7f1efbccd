import { useState } from "react";
import { TextField } from "../ui/field.tsx";

interface NumberFieldProps {
  label: string;
  hint?: string;
  value: number | null;
  /** Whether it may be left empty, which is null. */
  isOptional?: boolean;
  min: number;
  max: number;
  isReadOnly: boolean;
  onChange(value: number | null): void;
}

/** A number with its bounds. What is out of them is said, and not taken. */
export function NumberField({
  label,
  hint,
  value,
  isOptional = false,
  min,
  max,
  isReadOnly,
  onChange,
}: NumberFieldProps) {
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? (value === null ? "" : String(value));
  const isGood = (written: string) =>
    written === "" ? isOptional : Number.isFinite(Number(written)) && Number(written) >= min && Number(written) <= max;
  return (
    <TextField
      label={label}
      hint={hint}
      inputMode="decimal"
      disabled={isReadOnly}
      value={shown}
      problem={isGood(shown) ? null : `Write a number from ${min} to ${max}.`}
      onBlur={() => isGood(shown) && setText(null)}
      onChange={(event) => {
        const written = event.target.value.trim();
        setText(event.target.value);
        if (isGood(written)) onChange(written === "" ? null : Number(written));
      }}
    />
  );
}
