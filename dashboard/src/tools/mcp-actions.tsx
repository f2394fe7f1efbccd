import type { Schemas } from "@operator/sdk";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { ifUnchanged, useSave } from "../data/use-save.ts";
import { Button } from "../ui/button.tsx";
import { Conflict } from "../ui/conflict.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { MoreIcon, SpinnerIcon } from "../ui/icons.tsx";
import { Menu } from "../ui/menu.tsx";
import { type McpDraft, mcpDifferences, mcpDraftOf, mcpServerOf } from "./mcp-draft.ts";
import { McpForm } from "./mcp-form.tsx";
import { ALL_TOOLS, TOOLS } from "./query-keys.ts";
import { syncText } from "./sync-text.ts";

type Server = Schemas["McpServerWithTools"];

/** What can be done with an MCP server. */
export function McpActions({ server }: { server: Server }) {
  const client = useClient();
  const { can } = useSignedIn();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const { id, name, is_enabled } = server;
  const sync = useAction({ run: () => client.mcpServers.sync(id), stale: ALL_TOOLS, done: syncText });
  const toggle = useAction({
    run: () => client.mcpServers.change(id, { is_enabled: !is_enabled }, ifUnchanged(server)),
    stale: ALL_TOOLS,
    done: is_enabled ? `${name} is off. Its tools are not called any more.` : `${name} is on again.`,
  });
  const remove = useAction({
    run: () => client.mcpServers.delete(id),
    stale: [TOOLS, ["capabilities"]],
    done: `${name} is taken away.`,
    onDone: () => void navigate({ to: "/tools", search: { tab: "mcp" } as never }),
  });
  if (!can("tools:write")) return null;
  return (
    <>
      <Button onClick={() => sync.run()} disabled={sync.isRunning || !is_enabled}>
        {sync.isRunning && <SpinnerIcon />} Ask for its tools
      </Button>
      <Button onClick={() => setOpen("edit")}>Edit</Button>
      <Menu
        label="More"
        button={<MoreIcon />}
        items={[
          { title: is_enabled ? "Switch it off" : "Switch it on", onSelect: () => toggle.run() },
          { title: "Take it away", isDangerous: true, onSelect: () => setOpen("delete") },
        ]}
      />
      {open === "edit" && <EditServer server={server} onClose={() => setOpen(null)} />}
      {open === "delete" && (
        <Confirm
          title={`Take ${name} away?`}
          action="Take it away"
          isDangerous
          isRunning={remove.isRunning}
          onConfirm={() => remove.run()}
          onClose={() => setOpen(null)}
        >
          Its tools go with it. This is refused while the released or draft version of an agent has one of them.
        </Confirm>
      )}
    </>
  );
}

function EditServer({ server, onClose }: { server: Server; onClose(): void }) {
  const client = useClient();
  const { save, isRunning, theirs } = useSave({
    thing: server,
    read: () => client.mcpServers.get(server.id),
    write: (draft: McpDraft, options) => client.mcpServers.change(server.id, mcpServerOf(draft), options),
    stale: ALL_TOOLS,
    done: "The server is changed.",
    onDone: onClose,
  });
  return (
    <McpForm
      title={`Edit ${server.name}`}
      action="Save"
      draft={mcpDraftOf(server)}
      isRunning={isRunning}
      error={null}
      notice={(yours) => theirs && <Conflict differences={mcpDifferences(mcpDraftOf(theirs), yours)} />}
      onSubmit={save}
      onClose={onClose}
    />
  );
}
