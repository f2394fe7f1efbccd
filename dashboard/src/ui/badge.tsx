import type { ReactNode } from "react";

const TONES = {
  neutral: "bg-sunken text-muted",
  good: "bg-soft text-on-soft",
  warning: "bg-warning-soft text-warning",
  danger: "bg-danger-soft text-danger",
};

/** A word that classifies what it stands beside. */
export function Badge({ tone = "neutral", children }: { tone?: keyof typeof TONES; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center rounded-md px-1.5 font-sans text-xs leading-5 font-medium ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
