import type { Schemas } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { allOf } from "../data/all-of.ts";
import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { useSearchParams } from "../data/use-search-params.ts";
import { Button } from "../ui/button.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Select } from "../ui/select.tsx";
import { Empty } from "../ui/states.tsx";
import { DELIVERY_STATUSES, DeliveryStatus } from "./delivery-status.tsx";
import { EVENT_TYPES } from "./event-words.ts";
import { DELIVERIES, ENDPOINTS } from "./query-keys.ts";

type Item = Schemas["WebhookDeliveryItem"];

const FILTERS = ["endpoint_id", "status", "type"] as const;
const ANY = { value: "", title: "Any status" };
const STATUS_CHOICES = [ANY, ...Object.entries(DELIVERY_STATUSES).map(([value, title]) => ({ value, title }))];
const TYPE_CHOICES = [
  { value: "", title: "All types" },
  ...[...EVENT_TYPES, "procedure.ended"].map((value) => ({ value, title: value })),
];
const REFRESH = 5_000;

/** Lists what was sent, to webhook endpoints and where procedures send their outputs. */
export function DeliveriesTab() {
  const client = useClient();
  const [search, setSearch] = useSearchParams();
  const query = Object.fromEntries(FILTERS.flatMap((name) => (search[name] ? [[name, search[name]]] : [])));
  const list = usePaged<Item>({
    key: [...DELIVERIES, "list", query],
    read: async (page) => client.webhookDeliveries.list({ ...query, ...page }),
    refetchEvery: REFRESH,
  });
  const endpoints = useEndpointNames();
  const isFiltered = Object.keys(query).length > 0;
  const select = (name: (typeof FILTERS)[number]) => ({
    isLabelHidden: true,
    value: search[name] ?? "",
    onChange: (value: string) => setSearch({ [name]: value }),
    className: "min-w-36 flex-1 sm:max-w-60",
  });
  const choices = [
    { value: "", title: "All endpoints" },
    ...[...endpoints].map(([value, title]) => ({ value, title })),
  ];
  return (
    <>
      <search aria-label="Filters" className="flex shrink-0 flex-wrap gap-2 px-4 sm:px-6">
        <Select label="Endpoint" choices={choices} {...select("endpoint_id")} />
        <Select label="Status" choices={STATUS_CHOICES} {...select("status")} />
        <Select label="Type" choices={TYPE_CHOICES} {...select("type")} />
        {isFiltered && (
          <Button
            look="quiet"
            onClick={() => setSearch({ endpoint_id: undefined, status: undefined, type: undefined })}
          >
            Clear
          </Button>
        )}
      </search>
      <ListTable
        label="Deliveries"
        list={list}
        columns={columnsOf(endpoints)}
        keyOf={({ id }) => id}
        linkOf={({ id }) => `/developers/deliveries/${id}`}
        empty={
          isFiltered ? (
            <Empty title="No delivery is like that.">Take a filter away.</Empty>
          ) : (
            <Empty title="Nothing was sent yet.">
              Add a webhook endpoint, then talk to an agent: each event that the endpoint is sent is listed here.
            </Empty>
          )
        }
      />
    </>
  );
}

function columnsOf(endpoints: ReadonlyMap<string, string>): Column<Item>[] {
  return [
    { title: "Type", width: "minmax(0, 2fr)", cell: ({ type }) => type },
    { title: "Status", width: "6rem", cell: ({ status }) => <DeliveryStatus status={status} /> },
    {
      title: "To",
      width: "minmax(0, 2fr)",
      isSecondary: true,
      cell: ({ endpoint_id, address }) => address ?? endpoints.get(endpoint_id ?? "") ?? endpoint_id,
    },
    { title: "Attempts", width: "5rem", isSecondary: true, cell: ({ attempts }) => attempts },
    { title: "Why it failed", width: "minmax(0, 2fr)", isSecondary: true, cell: ({ last_error }) => last_error ?? "–" },
    { title: "Happened", width: "9rem", isSecondary: true, cell: ({ created_at }) => <Moment at={created_at} /> },
  ];
}

function useEndpointNames(): ReadonlyMap<string, string> {
  const client = useClient();
  const endpoints = useQuery({
    queryKey: [...ENDPOINTS, "names"],
    queryFn: () => allOf(client.webhookEndpoints.list({ limit: 200 })),
  });
  return new Map((endpoints.data ?? []).map(({ id, url }) => [id, url]));
}
