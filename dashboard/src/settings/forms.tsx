import type { ReactNode } from "react";

/** Holds the forms of a tab in a column that is easy to read. */
export function Forms({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-8 sm:px-6">
      <div className="grid max-w-2xl gap-5">{children}</div>
    </div>
  );
}
