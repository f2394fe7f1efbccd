import { Button } from "./button.tsx";

interface SaveBarProps {
  isChanged: boolean;
  isSaving: boolean;
  onDiscard(): void;
}

/** Stays at the foot of a form while something in it is not saved. Its first button submits the form. */
export function SaveBar({ isChanged, isSaving, onDiscard }: SaveBarProps) {
  if (!isChanged) return null;
  return (
    <div className="entering sticky bottom-3 z-20 flex flex-wrap items-center justify-between gap-2 rounded-2xl border border-line bg-surface px-4 py-3 shadow-lg">
      <p className="text-sm text-muted">You have changes that are not saved.</p>
      <div className="flex gap-2">
        <Button onClick={onDiscard} disabled={isSaving}>
          Discard
        </Button>
        <Button type="submit" look="primary" disabled={isSaving}>
          {isSaving ? "Saving …" : "Save"}
        </Button>
      </div>
    </div>
  );
}
