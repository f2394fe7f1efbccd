import type { ReactNode } from "react";
import { Mark } from "./icons.tsx";

interface FrameProps {
  /** What the room is about; the product's name when nothing is said. */
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** The page around every room: what it is about, what can be done from everywhere in it, and the room itself. */
export function Frame({ title, actions, children }: FrameProps) {
  return (
    <div className="flex h-dvh flex-col">
      <header className="flex min-h-14 shrink-0 items-center justify-between gap-3 border-b border-line px-4 sm:px-5">
        <div className="flex min-w-0 items-center gap-2.5">
          <Mark />
          {title ?? <span className="text-base font-semibold tracking-tight">Operator</span>}
        </div>
        <div className="flex shrink-0 items-center gap-1">{actions}</div>
      </header>
      {children}
    </div>
  );
}
