import { useState } from "react";
import { TextArea } from "../ui/field.tsx";

interface LinesFieldProps {
  label: string;
  hint?: string;
  values: readonly string[];
  rows?: number;
  isReadOnly: boolean;
  onChange(values: string[]): void;
}

/** A list of words or names, one on each line. */
export function LinesField({ label, hint, values, rows = 3, isReadOnly, onChange }: LinesFieldProps) {
  const [text, setText] = useState<string | null>(null);
  return (
    <TextArea
      label={label}
      hint={hint}
      rows={rows}
      spellCheck={false}
      disabled={isReadOnly}
      value={text ?? values.join("\n")}
      onBlur={() => setText(null)}
      onChange={(event) => {
        setText(event.target.value);
        const lines = event.target.value.split("\n").map((line) => line.trim());
        onChange([...new Set(lines.filter(Boolean))]);
      }}
    />
  );
}
