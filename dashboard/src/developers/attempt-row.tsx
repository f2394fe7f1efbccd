import type { Schemas } from "@operator/sdk";
import { useState } from "react";
import { ChevronIcon } from "../ui/icons.tsx";
import { Moment } from "../ui/moment.tsx";
import { AnswerBadge, ExchangeView } from "./exchange-view.tsx";

const TRIGGERS = { event: "as it happened", retry: "tried once more", replay: "sent again by somebody" };

/** Shows one attempt; its request and answer when it is opened. */
export function AttemptRow({ attempt, isFirstOpen }: { attempt: Schemas["WebhookAttempt"]; isFirstOpen: boolean }) {
  const [isOpen, setIsOpen] = useState(isFirstOpen);
  const { number, trigger, at } = attempt;
  return (
    <li className="min-w-0 rounded-xl border border-line">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex min-h-11 w-full flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-left text-sm"
      >
        <ChevronIcon className={`size-4 transition-transform ${isOpen ? "rotate-180" : ""}`} />
        <span className="font-medium">Attempt {number}</span>
        <span className="text-muted">{TRIGGERS[trigger]}</span>
        <span className="ml-auto flex items-center gap-3">
          <AnswerBadge exchange={attempt} />
          <span className="text-muted">
            <Moment at={at} />
          </span>
        </span>
      </button>
      {isOpen && (
        <div className="border-t border-line p-3">
          <ExchangeView exchange={attempt} />
        </div>
      )}
    </li>
  );
}
