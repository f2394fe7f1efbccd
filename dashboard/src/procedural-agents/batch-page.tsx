import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { versionLabel } from "../talk/agent-choices.ts";
import { Alert } from "../ui/alert.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Id } from "../ui/copy-button.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { BatchComparison } from "./batch-comparison.tsx";
import { BatchProgress } from "./batch-progress.tsx";
import { BatchResults } from "./batch-results.tsx";
import { BATCHES } from "./query-keys.ts";
import { type Batch, BatchStatus } from "./run-words.tsx";
import { useProceduralNames } from "./use-procedural-names.ts";

const REFRESH = 1_000;

/** Shows one bulk run: how far it is, what it used, what changed between two versions, and what came of each conversation. */
export function Room() {
  const { id = "" } = useParams({ strict: false });
  const client = useClient();
  const names = useProceduralNames();
  const batch = useQuery({
    queryKey: [...BATCHES, id],
    queryFn: () => client.procedureBatches.get(id),
    refetchInterval: ({ state: { data } }) => (data === undefined || data.ended_at === null ? REFRESH : false),
  });
  if (batch.data === undefined)
    return (
      <Page title="Bulk run">
        {batch.error ? <Failed error={batch.error} onRetry={() => void batch.refetch()} /> : <Loading />}
      </Page>
    );
  const { agent_id, compare_with, error } = batch.data;
  const [agent = agent_id] = agent_id.split("@");
  return (
    <Page
      title={`Bulk run of ${names.get(agent) ?? agent}`}
      beside={<Badges batch={batch.data} />}
      about={
        <span className="flex flex-wrap items-center gap-x-2">
          <Link to={`/procedural-agents/${agent}`} className="underline underline-offset-2">
            {versionLabel(agent_id)}
            {compare_with !== null && ` against ${versionLabel(compare_with)}`}
          </Link>
          <Id id={id} />
        </span>
      }
      actions={<Cancel batch={batch.data} />}
    >
      {error && <Alert>{error.message}</Alert>}
      <BatchProgress batch={batch.data} />
      {batch.data.comparison && <BatchComparison batch={batch.data} comparison={batch.data.comparison} />}
      <Section title="Conversations">
        <BatchResults batch={batch.data} />
      </Section>
    </Page>
  );
}

function Badges({ batch }: { batch: Batch }) {
  return (
    <>
      <BatchStatus batch={batch} />
      {batch.has_effects && <Badge tone="warning">With effects</Badge>}
      {!batch.livemode && <Badge>Test</Badge>}
    </>
  );
}

function Cancel({ batch: { id, status } }: { batch: Batch }) {
  const client = useClient();
  const { can } = useSignedIn();
  const [isAsked, setIsAsked] = useState(false);
  const cancel = useAction({
    run: () => client.procedureBatches.cancel(id),
    stale: [BATCHES],
    done: "The bulk run is cancelled.",
    onDone: () => setIsAsked(false),
  });
  if (status !== "running" || !can("procedures:write")) return null;
  return (
    <>
      <Button onClick={() => setIsAsked(true)}>Cancel the bulk run</Button>
      {isAsked && (
        <Confirm
          title="Cancel the bulk run"
          action="Cancel it"
          isDangerous
          isRunning={cancel.isRunning}
          onConfirm={() => cancel.run()}
          onClose={() => setIsAsked(false)}
        >
          No other run begins, and those under way end. What is written already stays.
        </Confirm>
      )}
    </>
  );
}
