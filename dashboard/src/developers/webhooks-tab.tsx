import type { Schemas } from "@operator/sdk";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { usePaged } from "../data/use-paged.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Empty } from "../ui/states.tsx";
import { EndpointForm, type EndpointSettings, NEW_ENDPOINT } from "./endpoint-form.tsx";
import { ENDPOINTS } from "./query-keys.ts";
import { TabHead } from "./tab-head.tsx";

type Endpoint = Schemas["WebhookEndpointItem"];

const MODES: Record<string, string> = { null: "Live and test", true: "Live", false: "Test" };

const COLUMNS: Column<Endpoint>[] = [
  { title: "Address", width: "minmax(0, 3fr)", cell: ({ url }) => url },
  {
    title: "Status",
    width: "6rem",
    cell: ({ is_enabled }) => (is_enabled ? <Badge tone="good">Enabled</Badge> : <Badge>Off</Badge>),
  },
  { title: "Description", width: "minmax(0, 2fr)", isSecondary: true, cell: ({ description }) => description },
  { title: "Events", width: "5rem", isSecondary: true, cell: ({ types }) => types.length },
  { title: "Conversations", width: "8rem", isSecondary: true, cell: ({ livemode }) => MODES[String(livemode)] },
  { title: "Made", width: "9rem", isSecondary: true, cell: ({ created_at }) => <Moment at={created_at} /> },
];

/** Lists the addresses that are told what happens, and makes more. */
export function WebhooksTab() {
  const client = useClient();
  const { can } = useSignedIn();
  const [isMaking, setIsMaking] = useState(false);
  const list = usePaged<Endpoint>({
    key: [...ENDPOINTS, "list"],
    read: async (page) => client.webhookEndpoints.list(page),
  });
  const make = can("webhooks:write") && (
    <Button look="primary" onClick={() => setIsMaking(true)}>
      <PlusIcon /> Add an endpoint
    </Button>
  );
  return (
    <>
      <TabHead actions={make}>
        Each endpoint is sent the events that it subscribes to, signed, in order, and again for three days until it
        takes them.
      </TabHead>
      <ListTable
        label="Webhook endpoints"
        list={list}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        linkOf={({ id }) => `/developers/webhooks/${id}`}
        empty={
          <Empty title="Nobody is told anything yet." action={make}>
            Add the address of your server, and it is sent each event as it happens. Each endpoint is listed here.
          </Empty>
        }
      />
      {isMaking && <NewEndpoint onClose={() => setIsMaking(false)} />}
    </>
  );
}

function NewEndpoint({ onClose }: { onClose(): void }) {
  const client = useClient();
  const navigate = useNavigate();
  const make = useAction({
    run: (settings: EndpointSettings) => client.webhookEndpoints.create(settings),
    stale: [ENDPOINTS],
    done: "The endpoint is added. Its signing key is on its page.",
    onDone: ({ id }) => void navigate({ to: `/developers/webhooks/${id}` }),
  });
  return (
    <EndpointForm
      title="Add a webhook endpoint"
      action="Add it"
      settings={NEW_ENDPOINT}
      isRunning={make.isRunning}
      onSubmit={make.run}
      onClose={onClose}
    />
  );
}
