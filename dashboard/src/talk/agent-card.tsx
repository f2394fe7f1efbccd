import type { Agent, Client } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { inPlainWords } from "../plain-words.ts";
import { Alert } from "../ui/alert.tsx";
import { Badge } from "../ui/badge.tsx";
import { ChevronIcon } from "../ui/icons.tsx";
import { type AgentChoice, isSimulated, versionLabel } from "./agent-choices.ts";
import { StartForm } from "./start-form.tsx";
import type { Started } from "./use-stage.ts";

interface AgentCardProps {
  client: Client;
  choice: AgentChoice;
  /** Whether to read its details before it is opened. */
  readsAhead: boolean;
  isOpen: boolean;
  onToggle(): void;
  onStarted(started: Started): void;
}

/** One agent: what it is, and, once opened, what it needs for a conversation to start. */
export function AgentCard({ client, choice, readsAhead, isOpen, onToggle, onStarted }: AgentCardProps) {
  const id = useId();
  const details = useQuery({
    queryKey: ["agent", choice.versionId],
    queryFn: () => client.conversationalAgents.get(choice.versionId),
    enabled: readsAhead || isOpen,
  });
  return (
    <li className={`rounded-2xl border bg-surface ${isOpen ? "border-edge" : "border-line hover:border-edge"}`}>
      <h2>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={onToggle}
          className="flex w-full items-start gap-3 rounded-2xl px-4 py-4 text-left sm:px-5"
        >
          <Summary choice={choice} agent={details.data} isOpen={isOpen} />
          <ChevronIcon className={`mt-0.5 size-5 text-muted transition-transform ${isOpen ? "rotate-180" : ""}`} />
        </button>
      </h2>
      <div id={id} hidden={!isOpen} className="px-4 pb-5 sm:px-5">
        {details.isError && <Alert>{inPlainWords(details.error)}</Alert>}
        {details.data && <StartForm client={client} agent={details.data} onStarted={onStarted} />}
      </div>
    </li>
  );
}

interface SummaryProps {
  choice: AgentChoice;
  agent: Agent | undefined;
  isOpen: boolean;
}

function Summary({ choice, agent, isOpen }: SummaryProps) {
  const model = agent?.config.runtime.model;
  return (
    <span className="grid min-w-0 flex-1 gap-1.5">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-semibold">{choice.name}</span>
        {choice.status !== "released" && <Badge>Draft</Badge>}
        {model && isSimulated(model) && <Badge tone="warning">Simulated</Badge>}
      </span>
      <span className={`text-sm font-normal text-muted ${isOpen ? "" : "line-clamp-2"}`}>{choice.description}</span>
      <span className="flex flex-wrap gap-x-3 font-mono text-xs font-normal text-muted">
        <span>{versionLabel(choice.versionId)}</span>
        {model && <span>{model}</span>}
      </span>
    </span>
  );
}
