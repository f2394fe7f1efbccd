import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useRef } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { EditForm } from "../data/edit-form.tsx";
import { useEdit } from "../data/use-edit.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { DeleteTool } from "./delete-tool.tsx";
import { ALL_TOOLS, TOOL } from "./query-keys.ts";
import { RecentCalls } from "./recent-calls.tsx";
import { differencesOf, draftOf, type Tool, toolChangeOf } from "./tool-draft.ts";
import { ToolForm } from "./tool-form.tsx";
import { ToolUsers } from "./tool-users.tsx";
import { TryPanel } from "./try-panel.tsx";

const CALLS_FOR_REAL = "This calls your endpoint for real, signed as in a conversation, once.";
const UNSAVED = " What you changed and did not save yet is not tried.";

/** Shows one tool of the registry: what it is, a place to try it, who has it, and its last calls. */
export function Room() {
  const { name = "" } = useParams({ strict: false });
  const client = useClient();
  const tool = useQuery({
    queryKey: [...TOOL, name],
    queryFn: () => client.tools.get(name),
  });
  if (tool.isPending) return <Loading />;
  if (tool.error)
    return (
      <Page title={name}>
        <Failed error={tool.error} onRetry={() => void tool.refetch()} />
      </Page>
    );
  return <ToolEditor key={name} tool={tool.data} />;
}

function ToolEditor({ tool }: { tool: Tool }) {
  const client = useClient();
  const { can } = useSignedIn();
  const trial = useRef<HTMLDivElement>(null);
  const { name, type, updated_at } = tool;
  const edit = useEdit({
    thing: tool,
    draftOf,
    read: () => client.tools.get(name),
    write: (draft, options) => client.tools.change(name, toolChangeOf(draft), options),
    stale: ALL_TOOLS,
    done: `${name} is saved.`,
  });
  const isHttp = type === "http";
  const toTrial = () => {
    trial.current?.scrollIntoView({ block: "start" });
    trial.current?.querySelector<HTMLElement>("input, select, textarea, button[type=submit]")?.focus();
  };
  return (
    <Page
      title={name}
      beside={<Badge>{isHttp ? "HTTP" : "Client"}</Badge>}
      about={
        <>
          <Link to="/tools" className="underline">
            All tools
          </Link>{" "}
          · changed <Moment at={updated_at} />
        </>
      }
      actions={
        can("tools:write") && (
          <>
            {isHttp && (
              <Button onClick={toTrial} className="xl:hidden">
                Try it
              </Button>
            )}
            <DeleteTool tool={tool} />
          </>
        )
      }
    >
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
        <EditForm edit={edit} isReadOnly={!can("tools:write")} differencesOf={differencesOf}>
          <ToolForm draft={edit.draft} isNew={false} onChange={edit.change} />
        </EditForm>
        <div ref={trial} className="grid min-w-0 scroll-mt-4 gap-5">
          {!isHttp && <OnDevice />}
          {isHttp && can("tools:write") && (
            <TryPanel
              key={updated_at}
              schema={tool.input_schema}
              about={`${CALLS_FOR_REAL}${edit.isChanged ? UNSAVED : ""}`}
              call={(values) => client.tools.try(name, { arguments: values })}
            />
          )}
          <ToolUsers users={tool.used_by} />
          <RecentCalls name={name} />
        </div>
      </div>
    </Page>
  );
}

function OnDevice() {
  return (
    <Section title="Try it">
      <p className="text-sm text-muted">
        The page or app that holds a session carries it out, so it is tried there: give it to an agent, and talk with
        that agent in your page or app.
      </p>
    </Section>
  );
}
