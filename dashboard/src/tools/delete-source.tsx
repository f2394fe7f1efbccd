import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useClient } from "../data/client.tsx";
import { DeleteButton } from "../data/delete-button.tsx";
import { Switch } from "../ui/select.tsx";
import { TOOLS } from "./query-keys.ts";

/** Forgets an OpenAPI document, with or without its tools, after asking. */
export function DeleteSource({ id, name }: { id: string; name: string }) {
  const client = useClient();
  const navigate = useNavigate();
  const [isWithTools, setIsWithTools] = useState(false);
  return (
    <DeleteButton
      name={name}
      remove={() => client.openapiSources.delete(id, { tools: isWithTools ? "delete" : "keep" })}
      stale={[TOOLS, ["capabilities"]]}
      onDone={() => void navigate({ to: "/tools", search: { tab: "openapi" } as never })}
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
    </DeleteButton>
  );
}
