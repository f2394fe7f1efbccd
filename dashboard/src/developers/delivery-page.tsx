import type { Schemas } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Id } from "../ui/copy-button.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { AttemptRow } from "./attempt-row.tsx";
import { DeliveryStatus } from "./delivery-status.tsx";
import { Facts } from "./facts.tsx";
import { prettyText } from "./pretty-text.ts";
import { DELIVERIES, ENDPOINTS } from "./query-keys.ts";

type Delivery = Schemas["WebhookDelivery"];

const REFRESH = 2_000;

/** Shows one delivery: what it brings, each attempt, and sends it again. */
export function Room() {
  const { id = "" } = useParams({ strict: false });
  const client = useClient();
  const { can } = useSignedIn();
  const delivery = useQuery({
    queryKey: [...DELIVERIES, id],
    queryFn: () => client.webhookDeliveries.get(id),
    refetchInterval: REFRESH,
  });
  const replay = useAction({
    run: () => client.webhookDeliveries.replay(id),
    stale: [DELIVERIES, ENDPOINTS],
    done: "It is sent again.",
  });
  if (delivery.isPending) return <Loading />;
  if (delivery.error)
    return (
      <Page title="Delivery">
        <Failed error={delivery.error} onRetry={() => void delivery.refetch()} />
      </Page>
    );
  const { type, status, payload, attempt_log } = delivery.data;
  return (
    <Page
      title={type}
      beside={<DeliveryStatus status={status} />}
      about={
        <Link to="/developers" search={{ tab: "deliveries" } as never} className="underline">
          All deliveries
        </Link>
      }
      actions={
        can("webhooks:write") && (
          <Button look="primary" disabled={replay.isRunning} onClick={() => replay.run()}>
            Send it again
          </Button>
        )
      }
    >
      <Section title="Delivery">
        <DeliveryFacts delivery={delivery.data} />
      </Section>
      <Section title={`Attempts (${attempt_log.length})`}>
        {attempt_log.length === 0 && <p className="text-sm text-muted">It was not tried yet.</p>}
        <ol className="grid gap-2">
          {attempt_log.map((attempt, place) => (
            <AttemptRow key={attempt.number} attempt={attempt} isFirstOpen={place === 0} />
          ))}
        </ol>
      </Section>
      <Section title="Body">
        <JsonView value={prettyText(payload)} label="Body" />
      </Section>
    </Page>
  );
}

function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  const { id, endpoint_id, address, conversation_id, created_at, next_attempt_at, settled_at, last_error } = delivery;
  const link = (path: string, text: string) => (
    <Link to={path} className="underline">
      {text}
    </Link>
  );
  return (
    <Facts
      facts={[
        ["Id", <Id key="id" id={id} />],
        ["To", endpoint_id ? link(`/developers/webhooks/${endpoint_id}`, endpoint_id) : address],
        ["Conversation", conversation_id && link(`/conversations/${conversation_id}`, conversation_id)],
        ["Happened", <Moment key="made" at={created_at} />],
        ["Tried next", next_attempt_at && <Moment key="next" at={next_attempt_at} />],
        ["Settled", settled_at && <Moment key="settled" at={settled_at} />],
        ["Why it failed", last_error],
      ]}
    />
  );
}
