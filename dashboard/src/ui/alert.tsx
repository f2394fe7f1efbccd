import type { ReactNode } from "react";

/** Says in plain words what went wrong, and is read out at once. */
export function Alert({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="rounded-xl bg-danger-soft px-4 py-3 text-sm text-danger">
      {children}
    </div>
  );
}
