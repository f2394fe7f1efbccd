import type { Schemas } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { NumberField } from "../agents/number-field.tsx";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { EditForm } from "../data/edit-form.tsx";
import { useEdit } from "../data/use-edit.ts";
import { Badge } from "../ui/badge.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Select, Switch } from "../ui/select.tsx";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import { INTERRUPTIONS } from "./call-words.ts";
import { McpToolState, McpToolSwitch } from "./mcp-tool-switch.tsx";
import { ALL_TOOLS, MCP_SERVERS } from "./query-keys.ts";
import { RecentCalls } from "./recent-calls.tsx";
import { ToolUsers } from "./tool-users.tsx";
import { TryPanel } from "./try-panel.tsx";

type Tool = Schemas["McpTool"];

const CALLS_FOR_REAL = "This calls the tool at its server for real, as in a conversation, once.";

/** Shows one tool of an MCP server: what the server says of it, how it is used, who has it, and its last calls. */
export function Room() {
  const { id = "", tool: name = "" } = useParams({ strict: false });
  const client = useClient();
  const { can } = useSignedIn();
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
      beside={<McpToolState tool={tool} />}
      about={back}
      actions={can("tools:write") && <McpToolSwitch server={server.data} tool={tool} />}
    >
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
        <div className="grid min-w-0 gap-5">
          <Described tool={tool} />
          <Use serverId={id} tool={tool} />
        </div>
        <div className="grid min-w-0 gap-5">
          {can("tools:write") && (
            <TryPanel
              key={JSON.stringify(tool.input_schema)}
              schema={tool.input_schema}
              about={CALLS_FOR_REAL}
              call={(values) => client.mcpServers.tryTool(id, tool.name, { arguments: values })}
            />
          )}
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

type ToolUse = Pick<Tool, "time_limit_sec" | "runs_in_background" | "on_interrupt">;

const USE_TITLES: Record<keyof ToolUse, string> = {
  time_limit_sec: "Time limit",
  runs_in_background: "In the background",
  on_interrupt: "When the user interrupts",
};

function usesBeside(names: readonly (keyof ToolUse)[], mine: ToolUse, theirs: ToolUse) {
  return names.map((name) => ({
    name: USE_TITLES[name],
    theirs: String(theirs[name] ?? ""),
    yours: String(mine[name] ?? ""),
  }));
}

function useOf({ time_limit_sec, runs_in_background, on_interrupt }: Tool): ToolUse {
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
  return (
    <EditForm edit={edit} isReadOnly={!can("tools:write")} differencesOf={usesBeside}>
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
    </EditForm>
  );
}
