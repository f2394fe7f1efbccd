import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useIsWide } from "../conversations/use-wide.ts";
import { useClient } from "../data/client.tsx";
import { useSearchParams } from "../data/use-search-params.ts";
import { Badge } from "../ui/badge.tsx";
import { Id } from "../ui/copy-button.tsx";
import { Page } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { CustomerActions } from "./customer-actions.tsx";
import { CustomerConversations } from "./customer-conversations.tsx";
import { type Customer, nameOf } from "./customer-draft.ts";
import { CustomerFacts } from "./customer-facts.tsx";
import { CustomerFollowUps } from "./customer-follow-ups.tsx";
import { CUSTOMERS } from "./query-keys.ts";

/** Shows one customer: what is known of them, and what was and will be talked about with them. */
export function Room() {
  const { id = "" } = useParams({ strict: false });
  const client = useClient();
  const customer = useQuery({
    queryKey: [...CUSTOMERS, id],
    queryFn: () => client.customers.get(id),
  });
  if (customer.data === undefined)
    return (
      <Page title="Customer">
        {customer.error ? <Failed error={customer.error} onRetry={() => void customer.refetch()} /> : <Loading />}
      </Page>
    );
  return (
    <Page
      title={nameOf(customer.data)}
      beside={!customer.data.livemode && <Badge>Test</Badge>}
      about={<Id id={customer.data.id} />}
      actions={<CustomerActions customer={customer.data} />}
      isFull
    >
      <Parts key={customer.data.id} customer={customer.data} />
    </Page>
  );
}

const TABS = [
  { name: "conversations", title: "Conversations" },
  { name: "follow-ups", title: "Follow-ups" },
  { name: "facts", title: "Facts" },
] as const;

type Tab = (typeof TABS)[number]["name"];

/** Where there is room the facts stand beside the rest; else they have a tab. */
function Parts({ customer }: { customer: Customer }) {
  const [search, setSearch] = useSearchParams();
  const isWide = useIsWide();
  const tabs = TABS.filter(({ name }) => !isWide || name !== "facts");
  const current = tabs.find(({ name }) => name === search["tab"])?.name ?? "conversations";
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <Tabs
          label="What there is with the customer"
          isFull
          tabs={tabs}
          current={current}
          onChange={(tab) => setSearch({ tab: tab === "conversations" ? undefined : tab })}
        >
          <Shown tab={current} customer={customer} />
        </Tabs>
      </div>
      {isWide && (
        <aside
          aria-label="Facts"
          className="w-96 shrink-0 overflow-y-auto border-t border-l border-line bg-surface p-5"
        >
          <CustomerFacts customer={customer} />
        </aside>
      )}
    </div>
  );
}

function Shown({ tab, customer }: { tab: Tab; customer: Customer }) {
  switch (tab) {
    case "conversations":
      return <CustomerConversations customer={customer} />;
    case "follow-ups":
      return <CustomerFollowUps customer={customer} />;
    case "facts":
      return (
        <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-8 sm:px-6">
          <CustomerFacts customer={customer} />
        </div>
      );
  }
}
