import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

const LOOKS = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  plain: "border border-line bg-surface text-ink hover:border-edge",
};

interface LinkButtonProps {
  /** A path of the dashboard. */
  to: string;
  search?: Record<string, string>;
  look?: keyof typeof LOOKS;
  children: ReactNode;
}

/** A way to another page that looks as a button does. */
export function LinkButton({ to, search = {}, look = "plain", children }: LinkButtonProps) {
  return (
    <Link
      to={to}
      search={search as never}
      className={`inline-flex min-h-10 items-center justify-center gap-2 rounded-xl px-3.5 text-sm font-medium whitespace-nowrap transition-colors ${LOOKS[look]}`}
    >
      {children}
    </Link>
  );
}
