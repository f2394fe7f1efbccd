import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { usePaged } from "../data/use-paged.ts";
import { TabHead } from "../developers/tab-head.tsx";
import { Button } from "../ui/button.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Empty } from "../ui/states.tsx";
import { type McpDraft, type McpServer, mcpServerOf, NEW_SERVER } from "./mcp-draft.ts";
import { McpForm } from "./mcp-form.tsx";
import { McpStatus } from "./mcp-status.tsx";
import { ALL_TOOLS, MCP_SERVERS } from "./query-keys.ts";

const REFRESH = 10_000;

const COLUMNS: readonly Column<McpServer>[] = [
  { title: "Name", width: "minmax(0, 1fr)", cell: ({ name }) => name },
  { title: "Status", width: "8rem", cell: ({ status }) => <McpStatus status={status} /> },
  {
    title: "Reached at",
    width: "minmax(0, 2fr)",
    isSecondary: true,
    cell: ({ transport }) => (
      <span className="font-mono text-xs text-muted">
        {transport.type === "http" ? transport.url : [transport.program, ...transport.arguments].join(" ")}
      </span>
    ),
  },
  { title: "Tools", width: "4rem", isSecondary: true, cell: ({ tool_count }) => tool_count },
  { title: "Asked", width: "9rem", isSecondary: true, cell: ({ checked_at }) => <Moment at={checked_at} /> },
];

/** Lists the MCP servers whose tools agents can be given, and adds more. */
export function McpTab() {
  const client = useClient();
  const { can } = useSignedIn();
  const [isMaking, setIsMaking] = useState(false);
  const list = usePaged<McpServer>({
    key: [...MCP_SERVERS, "list"],
    read: async (page) => client.mcpServers.list(page),
    refetchEvery: REFRESH,
  });
  const make = can("tools:write") && (
    <Button look="primary" onClick={() => setIsMaking(true)}>
      <PlusIcon /> Add a server
    </Button>
  );
  return (
    <>
      <TabHead actions={make}>
        Servers of the Model Context Protocol. Their tools are found, and kept in step with what each server has.
      </TabHead>
      <ListTable
        label="MCP servers"
        list={list}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        linkOf={({ id }) => `/tools/mcp/${id}`}
        empty={
          <Empty title="There are no MCP servers yet." action={make}>
            Add the address of one, and all of its tools can be given to agents. Each server is listed here with its
            state.
          </Empty>
        }
      />
      {isMaking && <NewServer onClose={() => setIsMaking(false)} />}
    </>
  );
}

function NewServer({ onClose }: { onClose(): void }) {
  const client = useClient();
  const navigate = useNavigate();
  const make = useAction({
    run: (draft: McpDraft) => client.mcpServers.create(mcpServerOf(draft)),
    stale: ALL_TOOLS,
    done: ({ name, tool_count, status }) =>
      status === "ready"
        ? `${name} has ${tool_count} tools.`
        : `${name} is added, but does not answer. It is tried again.`,
    onDone: ({ id }) => void navigate({ to: `/tools/mcp/${id}` }),
    showsError: true,
  });
  return (
    <McpForm
      title="Add an MCP server"
      action="Add it"
      draft={NEW_SERVER}
      isRunning={make.isRunning}
      error={make.error}
      onSubmit={make.run}
      onClose={onClose}
    />
  );
}
