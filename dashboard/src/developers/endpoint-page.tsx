import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useClient } from "../data/client.tsx";
import { Badge } from "../ui/badge.tsx";
import { Id } from "../ui/copy-button.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { EndpointActions } from "./endpoint-actions.tsx";
import { EndpointDeliveries } from "./endpoint-deliveries.tsx";
import { EndpointFeed } from "./endpoint-feed.tsx";
import { EndpointHealth } from "./endpoint-health.tsx";
import { EndpointSigning } from "./endpoint-signing.tsx";
import { Facts } from "./facts.tsx";
import { ENDPOINTS } from "./query-keys.ts";
import { TestPanel } from "./test-panel.tsx";

const MODES: Record<string, string> = { null: "Live and test", true: "Live only", false: "Test only" };
const REFRESH = 5_000;

/** Shows one webhook endpoint: how it fares, what it is sent, and what can be done with it. */
export function Room() {
  const { id = "" } = useParams({ strict: false });
  const client = useClient();
  const [isTesting, setIsTesting] = useState(false);
  const endpoint = useQuery({
    queryKey: [...ENDPOINTS, id],
    queryFn: () => client.webhookEndpoints.get(id),
    refetchInterval: REFRESH,
  });
  if (endpoint.isPending) return <Loading />;
  if (endpoint.error)
    return (
      <Page title="Webhook endpoint">
        <Failed error={endpoint.error} onRetry={() => void endpoint.refetch()} />
      </Page>
    );
  const { url, description, is_enabled, types, livemode, created_at, updated_at, health } = endpoint.data;
  return (
    <Page
      title={url}
      beside={is_enabled ? <Badge tone="good">Enabled</Badge> : <Badge>Off</Badge>}
      about={
        <Link to="/developers" search={{ tab: "webhooks" } as never} className="underline">
          All webhooks
        </Link>
      }
      actions={<EndpointActions endpoint={endpoint.data} onTest={() => setIsTesting(true)} />}
    >
      {isTesting && <TestPanel endpoint={endpoint.data} onClose={() => setIsTesting(false)} />}
      <EndpointHealth health={health} />
      <EndpointDeliveries endpointId={id} />
      <Section title="Settings">
        <Facts
          facts={[
            ["Id", <Id key="id" id={id} />],
            ["Description", description || null],
            ["Conversations", MODES[String(livemode)]],
            ["Events", <TypeList key="types" types={types} />],
            ["Made", <Moment key="made" at={created_at} />],
            ["Changed", <Moment key="changed" at={updated_at} />],
          ]}
        />
      </Section>
      <EndpointSigning endpoint={endpoint.data} />
      <EndpointFeed endpointId={id} />
    </Page>
  );
}

function TypeList({ types }: { types: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {types.map((type) => (
        <li key={type}>
          <Badge>{type}</Badge>
        </li>
      ))}
    </ul>
  );
}
