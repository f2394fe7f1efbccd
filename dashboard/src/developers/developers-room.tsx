import { useSearchParams } from "../data/use-search-params.ts";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { DeliveriesTab } from "./deliveries-tab.tsx";
import { FirstCall } from "./first-call.tsx";
import { KeysTab } from "./keys-tab.tsx";
import { SigningTab } from "./signing-tab.tsx";
import { WebhooksTab } from "./webhooks-tab.tsx";

const TABS = [
  { name: "keys", title: "API keys" },
  { name: "webhooks", title: "Webhooks" },
  { name: "deliveries", title: "Deliveries" },
  { name: "signing", title: "Signing key" },
  { name: "start", title: "First call" },
] as const;

type TabName = (typeof TABS)[number]["name"];

const CONTENTS: Record<TabName, () => React.ReactNode> = {
  keys: () => <KeysTab />,
  webhooks: () => <WebhooksTab />,
  deliveries: () => <DeliveriesTab />,
  signing: () => <SigningTab />,
  start: () => <FirstCall />,
};

/** Shows what programs need that talk with the platform: keys, webhooks, signatures, and a first call. */
export function Room() {
  const [search, setSearch] = useSearchParams();
  const current = TABS.find(({ name }) => name === search["tab"])?.name ?? "keys";
  // Each tab has filters of its own.
  const change = (tab: TabName) => setSearch({ tab, endpoint_id: undefined, status: undefined, type: undefined });
  return (
    <Page title="Developers" isFull>
      <Tabs label="Parts of this room" tabs={TABS} current={current} onChange={change} isFull>
        {CONTENTS[current]()}
      </Tabs>
    </Page>
  );
}
