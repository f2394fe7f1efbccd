import type { Schemas } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { Facts } from "../developers/facts.tsx";
import { Alert } from "../ui/alert.tsx";
import { Badge } from "../ui/badge.tsx";
import { Id } from "../ui/copy-button.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { McpActions } from "./mcp-actions.tsx";
import { McpStatus } from "./mcp-status.tsx";
import { McpToolState, McpToolSwitch } from "./mcp-tool-switch.tsx";
import { MCP_SERVERS } from "./query-keys.ts";

type Server = Schemas["McpServerWithTools"];
const REFRESH = 10_000;

/** Shows one MCP server: its state, its tools, and what of them cannot be used. */
export function Room() {
  const { id = "" } = useParams({ strict: false });
  const client = useClient();
  const server = useQuery({
    queryKey: [...MCP_SERVERS, id],
    queryFn: () => client.mcpServers.get(id),
    refetchInterval: REFRESH,
  });
  if (server.isPending) return <Loading />;
  if (server.error)
    return (
      <Page title="MCP server">
        <Failed error={server.error} onRetry={() => void server.refetch()} />
      </Page>
    );
  const { name, status, error, problems } = server.data;
  return (
    <Page
      title={name}
      beside={<McpStatus status={status} />}
      about={
        <Link to="/tools" search={{ tab: "mcp" } as never} className="underline">
          All MCP servers
        </Link>
      }
      actions={<McpActions server={server.data} />}
    >
      {error && <Alert>{error} It is tried again by itself.</Alert>}
      {problems.length > 0 && <Problems problems={problems} />}
      <Section title={`Tools (${server.data.tool_count})`}>
        <ToolList server={server.data} />
      </Section>
      <Section title="Settings">
        <Settings server={server.data} />
      </Section>
    </Page>
  );
}

function Problems({ problems }: { problems: Server["problems"] }) {
  return (
    <div className="grid gap-1 rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning">
      <p className="font-medium">Not all that it offers can be used.</p>
      <ul className="grid max-h-48 gap-1 overflow-y-auto wrap-anywhere">
        {problems.map(({ tool, message }) => (
          <li key={`${tool} ${message}`}>
            {tool && <span className="font-mono text-xs">{tool}: </span>}
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ToolList({ server }: { server: Server }) {
  const { can } = useSignedIn();
  const { id, tools } = server;
  if (tools.length === 0)
    return <p className="text-sm text-muted">It has none. They are shown here once the server has answered.</p>;
  return (
    <ul className="grid divide-y divide-line">
      {tools.map((tool) => (
        <li
          key={tool.name}
          className="relative -mx-4 flex items-center gap-3 px-4 py-2.5 text-sm hover:bg-sunken sm:-mx-5 sm:px-5"
        >
          <ListedTool serverId={id} tool={tool} />
          {can("tools:write") && <McpToolSwitch server={server} tool={tool} />}
        </li>
      ))}
    </ul>
  );
}

function ListedTool({ serverId, tool }: { serverId: string; tool: Server["tools"][number] }) {
  const { name, description, annotations, used_by } = tool;
  return (
    <div className="grid min-w-0 flex-1 gap-0.5">
      <div className="flex flex-wrap items-center gap-2">
        <Link
          to={`/tools/mcp/${serverId}/${encodeURIComponent(name)}`}
          className="row-link min-w-0 font-mono text-[0.8125rem] font-medium wrap-anywhere"
        >
          {name}
        </Link>
        <McpToolState tool={tool} />
        {annotations.read_only && <Badge>Changes nothing</Badge>}
        {annotations.destructive && !annotations.read_only && <Badge>May destroy</Badge>}
        <span className="ml-auto text-xs text-muted">
          {used_by.length > 0 && `${used_by.length} ${used_by.length === 1 ? "agent" : "agents"}`}
        </span>
      </div>
      <p className="line-clamp-2 text-muted">{description}</p>
    </div>
  );
}

function Settings({ server }: { server: Server }) {
  const { id, transport, time_limit_sec, server_info, checked_at, synced_at } = server;
  const secrets = Object.keys(transport.type === "http" ? transport.headers : transport.environment);
  const where = transport.type === "http" ? transport.url : [transport.program, ...transport.arguments].join(" ");
  return (
    <Facts
      facts={[
        [transport.type === "http" ? "Address" : "Program", <code key="where">{where}</code>],
        [transport.type === "http" ? "Headers" : "Environment", secrets.length > 0 ? secrets.join(", ") : null],
        ["Time limit", `${time_limit_sec} s`],
        ["Calls itself", server_info && `${server_info.name} ${server_info.version}`],
        ["Protocol", server_info && `MCP ${server_info.protocol_version}`],
        ["Asked last", <Moment key="checked" at={checked_at} />],
        ["Answered last", <Moment key="synced" at={synced_at} />],
        ["Id", <Id key="id" id={id} />],
      ]}
    />
  );
}
