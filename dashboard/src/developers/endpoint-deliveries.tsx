import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useClient } from "../data/client.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { DeliveryStatus } from "./delivery-status.tsx";
import { DELIVERIES } from "./query-keys.ts";

const SHOWN = 8;
const REFRESH = 5_000;

/** Lists what an endpoint was sent lately. */
export function EndpointDeliveries({ endpointId }: { endpointId: string }) {
  const client = useClient();
  const latest = useQuery({
    queryKey: [...DELIVERIES, "latest", endpointId],
    queryFn: async () => (await client.webhookDeliveries.list({ endpoint_id: endpointId, limit: SHOWN })).data,
    refetchInterval: REFRESH,
  });
  const all = (
    <Link
      to="/developers"
      search={{ tab: "deliveries", endpoint_id: endpointId } as never}
      className="text-sm underline"
    >
      All of them
    </Link>
  );
  return (
    <Section title="Latest deliveries" actions={all}>
      {latest.isPending && <Loading />}
      {latest.error && <Failed error={latest.error} onRetry={() => void latest.refetch()} />}
      {latest.data?.length === 0 && (
        <p className="text-sm text-muted">Nothing was to be sent yet. Talk to an agent, and its events appear here.</p>
      )}
      <ul className="divide-y divide-line">
        {latest.data?.map(({ id, type, status, attempts, created_at }) => (
          <li key={id} className="flex min-h-11 flex-wrap items-center gap-x-4 text-sm">
            <Link to={`/developers/deliveries/${id}`} className="min-w-0 flex-1 font-mono text-xs underline">
              {type}
            </Link>
            <span className="text-muted max-sm:hidden">{attempts === 1 ? "1 attempt" : `${attempts} attempts`}</span>
            <DeliveryStatus status={status} />
            <span className="text-muted sm:w-32 sm:text-right">
              <Moment at={created_at} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
