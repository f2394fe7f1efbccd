import type { Client } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { inPlainWords } from "../plain-words.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { type AgentChoice, listChoices } from "./agent-choices.ts";
import { AgentCard } from "./agent-card.tsx";
import type { Started } from "./use-stage.ts";

/** With more agents than this, there is a field to search them. */
const SEARCH_FROM = 8;
/** The details of this many agents are read at once; those of the others when they are opened. */
const READ_AHEAD = 12;

interface AgentPickerProps {
  client: Client;
  /** Why the last conversation could not be shown. */
  problem: string | null;
  onStarted(started: Started): void;
}

/** Lists the agents to talk to. */
export function AgentPicker({ client, problem, onStarted }: AgentPickerProps) {
  const choices = useQuery({ queryKey: ["choices"], queryFn: () => listChoices(client) });

  return (
    <div className="flex-1 overflow-y-auto">
      <div className="entering mx-auto grid w-full max-w-2xl gap-6 px-4 py-8 sm:py-12">
        <div className="grid gap-1.5">
          <h1 className="text-2xl font-semibold tracking-tight">Talk to an agent</h1>
          <p className="text-muted">Pick one and hold a conversation with it, as your customers will.</p>
        </div>
        {problem && <Alert>{problem}</Alert>}
        {choices.isPending && <Skeletons />}
        {choices.isError && <LoadProblem error={choices.error} onRetry={() => void choices.refetch()} />}
        {choices.data && <Choices client={client} choices={choices.data} onStarted={onStarted} />}
      </div>
    </div>
  );
}

interface ChoicesProps {
  client: Client;
  choices: AgentChoice[];
  onStarted(started: Started): void;
}

function Choices({ client, choices, onStarted }: ChoicesProps) {
  const [wanted, setWanted] = useState("");
  const [opened, setOpened] = useState(choices[0]?.versionId ?? null);
  if (choices.length === 0) return <NoAgents />;
  const matches = choices.filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <div className="grid gap-4">
      {choices.length > SEARCH_FROM && (
        <TextField label="Search" type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
      )}
      <ul aria-label="Agents" className="grid gap-3">
        {matches.map((choice, index) => (
          <AgentCard
            key={choice.versionId}
            client={client}
            choice={choice}
            readsAhead={index < READ_AHEAD}
            isOpen={choice.versionId === opened}
            onToggle={() => setOpened(choice.versionId === opened ? null : choice.versionId)}
            onStarted={onStarted}
          />
        ))}
      </ul>
      {matches.length === 0 && <p className="text-muted">No agent’s name contains “{wanted}”.</p>}
    </div>
  );
}

function NoAgents() {
  return (
    <Hint title="There is no agent yet">
      Create one with <code className="font-mono text-sm">POST /conversational_agents</code>, then come back.
    </Hint>
  );
}

function Hint({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-1 rounded-2xl border border-dashed border-line px-5 py-8 text-center">
      <h2 className="font-medium">{title}</h2>
      <p className="text-sm text-muted">{children}</p>
    </div>
  );
}

function LoadProblem({ error, onRetry }: { error: Error; onRetry(): void }) {
  return (
    <div className="grid justify-items-start gap-3">
      <Alert>{inPlainWords(error)}</Alert>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}

function Skeletons() {
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">Loading the agents …</span>
      {[0, 1, 2].map((row) => (
        <div key={row} className="h-24 animate-pulse rounded-2xl bg-sunken" />
      ))}
    </div>
  );
}
