import type { ReactNode } from "react";
import { useEffect } from "react";

interface PageProps {
  title: string;
  /** What stands beside the title: a status, an id. */
  beside?: ReactNode;
  /** What can be done on the page. */
  actions?: ReactNode;
  /** One sentence under the title. */
  about?: ReactNode;
  /** Lets the content take the whole height and width, and scroll by itself. */
  isFull?: boolean;
  children: ReactNode;
}

/** One page of the dashboard: its title, which is the tab's too, what can be done, and its content. */
export function Page({ title, beside, actions, about, isFull = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Operator`;
  }, [title]);
  return (
    <div className={`flex min-h-0 flex-1 flex-col ${isFull ? "" : "overflow-y-auto"}`}>
      <header className="flex shrink-0 flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-5 pb-3 sm:px-6">
        <div className="grid min-w-0 gap-1">
          <div className="flex min-w-0 flex-wrap items-center gap-2">
            <h1 className="min-w-0 text-xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
            {beside}
          </div>
          {about && <p className="max-w-prose text-sm text-muted">{about}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      <div className={isFull ? "flex min-h-0 flex-1 flex-col" : "grid grid-cols-1 gap-5 px-4 pb-8 sm:px-6"}>
        {children}
      </div>
    </div>
  );
}

/** A part of a page with its own heading. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid grid-cols-1 gap-3 rounded-2xl border border-line bg-surface p-4 sm:p-5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-base font-semibold">{title}</h2>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
