import { type ReactNode, useState } from "react";
import { TextArea } from "./field.tsx";

interface JsonFieldProps {
  label: string;
  hint?: ReactNode;
  /** Undefined is an empty field. */
  value: unknown;
  rows?: number;
  /** Says what else is wrong with a value that can be read. */
  problemOf?(value: unknown): string | null;
  /** Called with what was written once it can be read; undefined when nothing is. */
  onChange(value: unknown): void;
}

/** A value as JSON. What cannot be read is said, keeps its form from being sent, and is not taken. */
export function JsonField({ label, hint, value, rows = 6, problemOf, onChange }: JsonFieldProps) {
  // What is being written stays as it is, also where it means the same as what would be made of it.
  const [written, setWritten] = useState({ text: textOf(value), value });
  const text = written.value === value ? written.text : textOf(value);
  const problem = problemIn(text, problemOf);
  return (
    <TextArea
      label={label}
      hint={hint}
      rows={rows}
      spellCheck={false}
      value={text}
      problem={problem}
      ref={(area) => area?.setCustomValidity(problem ?? "")}
      onChange={(event) => {
        const next = event.target.value;
        const isGood = problemIn(next, problemOf) === null;
        const read = isGood ? valueIn(next) : value;
        setWritten({ text: next, value: read });
        if (isGood) onChange(read);
      }}
    />
  );
}

function textOf(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value, null, 2);
}

function valueIn(text: string): unknown {
  return text.trim() === "" ? undefined : JSON.parse(text);
}

function problemIn(text: string, problemOf: JsonFieldProps["problemOf"]): string | null {
  try {
    return problemOf?.(valueIn(text)) ?? null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return `This is not JSON yet: ${error.message}.`;
  }
}
