import type { Schemas } from "@operator/sdk";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { ifUnchanged } from "../data/use-save.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { MoreIcon } from "../ui/icons.tsx";
import { Menu } from "../ui/menu.tsx";
import { EndpointEditor } from "./endpoint-editor.tsx";
import { DELIVERIES, ENDPOINTS } from "./query-keys.ts";

type Endpoint = Schemas["WebhookEndpoint"];

/** What can be done with an endpoint. */
export function EndpointActions({ endpoint, onTest }: { endpoint: Endpoint; onTest(): void }) {
  const client = useClient();
  const { can } = useSignedIn();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const stale = [ENDPOINTS, DELIVERIES];
  const toggle = useAction({
    run: () => client.webhookEndpoints.change(endpoint.id, { is_enabled: !endpoint.is_enabled }, ifUnchanged(endpoint)),
    stale,
    done: ({ is_enabled }) => (is_enabled ? "It is sent events again." : "It is sent nothing any more."),
  });
  const replay = useAction({
    run: () => client.webhookEndpoints.replay(endpoint.id, { status: "dead" }),
    stale,
    done: ({ replayed }) => `${replayed} ${replayed === 1 ? "delivery is" : "deliveries are"} sent again.`,
  });
  const remove = useAction({
    run: () => client.webhookEndpoints.delete(endpoint.id),
    stale,
    done: "The endpoint is deleted.",
    onDone: () => void navigate({ to: "/developers", search: { tab: "webhooks" } as never }),
  });
  if (!can("webhooks:write")) return null;
  return (
    <>
      <Button onClick={onTest}>Send a test event</Button>
      <Button onClick={() => setOpen("edit")}>Edit</Button>
      <Menu
        label="More"
        button={<MoreIcon />}
        items={[
          { title: endpoint.is_enabled ? "Turn off" : "Turn on", onSelect: toggle.run },
          { title: "Send again what was given up", onSelect: replay.run, isDisabled: endpoint.health.dead === 0 },
          { title: "Delete", onSelect: () => setOpen("delete"), isDangerous: true },
        ]}
      />
      {open === "edit" && <EndpointEditor endpoint={endpoint} onClose={() => setOpen(null)} />}
      {open === "delete" && (
        <Confirm
          title="Delete this endpoint?"
          action="Delete it"
          isDangerous
          isRunning={remove.isRunning}
          onConfirm={remove.run}
          onClose={() => setOpen(null)}
        >
          It is sent nothing any more, and what waits for it is not sent. It cannot be undone.
        </Confirm>
      )}
    </>
  );
}
