import { useNavigate } from "@tanstack/react-router";
import { useClient } from "../data/client.tsx";
import { DeleteButton } from "../data/delete-button.tsx";
import { TOOL_LISTS } from "./query-keys.ts";
import type { Tool } from "./tool-draft.ts";

/** Deletes a tool, after asking. */
export function DeleteTool({ tool: { name, used_by } }: { tool: Tool }) {
  const client = useClient();
  const navigate = useNavigate();
  const users = [...new Set(used_by.map((user) => user.name))];
  return (
    <DeleteButton
      name={name}
      remove={() => client.tools.delete(name)}
      stale={TOOL_LISTS}
      onDone={() => void navigate({ to: "/tools", ignoreBlocker: true })}
    >
      {users.length > 0
        ? `It cannot be deleted while agents have it: ${users.join(", ")}. Take it from their versions first.`
        : "No agent has it. Its calls stay in the ledger."}
    </DeleteButton>
  );
}
