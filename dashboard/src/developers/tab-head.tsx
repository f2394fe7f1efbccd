import type { ReactNode } from "react";

/** Says what a tab lists, beside what can be done there. */
export function TabHead({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 sm:px-6">
      <p className="max-w-prose text-sm text-muted">{children}</p>
      {actions}
    </div>
  );
}
