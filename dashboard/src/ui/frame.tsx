import type { ReactNode } from "react";

interface FrameProps {
  /** What the room is about. */
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A room that takes the whole height: what it is about, what can be done from everywhere in it, and its content. */
export function Frame({ title, actions, children }: FrameProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-14 shrink-0 items-center justify-between gap-3 border-b border-line px-4 sm:px-5">
        <div className="flex min-w-0 items-center gap-2.5">{title}</div>
        <div className="flex shrink-0 items-center gap-1">{actions}</div>
      </header>
      {children}
    </div>
  );
}
