import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/select.tsx";

const OVERLAPS = [
  { value: "0", title: "At once" },
  { value: "3600", title: "After an hour" },
  { value: "86400", title: "After a day" },
  { value: "604800", title: "After a week" },
  { value: "2592000", title: "After 30 days" },
];

interface RotateFormProps {
  /** What becomes of the former key. */
  hint: string;
  label?: string;
  isRunning: boolean;
  onRotate(overlapSeconds: number): void;
  onCancel(): void;
}

/** Asks when a former key ends before it is replaced. */
export function RotateForm({ hint, label = "The former key ends", isRunning, onRotate, onCancel }: RotateFormProps) {
  const [overlap, setOverlap] = useState("86400");
  return (
    <div className="grid gap-4 rounded-xl border border-line p-4">
      <Select label={label} hint={hint} choices={OVERLAPS} value={overlap} onChange={setOverlap} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>Keep it as it is</Button>
        <Button look="primary" disabled={isRunning} onClick={() => onRotate(Number(overlap))}>
          Make a new key
        </Button>
      </div>
    </div>
  );
}
