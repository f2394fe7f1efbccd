import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { Switch } from "../ui/select.tsx";
import { TOOLS } from "./query-keys.ts";

/** Forgets an OpenAPI document, with or without its tools, after asking. */
export function DeleteSource({ id, name }: { id: string; name: string }) {
  const client = useClient();
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = useState(false);
  const [isWithTools, setIsWithTools] = useState(false);
  const remove = useAction({
    run: () => client.openapiSources.delete(id, { tools: isWithTools ? "delete" : "keep" }),
    stale: [TOOLS, ["capabilities"]],
    done: `${name} is deleted.`,
    onDone: () => void navigate({ to: "/tools", search: { tab: "openapi" } as never }),
  });
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
          <div className="grid gap-4">
            <p>The document is forgotten, so that its tools cannot be compared with it any more.</p>
            <Switch
              label="Delete its tools as well"
              hint="Refused while an agent has one of them."
              isOn={isWithTools}
              onChange={setIsWithTools}
            />
          </div>
        </Confirm>
      )}
    </>
  );
}
