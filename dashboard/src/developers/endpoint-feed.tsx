import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useClient } from "../data/client.tsx";
import { Button } from "../ui/button.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { DeliveryStatus } from "./delivery-status.tsx";
import { ENDPOINTS } from "./query-keys.ts";

const AT_ONCE = 50;

/** Shows everything that an endpoint was ever to be sent, oldest first. */
export function EndpointFeed({ endpointId }: { endpointId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Section
      title="Feed"
      actions={
        <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? "Close" : "Read it"}
        </Button>
      }
    >
      <p className="max-w-prose text-sm text-muted">
        Everything that this endpoint was ever to be sent, oldest first. A receiver reads on from its cursor and sees
        that it missed nothing.
      </p>
      {isOpen && <FeedEntries endpointId={endpointId} />}
    </Section>
  );
}

function FeedEntries({ endpointId }: { endpointId: string }) {
  const client = useClient();
  const feed = useInfiniteQuery({
    queryKey: [...ENDPOINTS, endpointId, "feed"],
    queryFn: ({ pageParam }) =>
      client.webhookEndpoints.feed(
        endpointId,
        pageParam === null ? { limit: AT_ONCE } : { limit: AT_ONCE, cursor: pageParam },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ cursor, has_more }) => (has_more ? cursor : null),
  });
  if (feed.isPending) return <Loading />;
  if (feed.error) return <Failed error={feed.error} onRetry={() => void feed.refetch()} />;
  const entries = feed.data.pages.flatMap(({ data }) => data);
  return (
    <>
      {entries.length === 0 && <p className="text-sm text-muted">There is nothing in it yet.</p>}
      <ol className="divide-y divide-line">
        {entries.map(({ delivery_id, event, status }) => (
          <li key={delivery_id} className="flex min-h-11 flex-wrap items-center gap-x-4 text-sm">
            <Link to={`/developers/deliveries/${delivery_id}`} className="min-w-0 flex-1 font-mono text-xs underline">
              {event.payload.type}
            </Link>
            <DeliveryStatus status={status} />
            <span className="text-muted sm:w-32 sm:text-right">
              <Moment at={event.created_at} />
            </span>
          </li>
        ))}
      </ol>
      {feed.hasNextPage && (
        <Button className="justify-self-start" onClick={() => void feed.fetchNextPage()}>
          Read on
        </Button>
      )}
    </>
  );
}
