import type { Client } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { isSame } from "../agents/same-value.ts";
import { useClient } from "../data/client.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { differingFields } from "./output-fields.ts";
import { RUNS } from "./query-keys.ts";
import { RunCard } from "./run-card.tsx";
import type { Run } from "./run-words.tsx";

/** So often what runs is looked at, in ms. */
const REFRESH = 1_000;
/** So many runs stand side by side at most. */
const MOST = 8;

/** Which runs are compared. */
export type RunFilter = NonNullable<Parameters<Client["procedures"]["list"]>[0]>;

/** Reads the newest runs of a filter, and follows them as they go. */
export function useRuns(filter: RunFilter) {
  const client = useClient();
  return useQuery({
    queryKey: [...RUNS, "compared", filter],
    queryFn: async () => (await client.procedures.list({ ...filter, limit: MOST })).data,
    refetchInterval: REFRESH,
  });
}

interface RunResultsProps {
  filter: RunFilter;
  /** What is shown when nothing has run yet. */
  empty: ReactNode;
  onCite?(eventId: string): void;
}

/** Shows what came of runs side by side, and in which fields those differ that were given the same. */
export function RunResults({ filter, empty, onCite }: RunResultsProps) {
  const runs = useRuns(filter);
  const shown = runs.data ?? [];
  return (
    <section aria-label="Results" className="min-w-0 lg:min-h-0 lg:overflow-y-auto">
      <div className="px-4 not-empty:pt-4">
        {runs.isPending && <Loading />}
        {runs.error && <Failed error={runs.error} onRetry={() => void runs.refetch()} />}
        {runs.data?.length === 0 && empty}
      </div>
      <div className="grid auto-cols-[minmax(min(18rem,90%),1fr)] grid-flow-col items-start gap-4 overflow-x-auto p-4">
        {shown.map((run) => (
          <RunCard key={run.id} run={run} differing={differingFrom(run, shown)} {...(onCite ? { onCite } : {})} />
        ))}
      </div>
    </section>
  );
}

function differingFrom({ input }: Run, runs: readonly Run[]): ReadonlySet<string> {
  const alike = runs.filter((other) => other.status === "success" && isSame(other.input, input));
  return differingFields(alike.map(({ output }) => output));
}
