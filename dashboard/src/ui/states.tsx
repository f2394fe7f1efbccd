import type { ReactNode } from "react";
import { inPlainWords } from "../plain-words.ts";
import { Alert } from "./alert.tsx";
import { Button } from "./button.tsx";
import { SpinnerIcon } from "./icons.tsx";

/** Stands where nothing is yet: what would be here, and how to make the first. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-3 rounded-2xl border border-dashed border-edge px-6 py-12 text-center">
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-prose text-sm text-muted">{children}</div>}
      {action}
    </div>
  );
}

/** Stands where something is being read. */
export function Loading({ what = "Loading …" }: { what?: string }) {
  return (
    <div role="status" className="flex items-center gap-2 px-1 py-6 text-sm text-muted">
      <SpinnerIcon />
      {what}
    </div>
  );
}

/** Says why something could not be read, and lets one try again. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <Alert>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="min-w-0 wrap-anywhere">{inPlainWords(error)}</span>
        {onRetry && <Button onClick={onRetry}>Try again</Button>}
      </div>
    </Alert>
  );
}
