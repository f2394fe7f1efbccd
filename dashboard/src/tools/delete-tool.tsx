import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { TOOL_LISTS } from "./query-keys.ts";
import type { Tool } from "./tool-draft.ts";

/** Deletes a tool, after asking. */
export function DeleteTool({ tool: { name, used_by } }: { tool: Tool }) {
  const client = useClient();
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useAction({
    run: () => client.tools.delete(name),
    stale: TOOL_LISTS,
    done: `${name} is deleted.`,
    onDone: () => void navigate({ to: "/tools", ignoreBlocker: true }),
  });
  const users = [...new Set(used_by.map((user) => user.name))];
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>Delete</Button>
      {isAsking && (
        <Confirm
          title={`Delete ${name}?`}
          action="Delete it"
          isDangerous
          isRunning={remove.isRunning}
          onConfirm={() => remove.run()}
          onClose={() => setIsAsking(false)}
        >
          {users.length > 0
            ? `It cannot be deleted while agents have it: ${users.join(", ")}. Take it from their versions first.`
            : "No agent has it. Its calls stay in the ledger."}
        </Confirm>
      )}
    </>
  );
}
