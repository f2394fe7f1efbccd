import type { Schemas } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { NumberField } from "../agents/number-field.tsx";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useEdit } from "../data/use-edit.ts";
import { Badge } from "../ui/badge.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { Page, Section } from "../ui/page.tsx";
import { SaveBar } from "../ui/save-bar.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { Select, Switch } from "../ui/select.tsx";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import { INTERRUPTIONS } from "./call-words.ts";
import { ALL_TOOLS, MCP_SERVERS } from "./query-keys.ts";
import { RecentCalls } from "./recent-calls.tsx";
import { ToolUsers } from "./tool-users.tsx";

type Tool = Schemas["McpTool"];

/** Shows one tool of an MCP server: what the server says of it, how it is used, who has it, and its last calls. */
export function Room() {
  const { id = "", tool: name = "" } = useParams({ strict: false });
  const client = useClient();
  const server = useQuery({
    queryKey: [...MCP_SERVERS, id],
    queryFn: () => client.mcpServers.get(id),
  });
  if (server.isPending) return <Loading />;
  if (server.error)
    return (
      <Page title={name}>
        <Failed error={server.error} onRetry={() => void server.refetch()} />
      </Page>
    );
  const tool = server.data.tools.find((one) => one.name === name);
  const back = (
    <Link to={`/tools/mcp/${id}`} className="underline">
      All tools of {server.data.name}
    </Link>
  );
  if (tool === undefined)
    return (
      <Page title={name} about={back}>
        <Empty title="The server has no tool of this name.">It may have had one, which no agent uses any more.</Empty>
      </Page>
    );
  return (
    <Page
      title={tool.full_name}
      beside={tool.is_available ? <Badge>MCP</Badge> : <Badge tone="warning">Gone</Badge>}
      about={back}
    >
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
        <div className="grid min-w-0 gap-5">
          <Described tool={tool} />
          <Use serverId={id} tool={tool} />
        </div>
        <div className="grid min-w-0 gap-5">
          <ToolUsers users={tool.used_by} />
          <RecentCalls name={tool.full_name} />
        </div>
      </div>
    </Page>
  );
}

function Described({ tool: { description, annotations, input_schema, output_schema } }: { tool: Tool }) {
  const { read_only, destructive, idempotent } = annotations;
  const said = [
    read_only && "Changes nothing",
    destructive && !read_only && "May destroy something",
    idempotent && "Calling it again changes nothing more",
  ].filter((text): text is string => Boolean(text));
  return (
    <Section title="What the server says of it">
      <p className="text-sm whitespace-pre-line wrap-anywhere">{description || "Nothing."}</p>
      <div className="flex flex-wrap gap-1.5">
        {said.map((text) => (
          <Badge key={text}>{text}</Badge>
        ))}
      </div>
      <h3 className="text-sm font-medium">Arguments</h3>
      <JsonView value={input_schema} label="Schema of the arguments" />
      {output_schema && (
        <>
          <h3 className="text-sm font-medium">Answer</h3>
          <JsonView value={output_schema} label="Schema of the answer" />
        </>
      )}
    </Section>
  );
}

function useOf({ time_limit_sec, runs_in_background, on_interrupt }: Tool) {
  return { time_limit_sec, runs_in_background, on_interrupt };
}

/** Sets how the tool is used here. */
function Use({ serverId, tool }: { serverId: string; tool: Tool }) {
  const client = useClient();
  const { can } = useSignedIn();
  const edit = useEdit({
    thing: tool,
    draftOf: useOf,
    read: async () => (await client.mcpServers.get(serverId)).tools.find(({ name }) => name === tool.name) ?? tool,
    write: (draft, options) => client.mcpServers.changeTool(serverId, tool.name, draft, options),
    stale: ALL_TOOLS,
    done: `${tool.full_name} is saved.`,
  });
  const { draft: use, change } = edit;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    edit.save();
  };
  return (
    <form onSubmit={submit} className="grid gap-5">
      <fieldset disabled={!can("tools:write")} className="contents">
        <Section title="How it is called">
          <NumberField
            label="Time limit, in seconds"
            hint="Empty takes the limit of the server."
            isOptional
            min={0.1}
            max={300}
            isReadOnly={false}
            value={use.time_limit_sec}
            onChange={(time_limit_sec) => change({ time_limit_sec })}
          />
          <Switch
            label="In the background"
            hint="The agent goes on talking while it runs, and is told of the answer when it is there."
            isOn={use.runs_in_background}
            onChange={(runs_in_background) => change({ runs_in_background })}
          />
          <Select
            label="When the user interrupts"
            choices={INTERRUPTIONS}
            value={use.on_interrupt}
            onChange={(value) => change({ on_interrupt: value as Tool["on_interrupt"] })}
          />
        </Section>
      </fieldset>
      <SaveProblem error={edit.error} />
      <SaveBar isChanged={edit.isChanged} isSaving={edit.isSaving} onDiscard={edit.discard} />
    </form>
  );
}
