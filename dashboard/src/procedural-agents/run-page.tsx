import type { Schemas } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { Fact } from "../conversations/fact.tsx";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { versionLabel } from "../talk/agent-choices.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Id } from "../ui/copy-button.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { durationText, Moment } from "../ui/moment.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { RUNS } from "./query-keys.ts";
import { RunResult } from "./run-card.tsx";
import { RunStepList } from "./run-step-list.tsx";
import { isUnderWay, RunStatus, secondsOf, tokensText, TRIGGERS } from "./run-words.tsx";
import { type CitedEvent, TranscriptPanel } from "./transcript-panel.tsx";

type WholeRun = Schemas["Procedure"];

const REFRESH = 1_000;

/** Shows one run: what came of it, every step, and beside them the conversation that it is about. */
export function Room() {
  const { id = "" } = useParams({ strict: false });
  const client = useClient();
  const run = useQuery({
    queryKey: [...RUNS, "one", id],
    queryFn: () => client.procedures.get(id),
    refetchInterval: ({ state: { data } }) => (data === undefined || isUnderWay(data.status) ? REFRESH : false),
  });
  if (run.data === undefined)
    return (
      <Page title="Run">
        {run.error ? <Failed error={run.error} onRetry={() => void run.refetch()} /> : <Loading />}
      </Page>
    );
  const { name, status, is_trial, livemode, agent_version_id } = run.data;
  return (
    <Page
      title={name}
      beside={
        <>
          <span className="font-mono text-xs text-muted">{versionLabel(agent_version_id)}</span>
          <RunStatus status={status} />
          {is_trial && <Badge>Trial</Badge>}
          {!livemode && <Badge>Test</Badge>}
        </>
      }
      about={<Id id={id} />}
      actions={<Actions run={run.data} />}
      isFull
    >
      <Parts run={run.data} />
    </Page>
  );
}

function Actions({ run: { id, status, agent_id, conversation_id } }: { run: WholeRun }) {
  const client = useClient();
  const { can } = useSignedIn();
  const cancel = useAction({ run: () => client.procedures.cancel(id), stale: [RUNS], done: "The run is cancelled." });
  return (
    <>
      {isUnderWay(status) && can("procedures:write") && (
        <Button disabled={cancel.isRunning} onClick={() => cancel.run()}>
          Cancel the run
        </Button>
      )}
      <LinkButton
        to={`/procedural-agents/${agent_id}`}
        search={{ tab: "try", ...(conversation_id === null ? { on: "input" } : { conversation: conversation_id }) }}
      >
        Compare with other runs
      </LinkButton>
    </>
  );
}

function Parts({ run }: { run: WholeRun }) {
  const { conversation_id } = run;
  const [target, setTarget] = useState<CitedEvent | null>(null);
  const cited = useMemo(() => citedIn(run), [run]);
  if (conversation_id === null)
    return (
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line p-4 sm:p-6">
        <div className="grid max-w-3xl gap-5">
          <Result run={run} />
        </div>
      </div>
    );
  return (
    <div className="grid min-h-0 flex-1 content-start overflow-y-auto border-t border-line lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] lg:grid-rows-[minmax(0,1fr)] lg:overflow-hidden">
      <div className="h-[45dvh] min-h-0 py-2 max-lg:order-2 max-lg:border-t max-lg:border-line lg:h-auto lg:border-r lg:border-line">
        <TranscriptPanel conversationId={conversation_id} cited={cited} target={target} />
      </div>
      <div className="grid min-w-0 content-start gap-5 p-4 lg:min-h-0 lg:overflow-y-auto">
        <Result run={run} onCite={(eventId) => setTarget({ eventId })} />
      </div>
    </div>
  );
}

function citedIn({ citations }: WholeRun): string[] {
  return Object.values(citations).flatMap((events) => events.map(({ event_id }) => event_id));
}

function Result({ run, onCite }: { run: WholeRun; onCite?: (eventId: string) => void }) {
  return (
    <>
      <Section title="What came of it">
        <RunResult run={run} {...(onCite ? { onCite } : {})} />
        {run.status === "cancelled" && <p className="text-sm text-muted">It was cancelled before its output.</p>}
      </Section>
      <Section title="Every step">
        <RunStepList events={run.events} />
      </Section>
      <Section title="Facts">
        <Facts run={run} />
      </Section>
      {run.input !== null && (
        <Section title="What it was given">
          <JsonView value={run.input} label="Input" />
        </Section>
      )}
    </>
  );
}

function Facts({ run }: { run: WholeRun }) {
  const { name, agent_id, agent_version_id, trigger, batch_id, created_at } = run;
  const link = "underline underline-offset-2";
  return (
    <dl className="grid gap-2">
      <Fact name="Agent">
        <Link to={`/procedural-agents/${agent_id}`} className={link}>
          {name}
        </Link>{" "}
        <span className="text-muted">{versionLabel(agent_version_id)}</span>
      </Fact>
      <Fact name="Called by">
        {TRIGGERS[trigger]}
        {batch_id !== null && (
          <>
            {", "}
            <Link to={`/procedural-agents/batches/${batch_id}`} className={link}>
              {batch_id}
            </Link>
          </>
        )}
      </Fact>
      <Fact name="Ordered">
        <Moment at={created_at} />
      </Fact>
      <Fact name="Took">{durationText(secondsOf(run))}</Fact>
      <Fact name="Tokens">{tokensText(run)}</Fact>
    </dl>
  );
}
